//! Rows, as they are written and read.

use chrono::DateTime;
use rusqlite::{Connection, params};

use crate::{
    domain::{Instant, LiveState, Minutes, Raw, SiteId, WaitInterval},
    relay::{
        sources::MeterReading,
        waits::{Level, Observation, Passage, Seen},
        yearbook::ServiceDay,
    },
};

/// One row a site and so many seconds.
pub const WAIT_STEP_S: i64 = 300;

/// Keeps a report at the instant of another one, unless it is the same: by its number, or without one by what was seen.
const ANOTHER_OF_THE_INSTANT: &str = "INSERT INTO same_instant (site, sensor, at, kind, frame, a, b) \
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM observation WHERE site = ?1 AND sensor = ?2 AND at = ?3 \
     AND kind = ?4 AND (frame = ?5 OR frame IS ?5 AND a IS ?6 AND b IS ?7)) AND NOT EXISTS (SELECT 1 FROM same_instant \
     WHERE site = ?1 AND sensor = ?2 AND at = ?3 AND kind = ?4 AND (frame = ?5 OR frame IS ?5 AND a IS ?6 AND b IS ?7))";

/// What residents were told at an instant.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldWait {
    pub site: SiteId,
    pub at: Instant,
    pub wait: WaitInterval,
    /// The middle of the belief, minutes.
    pub median: f64,
    pub vehicles: Option<u32>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    Observation(Observation),
    /// One that came too late to be live.
    Late(Observation),
    Wait(ToldWait),
    Reading(MeterReading),
    Service(ServiceDay),
}

impl Row {
    /// Of what was so when it came.
    pub fn live_at(&self) -> Option<Instant> {
        match self {
            Self::Observation(seen) => Some(seen.at),
            Self::Wait(told) => Some(told.at),
            Self::Late(_) | Self::Reading(_) | Self::Service(_) => None,
        }
    }

