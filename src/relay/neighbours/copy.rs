//! What is held of one neighbour.

use std::{collections::BTreeMap, sync::Arc};

use chrono::Duration;
use serde_json::Value;

use crate::{
    domain::Instant,
    relay::{
        foreign::{LONGEST, one_line},
        json,
    },
};

/// The documents that are read, all of them small.
pub(super) const ASKED: [&str; 4] = ["territory.json", "sites.json", "live.json", "profiles.json"];
/// A neighbour of whom nothing came for so long is missed.
const SILENCE: Duration = Duration::minutes(15);

/// Memory that a document may take, bytes. A centre with its hours takes six kilobytes, what is usual at one a little more.
fn largest(name: &str) -> usize {
    match name {
        "sites.json" => 16 << 20,
        "profiles.json" => 8 << 20,
        _ => 4 << 20,
    }
}

/// A neighbour's documents as they came last.
#[derive(Clone, Debug, Default)]
pub struct Copied {
    documents: BTreeMap<&'static str, Arc<Value>>,
    pub(super) last_success: Option<Instant>,
    /// Why the last turn failed.
    pub(super) failure: Option<String>,
}

impl Copied {
    /// A neighbour of which nothing came, and why.
    pub(super) fn failed(reason: String) -> Self {
        Self { failure: Some(reason), ..Self::default() }
    }

    /// Takes a document in.
    ///
    /// # Errors
    /// When it is none of this version of the API, or takes too much memory; the last good one stays.
    pub fn take(&mut self, name: &'static str, bytes: &[u8]) -> Result<(), String> {
        let document = json::text(bytes).and_then(|text| json::tree(text, largest(name)));
        let document = document.map_err(|error| format!("{name}: {}", one_line(&json::reason(&error), LONGEST)))?;
        if document.get("version") != Some(&Value::from(1)) {
            return Err(format!("{name}: no document of version 1"));
        }
        self.documents.insert(name, Arc::new(document));
        Ok(())
    }

    pub(super) fn document(&self, name: &str) -> Option<&Value> {
        self.documents.get(name).map(Arc::as_ref)
    }

    /// Records of a list in a document.
    pub(super) fn records(&self, name: &str, list: &str) -> impl Iterator<Item = &Value> {
        self.document(name).and_then(|document| document.get(list)?.as_array()).into_iter().flatten()
    }

    /// What an administrator should look at.
    pub(super) fn trouble(&self, now: Instant) -> Option<String> {
        let age = self.last_success.map(|at| now - at);
        match (&self.failure, age) {
            (Some(failure), _) => Some(failure.clone()),
            (None, Some(age)) if age > SILENCE => Some(format!("nothing for {} minutes", age.num_minutes())),
            (None, Some(_)) => None,
            (None, None) => Some("nothing came yet".to_owned()),
        }
    }
}
