//! Reading JSON values into wire types, without derived readers: those weigh a seventh of what a resident downloads, a
//! table of keys and places next to nothing.

mod declare;
mod values;

use serde_json::Value;

pub(super) use declare::{deserialize, wire};
pub use values::Records;

/// Why a value is not what was expected, and where inside of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Such as `hours[0].days`; empty for the value itself.
    pub place: String,
    pub reason: String,
}

impl Fault {
    #[cold]
    #[inline(never)]
    fn new(expected: &str, found: Option<&Value>) -> Self {
        let found = match found {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "a boolean",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a string",
            Some(Value::Array(_)) => "a list",
            Some(Value::Object(_)) => "an object",
        };
        Self { place: String::new(), reason: format!("expected {expected}, found {found}") }
    }

    /// The same fault seen from outside, where the value lies at `place`: a key, or an index in brackets.
    #[cold]
    #[inline(never)]
    pub(super) fn under(mut self, place: &str) -> Self {
        if !self.place.is_empty() && !self.place.starts_with('[') {
            self.place.insert(0, '.');
        }
        self.place.insert_str(0, place);
        self
    }

    #[cold]
    #[inline(never)]
    fn at(self, index: usize) -> Self {
        self.under(&format!("[{index}]"))
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.place.is_empty() {
            f.write_str(&self.place)?;
            f.write_str(": ")?;
        }
        f.write_str(&self.reason)
    }
}

/// What can be read from a JSON value. It fills a blank (`Default`) place instead of returning a value, so that one
/// function reads the fields of all records.
pub trait Wire {
    /// `left_out` gets the faults of what was left out, so that the rest could be read.
    ///
    /// # Errors
    /// When `value` has another type, or lacks a part that is compulsory.
    fn read(&mut self, value: Value, left_out: &mut Vec<Fault>) -> Result<(), Fault>;

    /// What a missing key means.
    ///
    /// # Errors
    /// When there has to be a value.
    fn missing(&mut self) -> Result<(), Fault> {
        Err(Fault::new("a value", None))
    }
}

/// Reads one value.
///
/// # Errors
/// As [`Wire::read`].
pub(super) fn from_value<T: Wire + Default>(value: Value, left_out: &mut Vec<Fault>) -> Result<T, Fault> {
    let mut blank = T::default();
    blank.read(value, left_out)?;
    Ok(blank)
}

/// A key of an object and the place that its value is read into.
pub(super) struct Field<'a> {
    pub key: &'static str,
    /// Whether `null` and a missing key leave the place as blank as it is.
    pub optional: bool,
    /// Whether a value of another shape leaves it blank too, as long as it may be missing.
    pub lenient: bool,
    pub into: &'a mut dyn Wire,
}

/// Reads an object's fields; other keys are ignored.
#[inline(never)]
pub(super) fn read_object(value: Value, fields: &mut [Field], left_out: &mut Vec<Fault>) -> Result<(), Fault> {
    let Value::Object(mut object) = value else { return Err(Fault::new("an object", Some(&value))) };
    for field in fields {
        let before = left_out.len();
        let read = match object.get_mut(field.key).map(Value::take) {
            None | Some(Value::Null) if field.optional => Ok(()),
            None => field.into.missing(),
            Some(value) => field.into.read(value, left_out),
        };
        under_from(left_out, before, field.key);
        if let Err(fault) = read.map_err(|fault| fault.under(field.key)) {
            let may_be_missing = field.optional || field.into.missing().is_ok();
            if !(field.lenient && may_be_missing) {
                return Err(fault);
            }
            left_out.push(fault);
        }
    }
    Ok(())
}

/// Says of the faults from `first` on that they lie under a key or an index.
#[inline(never)]
fn under_from(left_out: &mut [Fault], first: usize, place: &str) {
    for fault in &mut left_out[first..] {
        *fault = std::mem::replace(fault, Fault { place: String::new(), reason: String::new() }).under(place);
    }
}

/// Reads one item; what is left out of it is noted.
type ReadItem<'a> = dyn FnMut(Value, &mut Vec<Fault>) -> Result<(), Fault> + 'a;

#[inline(never)]
fn read_items(value: Value, left_out: &mut Vec<Fault>, one: &mut ReadItem) -> Result<(), Fault> {
    let Value::Array(items) = value else { return Err(Fault::new("a list", Some(&value))) };
    for (i, item) in items.into_iter().enumerate() {
        let before = left_out.len();
        let read = one(item, left_out);
        if left_out.len() > before {
            under_from(left_out, before, &format!("[{i}]"));
        }
        read.map_err(|fault| fault.at(i))?;
    }
    Ok(())
}

/// Reads an object's entries, whatever their keys; one whose value is `null` is one that is missing.
#[inline(never)]
pub(super) fn read_entries(value: Value, one: &mut dyn FnMut(String, Value) -> Result<(), Fault>) -> Result<(), Fault> {
    let Value::Object(entries) = value else { return Err(Fault::new("an object", Some(&value))) };
    for (key, value) in entries {
        if !value.is_null() {
            // Only a fault needs the key afterwards, and texts are short.
            one(key.clone(), value).map_err(|fault| fault.under(&key))?;
        }
    }
    Ok(())
}

/// Reads a list of a fixed length.
#[inline(never)]
fn read_places(
    value: Value,
    expected: &str,
    places: &mut [&mut dyn Wire],
    left_out: &mut Vec<Fault>,
) -> Result<(), Fault> {
    if value.as_array().is_none_or(|items| items.len() != places.len()) {
        return Err(Fault::new(expected, Some(&value)));
    }
    let mut places = places.iter_mut();
    read_items(value, left_out, &mut |item, left_out| places.next().map_or(Ok(()), |place| place.read(item, left_out)))
}

#[cfg(test)]
mod tests;
