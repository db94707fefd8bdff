//! What can truly be said of a centre at an instant: its hours, its sensors and what is usual, put together.

use chrono::{Datelike, Timelike};

use super::{
    Calendar, ClosedBecause, Freshness, Instant, LiveState, Minutes, Opening, OpeningState, Profile, Reading, Site,
    Slot, Trend, Unsure, WaitBand, WaitInterval, Zone, opening_at,
};

/// A wait and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// From a reading that counts as now.
    Measured {
        interval: WaitInterval,
        at: Instant,
        freshness: Freshness,
        trend: Option<Trend>,
    },
    /// What is usual at this hour of this day.
    Usual {
        median: Minutes,
    },
    Unknown,
}

impl Wait {
    /// The wait to reckon with.
    pub fn expected(self) -> Option<Minutes> {
        match self {
            Wait::Measured { interval, .. } => Some(interval.expected()),
            Wait::Usual { median } => Some(median),
            Wait::Unknown => None,
        }
    }

    pub fn band(self) -> Option<WaitBand> {
        match self {
            Wait::Measured { interval, .. } => Some(interval.band()),
            Wait::Usual { median } => Some(WaitBand::of(median)),
            Wait::Unknown => None,
        }
    }
}

/// What everything about a territory's days and clocks is read with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub calendar: &'a Calendar,
    pub zone: &'a Zone,
    pub now: Instant,
}

impl Context<'_> {
    #[must_use]
    pub fn at(self, now: Instant) -> Self {
        Self { now, ..self }
    }
}

/// A centre at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    pub opening: OpeningState,
    /// Unknown while the centre is closed.
    pub wait: Wait,
    /// A reading that is too old to count, with its instant and wait: shown, never ranked.
    pub stale: Option<(Instant, Option<WaitInterval>)>,
}

impl Situation {
    /// A scheduled closure wins over any reading; a reading that counts as now and says "closed" wins over the hours, and
    /// one that says "open" answers where the hours are unknown, but not where something unclear was announced.
    pub fn of(site: &Site, reading: Option<&Reading>, profile: Option<&Profile>, context: Context) -> Self {
        let scheduled = opening_at(site, context.calendar, context.zone, context.now);
        let freshness = reading.map_or(Freshness::Undated, |r| Freshness::of(r.at, context.now));
        let current = reading.filter(|_| freshness.counts_as_now());
        let reported = current.map_or(LiveState::Unknown, |r| r.state);
        let opening = match (scheduled, reported) {
            (closed @ OpeningState::Closed { .. }, _) => closed,
            (OpeningState::Open(_) | OpeningState::Unknown(_), LiveState::Closed) => {
                OpeningState::Closed { because: ClosedBecause::Reported, next: None }
            }
            // A gate that happens to be open says nothing of what was announced against it.
            (unclear @ OpeningState::Unknown(Unsure::Unclear(_)), LiveState::Open) => unclear,
            (OpeningState::Unknown(_), LiveState::Open) => {
                OpeningState::Open(Opening { from: context.now, until: None, last_entry: None })
            }
            (
                as_scheduled @ (OpeningState::Open(_) | OpeningState::Unknown(_)),
                LiveState::Open | LiveState::Unknown,
            ) => as_scheduled,
        };
        let is_open = matches!(opening, OpeningState::Open(_));
        let measured = current
            .filter(|_| is_open)
            .and_then(|r| Some(Wait::Measured { interval: r.wait?, at: r.at?, freshness, trend: r.trend }));
        let stale = match freshness {
            Freshness::Old => reading.and_then(|r| Some((r.at?, r.wait))),
            Freshness::Live | Freshness::Recent | Freshness::Undated => None,
        };
        let wait = measured.unwrap_or_else(|| if is_open { usual_wait(profile, context) } else { Wait::Unknown });
        Self { opening, wait, stale }
    }

    /// Whether the centre says itself that it is closed, against its hours.
    pub fn is_reported_closed(&self) -> bool {
        matches!(self.opening, OpeningState::Closed { because: ClosedBecause::Reported, .. })
    }

    pub fn is_open(&self) -> bool {
        matches!(self.opening, OpeningState::Open(_))
    }

    /// Open, but nobody is let in any more, or only for the next half hour.
    pub fn closes_soon(&self, now: Instant) -> bool {
        const SOON: Minutes = Minutes(30);
        match &self.opening {
            OpeningState::Open(open) => open.last_entry.is_some_and(|last| last - now <= SOON.into()),
            OpeningState::Closed { .. } | OpeningState::Unknown(_) => false,
        }
    }
}

/// What is usual at the local hour of the context's instant.
fn usual_wait(profile: Option<&Profile>, context: Context) -> Wait {
    usual_slot(profile, context).map_or(Wait::Unknown, |slot| Wait::Usual { median: slot.median })
}

pub(super) fn usual_slot<'a>(profile: Option<&'a Profile>, context: Context) -> Option<&'a Slot> {
    let local = context.zone.local(context.now);
    let holiday = context.calendar.is_school_holiday(local.date());
    profile?.usual(local.weekday().number_from_monday() as u8, local.hour() as u8, holiday)
}

#[cfg(test)]
#[path = "situation_tests.rs"]
mod tests;
