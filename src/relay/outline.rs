//! A document's members as the text that they are, for documents of thousands of records: read as a tree, one takes ten times
//! its text.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};

/// So many records are read at once where nothing depends on their number.
const AT_ONCE: usize = 100;

/// The members of a JSON object, each as its text; `None` where the document is no object.
pub fn members(document: &[u8]) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_slice(document).ok()
}

/// The members that stand more than once in a JSON object, and whether their values differ.
pub fn repeated_members(document: &[u8]) -> Vec<(String, bool)> {
    let Ok(Members(members)) = serde_json::from_slice(document) else { return Vec::new() };
    let value = |text: &RawValue| serde_json::from_str::<Value>(text.get()).unwrap_or_default();
    let mut repeated: BTreeMap<String, bool> = BTreeMap::new();
    for (n, (key, text)) in members.iter().enumerate() {
        if let Some((_, before)) = members[..n].iter().find(|(other, _)| other == key) {
            *repeated.entry(key.clone()).or_default() |= value(before) != value(text);
        }
    }
    repeated.into_iter().collect()
}

/// All members of an object in the order of the text.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(All)
    }
}

/// A document without its list of records, and these records one after the other.
pub struct Outline<'a> {
    head: Cow<'a, [u8]>,
    records: Vec<&'a RawValue>,
}

impl<'a> Outline<'a> {
    /// Of a document without such a list everything is its head, so that whoever decodes that tells what is wrong.
    pub fn of(document: &'a [u8], list: &str) -> Self {
        let split = || {
            let mut members = members(document)?;
            let records = serde_json::from_str(members.remove(list)?.get()).ok()?;
            Some(Self { head: serde_json::to_vec(&members).ok()?.into(), records })
        };
        split().unwrap_or_else(|| Self { head: document.into(), records: Vec::new() })
    }

    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Each record as its text.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.records.iter().map(|record| record.get())
    }

    /// One record after the other; what is no JSON is left out.
    pub fn records(&self) -> impl Iterator<Item = Value> {
        self.texts().filter_map(|text| serde_json::from_str(text).ok())
    }

    /// Some records after the others; what is no JSON is left out.
    pub fn parts(&self) -> impl Iterator<Item = Vec<Value>> {
        self.records
            .chunks(AT_ONCE)
            .map(|part| part.iter().filter_map(|record| serde_json::from_str(record.get()).ok()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_stand_apart_from_the_rest() {
        let outline =
            Outline::of(br#"{"version": 1, "sites": [{"id": "a"}, 3, {"id": "b"}], "updated_at": null}"#, "sites");
        assert_eq!(outline.head(), br#"{"updated_at":null,"version":1}"#);
        assert_eq!(outline.texts().count(), 3);
        assert_eq!(outline.parts().map(|part| part.len()).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn members_that_stand_twice_are_told() {
        let twice = |text: &str| repeated_members(text.as_bytes());
        assert_eq!(twice(r#"{"a": 1, "b": {"c": 1, "c": 2}}"#), []);
        assert_eq!(
            twice(r#"{"a": [1], "b": 2, "a": [ 1 ], "b": 2, "b": 3}"#),
            [("a".to_owned(), false), ("b".to_owned(), true)]
        );
        assert_eq!(twice("[1]"), []);
    }

    #[test]
    fn a_document_without_the_list_is_all_head() {
        for document in ["{", "3", "{\"version\":1}", "{\"sites\":{}}"] {
            let outline = Outline::of(document.as_bytes(), "sites");
            assert_eq!((outline.head(), outline.texts().count()), (document.as_bytes(), 0));
        }
    }
}
