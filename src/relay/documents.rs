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
        let bytes = serde_json::to_vec(document).expect("wire types have string keys and no failing serialisation");
        self.insert_bytes(path, bytes);
    }

    /// Adds or replaces one document that is written already.
    pub fn insert_bytes(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), bytes.into());
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

    /// Paths and bytes, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// Paths and bytes to be shared, by path.
    pub(super) fn shared(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }
}
