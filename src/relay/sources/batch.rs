//! What came out of one answer or message.

use crate::{
    domain::{Instant, SiteId},
    relay::waits::Observation,
};

/// Everything that one body said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    pub observations: Vec<Observation>,
    pub readings: Vec<MeterReading>,
    pub rejected: Vec<Rejection>,
}

/// Mean power over the step that begins at `at`.
#[derive(Clone, Debug, PartialEq)]
pub struct MeterReading {
    pub school: SiteId,
    pub meter: SiteId,
    pub at: Instant,
    /// Length of the step, seconds, where the source tells it.
    pub step_s: Option<u32>,
    /// `None`: the meter says that it does not know.
    pub watts: Option<f64>,
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

    pub fn reject(&mut self, key: &str, reason: impl Into<String>) {
        self.rejected.push(Rejection { key: key.to_owned(), reason: reason.into() });
    }

    pub fn append(&mut self, mut other: Self) {
        self.observations.append(&mut other.observations);
        self.readings.append(&mut other.readings);
        self.rejected.append(&mut other.rejected);
    }
}
