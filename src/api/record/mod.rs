//! Reading JSON straight into what it means. A reader takes a [`Record`], asks it for its keys and gives a domain value, or
//! `None` where the record is to be left out. Whatever has another shape than the contract's is noted with its place.
//!
//! Nothing here but the thinnest shell is generic, and there are no derived readers: those weigh a seventh of what a resident
//! downloads.

mod lists;
mod values;

use std::fmt::Display;

use super::Problems;
use crate::platform::json::Value;

/// A JSON value at its place in a document: an object whose keys are asked for, or a list of a fixed length, whose places are
/// the keys `0` to `9`. The empty key is the value itself. A key whose value is `null` is one that is missing.
pub struct Record<'a> {
    value: &'a Value,
    place: Place<'a>,
    problems: &'a mut Problems,
    /// How many faults of shape there were before.
    faults: usize,
}

/// Where a value lies, as a chain to the outside: it is written only when something is wrong.
#[derive(Clone, Copy)]
struct Place<'a> {
    outside: Option<&'a Place<'a>>,
    /// Empty for the document itself.
    key: &'a str,
    /// In the list under the key.
    index: Option<usize>,
}

impl Place<'_> {
    /// Appends the place: `sites[3]`, with a key inside of it `sites[3].hours`.
    fn write(&self, into: &mut String) {
        if let Some(outside) = self.outside {
            outside.write(into);
        }
        write_key(self.key, into);
        if let Some(index) = self.index {
            *into += "[";
            *into += &index.to_string();
            *into += "]";
        }
    }
}

fn write_key(key: &str, into: &mut String) {
    let is_index = key.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if !key.is_empty() && !into.is_empty() && !is_index {
        *into += ".";
    }
    *into += if is_index { "[" } else { "" };
    *into += key;
    *into += if is_index { "]" } else { "" };
}

impl<'a> Record<'a> {
    /// A value that lies at `place`, such as `sites[3]`; empty for a document.
    pub fn new(value: &'a Value, place: &'a str, problems: &'a mut Problems) -> Self {
        let faults = problems.faults;
        Self { value, place: Place { outside: None, key: place, index: None }, problems, faults }
    }

    /// Notes that the value under `key` is wrong, although its shape is right.
    #[cold]
    #[inline(never)]
    pub fn note(&mut self, key: &str, reason: &dyn Display) {
        let mut place = String::new();
        self.place.write(&mut place);
        write_key(key, &mut place);
        self.problems.add(place, reason);
    }

    /// Notes that the value under `key` has another shape than the contract's.
    #[cold]
    #[inline(never)]
    fn fault(&mut self, key: &str, expected: &str) {
        let found = match self.find(key) {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "a boolean",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a string",
            Some(Value::Array(_)) => "a list",
            Some(Value::Object(_)) => "an object",
        };
        self.problems.faults += 1;
        self.note(key, &format_args!("expected {expected}, found {found}"));
    }

    /// Whether everything that was asked for since this record was begun had the contract's shape. What is left out of a list
    /// of records does not count.
    pub fn is_well_formed(&self) -> bool {
        self.problems.faults == self.faults
    }

    #[inline(never)]
    fn find(&self, key: &str) -> Option<&'a Value> {
        match self.value {
            whole if key.is_empty() => Some(whole),
            Value::Array(items) => {
                let place = key.as_bytes()[0].wrapping_sub(b'0');
                items.get(usize::from(place)).filter(|_| place < 10)
            }
            other => other.get(key),
        }
    }

    fn field(&self, key: &str) -> Option<&'a Value> {
        self.find(key).filter(|value| !matches!(value, Value::Null))
    }

    /// `None` and a note of the first key that is missing, where a record is worth nothing without them.
    #[inline(never)]
    pub fn requires(&mut self, keys: &[&str]) -> Option<()> {
        for key in keys {
            if !self.has(key) {
                self.fault(key, "a value");
                return None;
            }
        }
        Some(())
    }

    /// Whether there is anything under `key`.
    pub fn has(&self, key: &str) -> bool {
        self.field(key).is_some()
    }

    /// The value, or `None` and a note of what is wrong with that under `key`.
    pub fn ok<T>(&mut self, key: &str, result: Result<T, String>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(reason) => {
                self.note(key, &reason);
                None
            }
        }
    }

    /// The value under `key`, whatever its shape; `None` where it is missing.
    #[inline(never)]
    pub fn inside(&mut self, key: &'a str) -> Option<Record<'_>> {
        let value = self.field(key)?;
        let faults = self.problems.faults;
        let place = Place { outside: Some(&self.place), key, index: None };
        Some(Record { value, place, problems: self.problems, faults })
    }

    /// The object under `key`; `None` where it is missing, and a note where it is none.
    pub fn record(&mut self, key: &'a str) -> Option<Record<'_>> {
        let mut record = self.inside(key)?;
        record.is_object().then_some(record)
    }

    /// Whether it is an object; otherwise that is noted.
    #[inline(never)]
    pub fn is_object(&mut self) -> bool {
        let is = matches!(self.value, Value::Object(_));
        if !is {
            self.fault("", "an object");
        }
        is
    }
}

#[cfg(test)]
mod tests;
