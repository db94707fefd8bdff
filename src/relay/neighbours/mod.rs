//! Other territories whose centres residents use too: their public APIs are read, and told beside our own.
//!
//! Whoever lives at a border goes to either side. Each territory stays with its own relay; this one copies what the others
//! publish, so that a resident's telephone still asks one server. A neighbour that fails takes nothing with it: its hours
//! stay, its waits grow old as everywhere.

mod ask;
mod copy;
mod merge;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::SecondsFormat;
use serde_json::json;

pub use copy::Copied;
pub(in crate::relay) use merge::extend;

use super::{
    Documents, Source,
    config::{Config, NeighbourConfig},
    foreign::{LONGEST, one_line},
};
use crate::domain::{Instant, SiteId};

/// A territory of its own with its neighbours.
pub struct Neighbourhood {
    own: Arc<dyn Source>,
    neighbours: Vec<NeighbourConfig>,
    copies: Mutex<BTreeMap<SiteId, Copied>>,
}

impl Neighbourhood {
    /// Nothing is known of the neighbours until they are asked.
    pub fn new(own: Arc<dyn Source>, config: &Config) -> Self {
        Self { own, neighbours: config.neighbours.clone(), copies: Mutex::default() }
    }

    fn copies(&self) -> MutexGuard<'_, BTreeMap<SiteId, Copied>> {
        // Each is replaced as a whole.
        self.copies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source for Neighbourhood {
    fn documents(&self, now: Instant) -> Documents {
        let mut documents = self.own.documents(now);
        let mut entries = Vec::new();
        for neighbour in &self.neighbours {
            let copied = self.copies().get(&neighbour.id).cloned().unwrap_or_default();
            let merged = merge::merge(&mut documents, &neighbour.id, &copied);
            let trouble = merged.as_ref().err().cloned().or_else(|| copied.trouble(now));
            let trouble = trouble.map(|trouble| one_line(&trouble, LONGEST));
            entries.push(json!({
                "id": format!("neighbour-{}", neighbour.id),
                "label": copied.name().map(|name| json!({"fr": name})),
                "kind": "territory",
                "ok": trouble.is_none(),
                "last_success": copied.last_success.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
                "kept": merged.unwrap_or_default(),
                "rejected": 0,
                "last_error": trouble,
            }));
        }
        extend(&mut documents, "status.json", "sources", entries);
        documents
    }
}
