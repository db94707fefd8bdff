//! What came out of one answer or message.

use std::collections::BTreeMap;

use crate::{
    domain::{Instant, Raw, SiteId},
    relay::{
        foreign::{LONGEST, one_line},
        waits::Observation,
    },
};

/// Rejections of one turn that are kept with their reasons; those beyond are counted.
const MOST_REJECTIONS: usize = 100;
/// Longest key in a rejection, characters.
const LONGEST_KEY: usize = 80;
/// Examples of records that were passed over.
const MOST_EXAMPLES: usize = 5;

/// Everything that one body said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    pub observations: Vec<Observation>,
    pub readings: Vec<MeterReading>,
    /// The first hundred at most; of more, the newest takes the last place.
    pub rejected: Vec<Rejection>,
    /// Further ones, of which no reason is kept.
    pub rejected_besides: u64,
    /// Records that were passed over on purpose: a broker carries other people's devices too.
    pub ignored: u64,
    /// The first few of these, with the reason.
    pub ignored_examples: Vec<Rejection>,
    /// Of the records that were asked for and could be used, by the key that they were asked for by: the newest instant that
    /// they speak of. A value that its sender does not know is a report all the same.
    pub heard: BTreeMap<String, Instant>,
}

/// Mean power over the step that begins at `at`, or how a counter stood at that instant.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterReading {
    pub school: SiteId,
    pub meter: SiteId,
    pub at: Instant,
    /// Length of the step, seconds, where the source tells it.
    pub step_s: Option<u32>,
    pub raw: Raw,
}

/// A record or a field that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    pub key: String,
    pub reason: String,
}

impl Batch {
    /// How many values were understood.
    pub fn kept(&self) -> u64 {
        (self.observations.len() + self.readings.len()) as u64
    }

    /// How many records or fields could not be used.
    pub fn refused(&self) -> u64 {
        self.rejected.len() as u64 + self.rejected_besides
    }

    /// Notes what could not be used. Both texts may be foreign: they are cut and made one line.
    pub fn reject(&mut self, key: &str, reason: impl AsRef<str>) {
        let (key, reason) = (one_line(key, LONGEST_KEY), one_line(reason.as_ref(), LONGEST));
        self.push(Rejection { key, reason });
    }

    fn push(&mut self, rejection: Rejection) {
        if self.rejected.len() >= MOST_REJECTIONS {
            self.rejected.pop();
            self.rejected_besides += 1;
        }
        self.rejected.push(rejection);
    }

    /// Notes that a record was passed over. `reason` is asked for the first few only.
    pub fn ignore(&mut self, key: &str, reason: impl FnOnce() -> String) {
        self.ignored += 1;
        if self.ignored_examples.len() < MOST_EXAMPLES {
            let (key, reason) = (one_line(key, LONGEST_KEY), one_line(&reason(), LONGEST));
            self.ignored_examples.push(Rejection { key, reason });
        }
    }

    /// Notes that a record spoke of an instant.
    pub fn hear(&mut self, key: &str, at: Instant) {
        let key = key.to_ascii_lowercase();
        self.heard.entry(key).and_modify(|last| *last = at.max(*last)).or_insert(at);
    }

    pub fn append(&mut self, mut other: Self) {
        self.observations.append(&mut other.observations);
        self.readings.append(&mut other.readings);
        self.rejected_besides += other.rejected_besides;
        other.rejected.into_iter().for_each(|rejection| self.push(rejection));
        self.ignored += other.ignored;
        let room = MOST_EXAMPLES.saturating_sub(self.ignored_examples.len());
        self.ignored_examples.extend(other.ignored_examples.into_iter().take(room));
        other.heard.iter().for_each(|(key, at)| self.hear(key, *at));
    }
}
