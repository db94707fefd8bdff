//! The published documents, as bytes by their path.

use std::collections::BTreeMap;

use axum::body::Bytes;
use serde::Serialize;

/// JSON documents by their path below `api/v1/`, such as `live.json`. Copies of one share its bytes: what does not change lies
/// in memory once, however many refreshes hand it on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documents(BTreeMap<String, Bytes>);

impl Documents {
    /// Adds or replaces one document.
    pub fn insert(&mut self, path: &str, document: &impl Serialize) {
        self.insert_bytes(path, written(document));
    }

    /// Adds or replaces one document that is written already.
    pub fn insert_bytes(&mut self, path: &str, bytes: Vec<u8>) {
        // As large as it is: what grew while it was written may have room for twice as much.
        self.0.insert(path.to_owned(), bytes.into_boxed_slice().into());
    }

    /// Adds or replaces one document whose bytes lie in memory already.
    pub(super) fn share(&mut self, path: &str, bytes: &Bytes) {
        self.0.insert(path.to_owned(), bytes.clone());
    }

    /// Adds or replaces all of the others.
    pub fn extend(&mut self, others: Documents) {
        self.0.extend(others.0);
    }

    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Bytes::as_ref)
    }

    /// The bytes of one document, to be shared.
    pub(super) fn bytes(&self, path: &str) -> Option<&Bytes> {
        self.0.get(path)
    }

    /// Paths and bytes, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// Paths and bytes to be shared, by path.
    pub(super) fn shared(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }
}

fn written(document: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(document).expect("wire types have string keys and no failing serialisation")
}

/// A document that is written record by record: the trees of thousands of them take ten times as much as their text.
pub(super) struct Listing {
    bytes: Vec<u8>,
    has_records: bool,
}

impl Listing {
    /// With the members of `head`, an object that is not empty, and the records under the name of `list`.
    pub fn new(head: &impl Serialize, list: &str) -> Self {
        let mut bytes = written(head);
        bytes.pop();
        bytes.extend_from_slice(format!(",\"{list}\":[").as_bytes());
        Self { bytes, has_records: false }
    }

    pub fn push(&mut self, record: &impl Serialize) {
        self.push_written(&written(record));
    }

    /// Adds records with commas between them.
    pub fn push_written(&mut self, records: &[u8]) {
        if self.has_records && !records.is_empty() {
            self.bytes.push(b',');
        }
        self.has_records |= !records.is_empty();
        self.bytes.extend_from_slice(records);
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    pub fn finish(mut self) -> Bytes {
        self.bytes.extend_from_slice(b"]}");
        self.bytes.into_boxed_slice().into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_listing_is_the_document_that_it_stands_for() {
        let of = |records: &[Value]| {
            let mut listing = Listing::new(&json!({"version": 1}), "sites");
            for record in records {
                listing.push(record);
            }
            serde_json::from_slice::<Value>(&listing.finish()).unwrap()
        };
        for records in [json!([]), json!([{"id": "a"}]), json!([{"id": "a"}, {"id": "b"}, 3])] {
            assert_eq!(of(records.as_array().unwrap()), json!({"version": 1, "sites": records}));
        }
        let mut listing = Listing::new(&json!({"version": 1}), "sites");
        listing.push_written(b"");
        listing.push_written(b"1,2");
        listing.push(&3);
        assert_eq!(listing.finish().as_ref(), br#"{"version":1,"sites":[1,2,3]}"#);
    }
}
