//! Reading documents so that one bad record does not spoil the rest: it is skipped and counted.

use serde_json::Value;

use super::{
    VERSION,
    wire::{Fault, Wire, from_value},
};
use crate::{domain::short_decimal, platform::json};

/// A record or a value that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Such as `sites[3].hours`.
    pub place: String,
    pub reason: String,
}

/// What was left out of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn add(&mut self, place: impl Into<String>, reason: impl ToString) {
        self.0.push(Problem { place: place.into(), reason: reason.to_string() });
    }

    /// The value, or `None` and a note of what was wrong.
    pub fn ok<T, E: ToString>(&mut self, place: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|reason| self.add(place, reason)).ok()
    }

    /// Whether `id` comes for the first time; a record that repeats one is noted, and the caller leaves it out. `seen` is
    /// ascending.
    pub(super) fn is_first(&mut self, place: &str, seen: &mut Vec<String>, id: &str) -> bool {
        match seen.binary_search_by(|other| other.as_str().cmp(id)) {
            Ok(_) => {
                self.add(place, format!("{id} occurs twice"));
                false
            }
            Err(position) => {
                seen.insert(position, id.to_owned());
                true
            }
        }
    }

    pub fn as_slice(&self) -> &[Problem] {
        &self.0
    }
    pub fn len(&self) -> usize {
        self.0.len()
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads each record of a list on its own and turns it into a domain value; what cannot be is left out and noted.
    pub fn records<D: Wire + Default, T>(
        &mut self,
        place: &str,
        values: Vec<Value>,
        mut convert: impl FnMut(&mut Problems, &str, D) -> Option<T>,
    ) -> Vec<T> {
        let mut kept = Vec::with_capacity(values.len());
        self.each(place, values, &mut |problems, place, value| {
            let mut left_out = Vec::new();
            let record = from_value(value, &mut left_out)?;
            problems.left_out(place, left_out);
            kept.extend(convert(problems, place, record));
            Ok(())
        });
        kept
    }

    /// Notes the details that were left out of a record.
    #[inline(never)]
    fn left_out(&mut self, place: &str, faults: Vec<Fault>) {
        for fault in faults {
            let Fault { place, reason } = fault.under(place);
            self.add(place, reason);
        }
    }

    /// The part of [`Problems::records`] that is the same for all types.
    #[inline(never)]
    fn each(&mut self, place: &str, values: Vec<Value>, one: &mut OneRecord) {
        for (i, value) in values.into_iter().enumerate() {
            let place = format!("{place}[{i}]");
            if let Err(fault) = one(self, &place, value) {
                self.add(place, fault);
            }
        }
    }
}

type OneRecord<'a> = dyn FnMut(&mut Problems, &str, Value) -> Result<(), Fault> + 'a;

/// Why a document as a whole cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("not JSON: {0}")]
    NotJson(String),
    #[error("version {0} of the API, this program reads version {VERSION}")]
    OtherVersion(String),
    #[error("not the expected document: {0}")]
    Unexpected(String),
}

/// Reads a document's outer shape; its records are read one by one afterwards (`Problems::records`).
///
/// # Errors
/// When the bytes are no JSON, of another version of the API or not of the expected shape.
pub fn decode<D: Wire + Default>(bytes: &[u8]) -> Result<D, DecodeError> {
    // Which details of the head were left out concerns nobody: records tell their own.
    from_value(parse(bytes)?, &mut Vec::new()).map_err(unexpected)
}

#[cold]
#[inline(never)]
fn unexpected(fault: Fault) -> DecodeError {
    DecodeError::Unexpected(fault.to_string())
}

/// Any document of this version.
#[inline(never)]
fn parse(bytes: &[u8]) -> Result<Value, DecodeError> {
    let value = json::parse(bytes).map_err(DecodeError::NotJson)?;
    match value.get("version") {
        Some(version) if version.as_f64() == Some(f64::from(VERSION)) => Ok(value),
        Some(version) => Err(DecodeError::OtherVersion(version_text(version))),
        None => Err(DecodeError::Unexpected("`version` is missing".to_owned())),
    }
}

/// Written by hand: writing any JSON value there may be takes general float formatting, which weighs more.
fn version_text(version: &Value) -> String {
    match version {
        Value::Number(number) => number.as_f64().map_or_else(String::new, short_decimal),
        Value::String(text) => format!("\"{text}\""),
        Value::Null => "null".to_owned(),
        Value::Bool(bool) => bool.to_string(),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
    }
}
