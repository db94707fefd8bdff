//! A document's members as the text that they are, for documents of thousands of records: read as a tree, one takes ten times
//! its text.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::{Value, value::RawValue};

/// So many records are read at once where nothing depends on their number.
const AT_ONCE: usize = 100;

/// The members of a JSON object, each as its text; `None` where the document is no object.
pub fn members(document: &[u8]) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_slice(document).ok()
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

    /// Each record with its own error.
    pub fn records(&self) -> impl Iterator<Item = serde_json::Result<Value>> {
        self.records.iter().map(|record| serde_json::from_str(record.get()))
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
        assert_eq!(outline.records().flatten().count(), 3);
        assert_eq!(outline.parts().map(|part| part.len()).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn a_document_without_the_list_is_all_head() {
        for document in ["{", "3", "{\"version\":1}", "{\"sites\":{}}"] {
            let outline = Outline::of(document.as_bytes(), "sites");
            assert_eq!((outline.head(), outline.records().count()), (document.as_bytes(), 0));
        }
    }
}
