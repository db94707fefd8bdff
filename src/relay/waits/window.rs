//! What was reported about one centre in the last hours.

use std::collections::BTreeMap;

use chrono::DateTime;

use super::{
    Estimate, Lanes, Level, Observation, Refused, SensorId, SensorLog, ServicePrior, observation::Kind, packed::Packed,
    sensor::Report,
};
use crate::domain::{Instant, WaitInterval};

/// Sensors and kinds of report that one gate has at most: names that change with each report must not fill the memory.
const MOST_LOGS: usize = 256;

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
    logs: Vec<((SensorId, Kind), Packed)>,
}

/// The same while something is made of them.
pub(super) struct Reports<'a>(BTreeMap<(&'a SensorId, Kind), SensorLog>);

impl Window {
    /// Takes an observation in.
    ///
    /// # Errors
    /// When it says nothing new or nothing about now.
    pub fn note(&mut self, observation: &Observation, now: Instant) -> Result<(), Refused> {
        let Observation { at, frame, seen, ref sensor, .. } = *observation;
        // Whole milliseconds, whichever way it came: from a source, or from the history.
        let at = DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at);
        let of = (sensor, seen.kind());
        let report = Report { at, frame, seen };
        if let Ok(place) = self.place(of) {
            return self.logs[place].1.note(report, now);
        }
        let mut log = Packed::default();
        log.note(report, now)?;
        self.make_room(now);
        let place = self.place(of).unwrap_or_else(|place| place);
        self.logs.reserve_exact(1);
        self.logs.insert(place, ((sensor.clone(), seen.kind()), log));
        Ok(())
    }

    fn place(&self, of: (&SensorId, Kind)) -> Result<usize, usize> {
        self.logs.binary_search_by(|((sensor, kind), _)| (sensor, *kind).cmp(&of))
    }

    /// Lets go of sensors that have been silent for so long that nothing of theirs counts, and of the most silent one where
    /// there are too many.
    fn make_room(&mut self, now: Instant) {
        self.logs.retain(|(_, log)| log.unpacked().newest(now).is_some());
        if self.logs.len() >= MOST_LOGS {
            let newest = |(_, (_, log)): &(usize, &(_, Packed))| log.unpacked().newest(now);
            let silent = self.logs.iter().enumerate().min_by_key(newest).map(|(place, _)| place);
            silent.map(|place| self.logs.remove(place));
        }
    }

    /// The wait that the reports carry at `now`, and what else they say.
    pub fn estimate(&self, gate: &Gate, now: Instant) -> Estimate {
        self.reports().estimate(gate, now)
    }

    pub(super) fn reports(&self) -> Reports<'_> {
        let logs = self.logs.iter().map(|((sensor, kind), log)| ((sensor, *kind), log.unpacked()));
        Reports(logs.collect())
    }
}

impl Reports<'_> {
    /// The sensors that make reports of a kind.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&SensorId, &SensorLog)> {
        self.0.iter().filter(move |((_, of), _)| *of == kind).map(|((sensor, _), log)| (*sensor, log))
    }

    /// Until when a report of a sensor that tells changes only holds: its last sign of life, at or before an instant.
    pub(super) fn alive(&self, sensor: &SensorId, report: &Report, until: Instant) -> Instant {
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

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::relay::waits::Seen;

    fn at(minute: i64) -> Instant {
        "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute)
    }
    fn by(sensor: &str, minute: i64) -> Observation {
        let (site, sensor) = ("riantec".parse().unwrap(), sensor.into());
        Observation { site, sensor, at: at(minute), frame: None, seen: Seen::Queue(3) }
    }

    #[test]
    fn sensors_that_are_silent_or_too_many_are_forgotten() {
        let mut window = Window::default();
        assert_eq!(window.note(&by("late", -400), at(0)), Err(Refused::Old));
        assert_eq!(window.logs.len(), 0, "who said nothing that counts is no sensor of this gate");
        window.note(&by("loop", 0), at(0)).unwrap();
        for minute in 1..400 {
            window.note(&by(&format!("portal/{minute}"), minute), at(minute)).unwrap();
            window.note(&by("loop", minute), at(minute)).unwrap();
            assert!(window.logs.len() <= 183, "{} logs after {minute} minutes", window.logs.len());
        }
        for n in 0..2000 {
            window.note(&by(&format!("flood/{n}"), 400), at(400)).unwrap();
        }
        assert_eq!(window.logs.len(), MOST_LOGS);
        window.note(&by("loop", 400), at(400)).unwrap();
        assert_eq!(window.note(&by("loop", 400), at(400)), Err(Refused::Duplicate));
    }
}
