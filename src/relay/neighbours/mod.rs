//! Other territories whose centres residents use too: their public APIs are read, and told beside our own.
//!
//! Whoever lives at a border goes to either side. Each territory stays with its own relay; this one copies what the others
//! publish, so that a resident's telephone still asks one server. A neighbour that fails takes nothing with it: its hours
//! stay, its waits grow old as everywhere.
//!
//! A neighbour's API is foreign input. It adds its own centres, under the name that our configuration gives it, within the
//! bounds of [`caps`]; it never hides, renames, moves or speaks for ours, whose records stay as they are byte by byte.

mod ask;
mod caps;
mod centre;
mod copy;
mod holidays;
mod merge;
mod ours;
mod phone;
mod shape;
mod splice;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

pub use copy::Copied;
pub(in crate::relay) use splice::extend;

use merge::{Merged, merge};
use ours::Remembered;

use super::{
    Documents, Source,
    config::{Config, NeighbourConfig},
};
use crate::domain::{Instant, SiteId, rfc3339};

/// A territory of its own with its neighbours.
pub struct Neighbourhood {
    own: Arc<dyn Source>,
    neighbours: Vec<NeighbourConfig>,
    copies: Mutex<BTreeMap<SiteId, Arc<Copied>>>,
    ours: Mutex<Remembered>,
}

impl Neighbourhood {
    /// Nothing is known of the neighbours until they are asked.
    pub fn new(own: Arc<dyn Source>, config: &Config) -> Self {
        Self { own, neighbours: config.neighbours.clone(), copies: Mutex::default(), ours: Mutex::default() }
    }

    fn copies(&self) -> MutexGuard<'_, BTreeMap<SiteId, Arc<Copied>>> {
        // Each is replaced as a whole.
        self.copies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source for Neighbourhood {
    fn documents(&self, now: Instant) -> Documents {
        let own = self.own.documents(now);
        let mut ours = self.ours.lock().unwrap_or_else(PoisonError::into_inner);
        let ours = ours.of(&own);
        let (mut documents, mut taken) = (own, BTreeSet::new());
        let entries: Vec<Value> = self
            .neighbours
            .iter()
            .map(|neighbour| {
                let copied = self.copies().get(&neighbour.id).cloned().unwrap_or_default();
                let merged = merge(&mut documents, ours, &mut taken, neighbour, &copied, now);
                entry(neighbour, &copied, merged, now)
            })
            .collect();
        extend(&mut documents, "status.json", "sources", &entries);
        documents
    }
}

/// What the status says of a neighbour.
fn entry(neighbour: &NeighbourConfig, copied: &Copied, merged: Result<Merged, String>, now: Instant) -> Value {
    let refused = merged.as_ref().err().cloned();
    let merged = merged.unwrap_or_default();
    // It may quote the neighbour.
    let trouble = refused.or_else(|| copied.trouble(now)).or(merged.trouble);
    let trouble = trouble.and_then(|trouble| shape::line(&trouble, caps::TROUBLE));
    json!({
        "id": format!("neighbour-{}", neighbour.id),
        "label": {"fr": neighbour.name},
        "kind": "territory",
        "ok": trouble.is_none(),
        "last_success": copied.last_success.map(rfc3339),
        "kept": merged.kept,
        "rejected": merged.rejected,
        "last_error": trouble,
    })
}

#[cfg(test)]
mod hostile_tests;
