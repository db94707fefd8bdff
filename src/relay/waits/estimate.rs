//! What can be said of a centre's wait at an instant.

use std::fmt;

use chrono::Duration;

use super::{
    Belief, Gate, Lanes, Passage, Passed, Seen, SensorId, SensorLog, Service,
    balance::balance,
    lanes::{Counted, is_outlived},
    observation::Kind,
    sensor::Report,
    window::Reports,
};
use crate::{
    domain::{CLOCK_TOLERANCE, Instant, LiveState, Trend, WaitInterval},
    relay::count::count,
};

/// Older evidence says nothing of now.
const OLDEST: Duration = Duration::minutes(45);
/// A gate that was said to be shut or open so long ago may have changed.
const STATE_HOLDS: Duration = Duration::hours(1);
/// A queue that did not change by one vehicle for so long, over so many reports, is a sensor's fault.
const STUCK: Duration = Duration::hours(1);
const STUCK_REPORTS: usize = 6;
/// The trend compares with this long ago, and is one from this many minutes of wait.
const TREND: Duration = Duration::minutes(15);
const TREND_CHANGE_MIN: f64 = 3.0;
/// A count of vehicles is shown as long as a reading is live.
const VEHICLES_HOLD: Duration = Duration::minutes(5);

/// What the reports say about one centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The last evidence of anything.
    pub at: Option<Instant>,
    pub state: LiveState,
    /// When the state was said, or its sensor lived last.
    pub state_at: Option<Instant>,
    pub wait: Option<WaitInterval>,
    /// The last evidence behind `wait`: a gate that is said to be open makes no old wait younger.
    pub wait_at: Option<Instant>,
    /// The middle of the belief behind `wait`, minutes, for statistics.
    pub median: Option<f64>,
    pub vehicles: Option<u32>,
    pub trend: Option<Trend>,
    pub doubts: Vec<Doubt>,
}

/// A sensor that is not believed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub sensor: SensorId,
    /// Vehicles that it has been seeing all the time.
    pub vehicles: u32,
    pub since: Instant,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.format("%Y-%m-%dT%H:%MZ");
        let vehicles = count(self.vehicles, "vehicle");
        write!(f, "{} counts {vehicles} without any change since {since}: it seems stuck", self.sensor)
    }
}

