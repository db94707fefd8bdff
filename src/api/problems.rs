//! Reading documents so that one bad record does not spoil the rest: it is skipped and counted.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::VERSION;

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

    /// Whether `id` comes for the first time; a record that repeats one is noted, and the caller leaves it out.
    pub(super) fn is_first<I: Ord + Clone + Display>(&mut self, place: &str, seen: &mut BTreeSet<I>, id: &I) -> bool {
        let first = seen.insert(id.clone());
        if !first {
            self.add(place, format!("{id} occurs twice"));
        }
        first
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
    pub fn records<D: DeserializeOwned, T>(
        &mut self,
        place: &str,
        values: Vec<Value>,
        mut convert: impl FnMut(&mut Problems, &str, D) -> Option<T>,
    ) -> Vec<T> {
        let mut kept = Vec::with_capacity(values.len());
        for (i, value) in values.into_iter().enumerate() {
            let place = format!("{place}[{i}]");
            if let Some(record) = self.ok(&place, D::deserialize(value)) {
                kept.extend(convert(self, &place, record));
            }
        }
        kept
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

/// Reads a document's outer shape; its records are read one by one afterwards (`Problems::records`).
///
/// # Errors
/// When the bytes are no JSON, of another version of the API or not of the expected shape.
pub fn decode<D: DeserializeOwned>(bytes: &[u8]) -> Result<D, DecodeError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|e| DecodeError::NotJson(e.to_string()))?;
    match value.get("version") {
        Some(version) if version.as_u64() == Some(u64::from(VERSION)) => {}
        Some(version) => return Err(DecodeError::OtherVersion(version.to_string())),
        None => return Err(DecodeError::Unexpected("`version` is missing".to_owned())),
    }
    D::deserialize(value).map_err(|e| DecodeError::Unexpected(e.to_string()))
}

/// For maps by language: a language whose value is `null` is one that is missing.
pub(super) fn without_nulls<'de, D, T>(deserializer: D) -> Result<Option<BTreeMap<String, T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    let entries: Option<BTreeMap<String, Option<T>>> = Option::deserialize(deserializer)?;
    Ok(entries.map(|entries| entries.into_iter().filter_map(|(lang, value)| Some((lang, value?))).collect()))
}

/// For lists and maps: `null` is the same as a missing key.
pub(super) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