    pub fn insert(&self, connection: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::Observation(seen) | Self::Late(seen) => {
                let (kind, a, b) = columns(seen.seen);
                let row = params![
                    seen.site.as_str(),
                    seen.sensor.to_string(),
                    seen.at.timestamp_millis(),
                    kind,
                    seen.frame,
                    a,
                    b
                ];
                let is_first = connection
                    .prepare_cached("INSERT OR IGNORE INTO observation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
                    .execute(row)?;
                if is_first == 0 {
                    connection.prepare_cached(ANOTHER_OF_THE_INSTANT)?.execute(row)?;
                }
            }
            Self::Wait(told) => {
                let at = told.at.timestamp().div_euclid(WAIT_STEP_S) * WAIT_STEP_S;
                let (low, high) = (told.wait.low().0, told.wait.high().map(|high| high.0));
                connection
                    .prepare_cached("INSERT OR IGNORE INTO wait VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                    .execute(params![told.site.as_str(), at, low, high, told.median, told.vehicles])?;
            }
            Self::Service(more) => super::days::add_service(connection, more)?,
            Self::Reading(reading) => {
                let (watts, watt_hours) = match reading.raw {
                    Raw::Power(watts) => (watts, None),
                    Raw::Counter(watt_hours) => (None, Some(watt_hours)),
                };
                connection
                    .prepare_cached(
                        "INSERT INTO reading (school, meter, at, step_s, watts, watt_hours) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET \
                         watts = coalesce(excluded.watts, watts), step_s = coalesce(excluded.step_s, step_s), \
                         watt_hours = coalesce(excluded.watt_hours, watt_hours)",
                    )?
                    .execute(params![
                        reading.school.as_str(),
                        reading.meter.as_str(),
                        reading.at.timestamp_millis(),
                        reading.step_s,
                        watts,
                        watt_hours
                    ])?;
            }
        }
        Ok(())
    }
}

/// What was seen, as a word and two numbers.
pub(super) fn columns(seen: Seen) -> (&'static str, Option<i64>, Option<i64>) {
    let passage = |passage, arrival, entry, exit| match passage {
        Passage::Arrival => arrival,
        Passage::Entry => entry,
        Passage::Exit => exit,
    };
    match seen {
        Seen::Queue(vehicles) => ("queue", Some(vehicles.into()), None),
        Seen::Total(of, total) => {
            (passage(of, "arrivals_total", "entries_total", "exits_total"), i64::try_from(total).ok(), None)
        }
        Seen::Since(of, vehicles) => (passage(of, "arrivals", "entries", "exits"), Some(vehicles.into()), None),
        Seen::Level(level) => ("level", Some(level as i64), None),
        Seen::Wait(wait) => ("wait", Some(wait.low().0.into()), wait.high().map(|high| high.0.into())),
        Seen::State(state) => ("state", Some(state as i64), None),
        Seen::Alive => ("alive", None, None),
    }
}

/// The inverse of [`columns`]; `None` for what another version wrote.
pub(super) fn seen(kind: &str, a: Option<i64>, b: Option<i64>) -> Option<Seen> {
    let vehicles = || u32::try_from(a?).ok();
    let total = || u64::try_from(a?).ok();
    Some(match kind {
        "queue" => Seen::Queue(vehicles()?),
        "arrivals_total" => Seen::Total(Passage::Arrival, total()?),
        "entries_total" => Seen::Total(Passage::Entry, total()?),
        "exits_total" => Seen::Total(Passage::Exit, total()?),
        "arrivals" => Seen::Since(Passage::Arrival, vehicles()?),
        "entries" => Seen::Since(Passage::Entry, vehicles()?),
        "exits" => Seen::Since(Passage::Exit, vehicles()?),
        "level" => {
            Seen::Level([Level::Fluid, Level::Dense, Level::Saturated].into_iter().find(|l| Some(*l as i64) == a)?)
        }
        "state" => {
            let states = [LiveState::Open, LiveState::Closed, LiveState::Unknown];
            Seen::State(states.into_iter().find(|state| Some(*state as i64) == a)?)
        }
        "wait" => Seen::Wait(interval(a?, b)?),
        "alive" => Seen::Alive,
        _ => return None,
    })
}

pub(super) fn interval(low: i64, high: Option<i64>) -> Option<WaitInterval> {
    let minutes = |n: i64| u32::try_from(n).ok().map(Minutes);
    let high = match high {
        Some(high) => Some(minutes(high)?),
        None => None,
    };
    WaitInterval::new(minutes(low)?, high)
}

pub(super) fn from_milliseconds(at: i64) -> Option<Instant> {
    DateTime::from_timestamp_millis(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_was_seen_comes_back() {
        let all = [
            Seen::Queue(7),
            Seen::Total(Passage::Arrival, 1 << 40),
            Seen::Total(Passage::Entry, 0),
            Seen::Total(Passage::Exit, 9),
            Seen::Since(Passage::Arrival, 1),
            Seen::Since(Passage::Entry, 2),
            Seen::Since(Passage::Exit, 3),
            Seen::Level(Level::Fluid),
            Seen::Level(Level::Dense),
            Seen::Level(Level::Saturated),
            Seen::Wait(interval(5, Some(10)).unwrap()),
            Seen::Wait(interval(30, None).unwrap()),
            Seen::State(LiveState::Open),
            Seen::State(LiveState::Closed),
            Seen::State(LiveState::Unknown),
            Seen::Alive,
        ];
        for one in all {
            let (kind, a, b) = columns(one);
            assert_eq!(seen(kind, a, b), Some(one));
        }
    }

    #[test]
    fn rows_of_another_version_are_passed_over() {
        for (kind, a) in [("gust", Some(1)), ("queue", None), ("queue", Some(-1)), ("level", Some(9)), ("wait", None)] {
            assert_eq!(seen(kind, a, None), None, "{kind} {a:?}");
        }
    }
}
