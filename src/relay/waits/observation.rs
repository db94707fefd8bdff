//! What a sensor or a person reports.

use super::SensorId;
use crate::domain::{Instant, LiveState, SiteId, WaitInterval};

/// One report about one centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    pub site: SiteId,
    pub sensor: SensorId,
    /// When it was seen, not when it was received.
    pub at: Instant,
    /// The sensor's own number of this report, where it counts them (`f_cnt` of LoRaWAN).
    pub frame: Option<u32>,
    pub seen: Seen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Vehicles that wait before the gate.
    Queue(u32),
    /// Vehicles that passed, as the counter's total since it was started.
    Total(Passage, u64),
    /// Vehicles that passed since the report before.
    Since(Passage, u32),
    Level(Level),
    /// From a camera that tells bands, or from somebody who stands at the gate.
    Wait(WaitInterval),
    /// The gate itself is open or shut, whatever the hours say.
    State(LiveState),
    /// Nothing new, but the sensor lives: those that report changes only.
    Alive,
}

/// Where vehicles are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// Into the lane before the gate.
    Arrival,
    /// Through the gate: out of the queue, into the yard.
    Entry,
    /// Out of the yard.
    Exit,
}

/// A traffic light's worth of knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Fluid,
    Dense,
    Saturated,
}

/// What kind of report it is: those of one kind by one sensor follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Queue,
    Passages(Passage),
    Level,
    Wait,
    State,
    Alive,
}

impl Seen {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Queue(_) => Kind::Queue,
            Self::Total(passage, _) | Self::Since(passage, _) => Kind::Passages(passage),
            Self::Level(_) => Kind::Level,
            Self::Wait(_) => Kind::Wait,
            Self::State(_) => Kind::State,
            Self::Alive => Kind::Alive,
        }
    }
}
