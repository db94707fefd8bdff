//! The demonstration territory: Lorient Agglomération's centres with invented waits from a model of their queues.
//!
//! The same seed and instant always give the same documents, whatever was asked for before.

mod centres;
mod demand;
mod holidays;
mod household;
mod live;
mod misbehaviour;
mod model;
mod past;
mod profiles;
mod queue;
mod schools;
mod sites;
mod status;
mod territory;
mod today;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use serde::Serialize;
use serde_json::Value;

pub use misbehaviour::{Misbehaviour, UnknownMisbehaviour};

use self::today::{Today, local_date};
use super::{Documents, Source, schools::Publication};
use crate::{api::dto::TextDto, domain::Instant};

/// What a demonstration is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemoOptions {
    /// Another seed, other waits.
    pub seed: u64,
    /// Nothing: all is well.
    pub misbehave: BTreeSet<Misbehaviour>,
}

/// A source of documents that needs nothing from outside.
pub struct Demo {
    options: DemoOptions,
    /// The local day that was asked for last: profiles take twelve weeks of queues to reckon.
    today: Mutex<Option<Arc<Today>>>,
    /// Three years of energies take a while too.
    publication: Mutex<Publication>,
}

impl Demo {
    pub fn new(options: DemoOptions) -> Self {
        Self { options, today: Mutex::new(None), publication: Mutex::default() }
    }

    fn misbehaves(&self, fault: Misbehaviour) -> bool {
        self.options.misbehave.contains(&fault)
    }

    fn today(&self, now: Instant) -> Arc<Today> {
        // What lies in the cache is replaced as a whole, so a panic elsewhere cannot have left half of it.
        let mut cached = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        match cached.as_ref().filter(|today| today.date == local_date(now)) {
            Some(today) => Arc::clone(today),
            None => Arc::clone(cached.insert(Arc::new(Today::of(self, now)))),
        }
    }
}

fn text(fr: &str, en: &str) -> TextDto {
    [("fr".to_owned(), fr.to_owned()), ("en".to_owned(), en.to_owned())].into()
}

fn to_value(record: &impl Serialize) -> Value {
    serde_json::to_value(record).expect("wire types have string keys and no failing serialisation")
}

impl Source for Demo {
    /// All documents as they are at `now`.
    fn documents(&self, now: Instant) -> Documents {
        let today = self.today(now);
        let mut documents = today.documents.clone();
        documents.extend(household::documents(today.date));
        documents.insert("live.json", &live::live(self, &today, now));
        documents.insert("status.json", &status::status(self, &today, now));
        let mut publication = self.publication.lock().unwrap_or_else(PoisonError::into_inner);
        documents.extend(publication.documents(&schools::DemoMeters::new(self, &today.zone), &today.zone, now));
        documents
    }
}

#[cfg(test)]
#[path = "demo_tests.rs"]
mod tests;

#[cfg(test)]
mod one_figure_tests;
