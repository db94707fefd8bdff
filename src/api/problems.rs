//! Reading documents so that one bad record does not spoil the rest: it is skipped and counted.

use super::{Record, VERSION};
use crate::{
    domain::short_decimal,
    platform::json::{self, Value},
};

/// A record or a value that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Such as `sites[3].hours`.
    pub place: String,
    pub reason: String,
}

/// What was left out of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
    /// How many of them are values of another shape than the contract's.
    pub(super) faults: usize,
}

impl Problems {
    pub fn add(&mut self, place: impl Into<String>, reason: impl ToString) {
        self.list.push(Problem { place: place.into(), reason: reason.to_string() });
    }

    /// The value, or `None` and a note of what was wrong.
    pub fn ok<T, E: ToString>(&mut self, place: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|reason| self.add(place, reason)).ok()
    }

    pub fn as_slice(&self) -> &[Problem] {
        &self.list
    }
    pub fn len(&self) -> usize {
        self.list.len()
    }
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Why nothing could be made of a document: what was noted last.
    #[cold]
    #[inline(never)]
    fn unexpected(&mut self) -> DecodeError {
        let last = self.list.pop().map(|Problem { place, reason }| format!("{place}: {reason}"));
        DecodeError::Unexpected(last.unwrap_or_default())
    }
}

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

/// Reads a document. What is left out of it is noted in `problems`.
///
/// # Errors
/// When the bytes are no JSON, of another version of the API or not of the expected shape.
pub fn decode<T>(
    bytes: &[u8],
    problems: &mut Problems,
    read: impl FnOnce(&mut Record) -> Option<T>,
) -> Result<T, DecodeError> {
    let value = parse(bytes)?;
    read(&mut Record::new(&value, "", problems)).ok_or_else(|| problems.unexpected())
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
        Value::Number(_) => version.as_f64().map_or_else(String::new, short_decimal),
        Value::String(text) => format!("\"{text}\""),
        Value::Null => "null".to_owned(),
        Value::Bool(bool) => bool.to_string(),
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
    }
}
