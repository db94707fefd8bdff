//! The tags of an OpenStreetMap element.

use serde_json::{Map, Value};

/// The tags of an element; a value that is no text counts as missing.
#[derive(Clone, Copy)]
pub(super) struct Tags<'a>(Option<&'a Map<String, Value>>);

impl<'a> Tags<'a> {
    pub(super) fn of(element: &'a Value) -> Self {
        Self(element.get("tags").and_then(Value::as_object))
    }

    pub(super) fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.into_iter().flatten().filter_map(|(key, value)| Some((key.as_str(), value.as_str()?.trim())))
    }

    /// `None` for blank text too.
    pub(super) fn get(self, key: &str) -> Option<&'a str> {
        self.0?.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// The value of the first of the keys that has one.
    pub(super) fn first(self, keys: &[&str]) -> Option<&'a str> {
        keys.iter().find_map(|key| self.get(key))
    }

    pub(super) fn text(self, key: &str) -> Option<String> {
        self.get(key).map(str::to_owned)
    }
}
