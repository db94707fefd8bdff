//! What was reported about one centre in the last hours.

use std::collections::BTreeMap;

use chrono::DateTime;

use super::{
    Estimate, Lanes, Level, Observation, Refused, SensorLog, ServicePrior, observation::Kind, packed::Packed,
    sensor::Report,
};
use crate::domain::{Instant, WaitInterval};

/// What a territory says of a centre's gate.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    pub service: ServicePrior,
    /// What fluid, dense and saturated mean in minutes, where somebody compared them; otherwise levels say nothing of waits.
    pub levels: Option<[WaitInterval; 3]>,
    /// How far a sensor's count of the queue is off, as a share of it.
    pub count_error: f64,
    pub lanes: Lanes,
}

impl Default for Gate {
    fn default() -> Self {
        Self { service: ServicePrior::default(), levels: None, count_error: 0.1, lanes: Lanes::default() }
    }
}

impl Gate {
    pub(super) fn wait_of(&self, level: Level) -> Option<WaitInterval> {
        let [fluid, dense, saturated] = self.levels?;
        Some(match level {
            Level::Fluid => fluid,
            Level::Dense => dense,
            Level::Saturated => saturated,
        })
    }
}

/// The reports about one centre, by sensor and kind.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// Ascending. A gate has a sensor or two, for which a tree would take more than their reports.
    logs: Vec<((String, Kind), Packed)>,
}

/// The same while something is made of them.
pub(super) struct Reports<'a>(BTreeMap<(&'a str, Kind), SensorLog>);

impl Window {
    /// Takes an observation in.
    ///
    /// # Errors
    /// When it says nothing new or nothing about now.
    pub fn note(&mut self, observation: &Observation, now: Instant) -> Result<(), Refused> {
        let Observation { at, frame, seen, .. } = *observation;
        // Whole milliseconds, whichever way it came: from a source, or from the history.
        let at = DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at);
        let of = (observation.sensor.as_str(), seen.kind());
        let found = self.logs.binary_search_by(|((sensor, kind), _)| (sensor.as_str(), *kind).cmp(&of));
        let place = found.unwrap_or_else(|place| {
            self.logs.reserve_exact(1);
            self.logs.insert(place, ((observation.sensor.clone(), seen.kind()), Packed::default()));
            place
        });
        self.logs[place].1.note(Report { at, frame, seen }, now)
    }

    /// The wait that the reports carry at `now`, and what else they say.
    pub fn estimate(&self, gate: &Gate, now: Instant) -> Estimate {
        self.reports().estimate(gate, now)
    }

    pub(super) fn reports(&self) -> Reports<'_> {
        let logs = self.logs.iter().map(|((sensor, kind), log)| ((sensor.as_str(), *kind), log.unpacked()));
        Reports(logs.collect())
    }
}

impl Reports<'_> {
    /// The sensors that make reports of a kind.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&str, &SensorLog)> {
        self.0.iter().filter(move |((_, of), _)| *of == kind).map(|((sensor, _), log)| (*sensor, log))
    }

    /// Until when a report of a sensor that tells changes only holds: its last sign of life, at or before an instant.
    pub(super) fn alive(&self, sensor: &str, report: &Report, until: Instant) -> Instant {
        let sign = self.0.get(&(sensor, Kind::Alive)).and_then(|log| log.last_at(until));
        sign.map_or(report.at, |sign| sign.at.max(report.at))
    }

    /// The queue at an instant by whoever counted it last within ten minutes before.
    pub(super) fn queue_at(&self, lanes: &Lanes, instant: Instant) -> Option<u32> {
        let queues = self.queues(lanes, instant, |_, _, report| Some(report.at));
        let last = queues.into_iter().max_by_key(|counted| counted.at)?;
        ((instant - last.at).num_minutes() < 10).then(|| last.vehicles())
    }
}