impl Reports<'_> {
    /// See [`super::Window::estimate`].
    pub(super) fn estimate(&self, gate: &Gate, now: Instant) -> Estimate {
        let entries = self.entries(&gate.lanes);
        let service = Service::measured(gate.service, &entries, |at| self.queue_at(&gate.lanes, at), now);
        let current = self.belief(gate, &service, &entries, now);
        let earlier = self.belief(gate, &service, &entries, now - TREND);
        let trend = current.as_ref().zip(earlier).map(|(current, earlier)| {
            match current.belief.median() - earlier.belief.median() {
                change if change >= TREND_CHANGE_MIN => Trend::Rising,
                change if change <= -TREND_CHANGE_MIN => Trend::Falling,
                _ => Trend::Steady,
            }
        });
        let (state, state_at) = self.state(now);
        let wait = current.as_ref().and_then(|current| current.belief.told());
        Estimate {
            at: current.as_ref().map(|current| current.at).into_iter().chain(state_at).max(),
            state,
            state_at,
            wait,
            wait_at: current.as_ref().filter(|_| wait.is_some()).map(|current| current.at),
            median: current.as_ref().filter(|_| wait.is_some()).map(|current| current.belief.median()),
            vehicles: self.vehicles(&gate.lanes, now),
            trend: trend.filter(|_| wait.is_some()),
            doubts: self.doubts(now),
        }
    }

    /// Vehicles let in: through the gate, or out of the yard where only that is counted; with a queue one lets in whom
    /// the other made room for.
    fn entries(&self, lanes: &Lanes) -> Vec<Passed> {
        let [entries, exits] = [Passage::Entry, Passage::Exit].map(|passage| self.passed(lanes, passage));
        if is_outlived(&entries, &exits) { exits } else { entries }
    }

    fn belief(&self, gate: &Gate, service: &Service, entries: &[Passed], now: Instant) -> Option<Current> {
        let mut current: Option<Current> = None;
        let mut add = |belief: Belief, at: Instant| {
            if now - at > OLDEST || at > now + CLOCK_TOLERANCE {
                return;
            }
            let belief = belief.aged((now - at).num_seconds() as f64 / 60.0, service);
            current = Some(match current.take() {
                Some(other) => Current { belief: other.belief.pooled(&belief), at: other.at.max(at) },
                None => Current { belief, at },
            });
        };
        let counts = |vehicles: u32| (f64::from(vehicles) * gate.count_error).max(0.3);
        for queue in self.believed_queues(&gate.lanes, now) {
            // The errors of lanes are independent.
            let spread = queue.parts.iter().map(|part| counts(*part).powi(2)).sum::<f64>().sqrt();
            add(Belief::of_queue(queue.vehicles(), spread, service), queue.at);
        }
        let until = |passed: Vec<Passed>| -> Vec<_> { passed.into_iter().filter(|p| p.until <= now).collect() };
        let (arrivals, entries) = (until(self.passed(&gate.lanes, Passage::Arrival)), until(entries.to_vec()));
        if let Some(queue) = balance(&arrivals, &entries, service.mean_minutes()) {
            add(Belief::of_queue(queue.vehicles, queue.spread.max(counts(queue.vehicles)), service), queue.at);
        }
        for (sensor, log) in self.of_kind(Kind::Level) {
            let Some(report @ Report { seen: Seen::Level(level), .. }) = log.last_at(now) else { continue };
            if let Some(wait) = gate.wait_of(*level) {
                add(Belief::of_interval(wait), self.alive(sensor, report, now));
            }
        }
        for (sensor, log) in self.of_kind(Kind::Wait) {
            let Some(report @ Report { seen: Seen::Wait(wait), .. }) = log.last_at(now) else { continue };
            add(Belief::of_interval(*wait), self.alive(sensor, report, now));
        }
        current
    }

    fn state(&self, now: Instant) -> (LiveState, Option<Instant>) {
        let said = self.of_kind(Kind::State).filter_map(|(sensor, log)| {
            let report = log.last_at(now)?;
            let Seen::State(state) = report.seen else { return None };
            Some((self.alive(sensor, report, now), state))
        });
        let last = said.filter(|(at, _)| now - *at <= STATE_HOLDS).max_by_key(|(at, _)| *at);
        last.map_or((LiveState::Unknown, None), |(at, state)| (state, Some(at)))
    }

    fn believed_queues(&self, lanes: &Lanes, now: Instant) -> Vec<Counted> {
        self.queues(lanes, now, |sensor, log, report| {
            stuck(log, now).is_none().then(|| self.alive(sensor, report, now))
        })
    }

    fn vehicles(&self, lanes: &Lanes, now: Instant) -> Option<u32> {
        let newest = self.believed_queues(lanes, now).into_iter().max_by_key(|queue| queue.at);
        newest.filter(|queue| now - queue.at <= VEHICLES_HOLD).map(|queue| queue.vehicles())
    }

    fn doubts(&self, now: Instant) -> Vec<Doubt> {
        let doubt = |(sensor, log): (&SensorId, &SensorLog)| {
            let (since, vehicles) = stuck(log, now)?;
            Some(Doubt { sensor: sensor.clone(), vehicles, since })
        };
        self.of_kind(Kind::Queue).filter_map(doubt).collect()
    }
}

/// All evidence together, and the instant of the newest.
struct Current {
    belief: Belief,
    at: Instant,
}

/// Since when a sensor has been seeing the same vehicles. Nobody at all for hours is quite usual.
fn stuck(log: &SensorLog, now: Instant) -> Option<(Instant, u32)> {
    let reports = log.reports();
    let known = &reports[..reports.partition_point(|report| report.at <= now)];
    let last = known.last()?;
    let Seen::Queue(vehicles @ 1..) = last.seen else { return None };
    let same = known.iter().rev().take_while(|report| report.seen == last.seen).count();
    let since = known[known.len() - same].at;
    (last.at - since >= STUCK && same >= STUCK_REPORTS).then_some((since, vehicles))
}

#[cfg(test)]
#[path = "estimate_tests.rs"]
mod tests;
