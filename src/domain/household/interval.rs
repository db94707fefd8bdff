//! What a meter said of one stretch of time, and all that it said.

use chrono::Duration;

use crate::domain::{Instant, WattHours, Watts};

/// Which way the electricity went through the meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the grid into the home.
    Consumption,
    /// From the home into the grid.
    Production,
}

impl Direction {
    pub const ALL: [Direction; 2] = [Direction::Consumption, Direction::Production];
}

/// An energy and the stretch of time in which it went through the meter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub start: Instant,
    /// Never zero.
    pub seconds: u32,
    /// In whole milliwatt-hours, so that writing and reading it again changes nothing.
    pub energy: WattHours,
}

impl Interval {
    /// `energy` is rounded to a milliwatt-hour.
    pub fn new(start: Instant, seconds: u32, energy: WattHours) -> Self {
        const PARTS: f64 = 1000.0;
        Self { start, seconds: seconds.max(1), energy: WattHours((energy.0 * PARTS).round() / PARTS) }
    }

    pub fn length(&self) -> Duration {
        Duration::seconds(i64::from(self.seconds))
    }

    pub fn end(&self) -> Instant {
        self.start + self.length()
    }

    pub fn power(&self) -> Watts {
        self.energy.mean_over(self.length()).unwrap_or_default()
    }

    fn key(&self) -> (Instant, u32) {
        (self.start, self.seconds)
    }
}

/// All that a meter said of one direction. Repeats are one; what overlaps stays until the curve is made of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record(Vec<Interval>);

impl Record {
    /// In any order. Where two say different energies of the same stretch, the larger one counts: corrections of a meter's
    /// readings fill in what was missing, and the order in which files come must not matter.
    pub fn new(mut intervals: Vec<Interval>) -> Self {
        let order = |a: &Interval, b: &Interval| a.key().cmp(&b.key()).then(b.energy.0.total_cmp(&a.energy.0));
        if !intervals.is_sorted_by(|a, b| order(a, b).is_le()) {
            intervals.sort_unstable_by(order);
        }
        intervals.dedup_by_key(|interval| interval.key());
        Self(intervals)
    }

    /// What several files say, in any order.
    pub fn of_all<'a>(records: impl IntoIterator<Item = &'a Self>) -> Self {
        let said: Vec<&Self> = records.into_iter().filter(|record| !record.is_empty()).collect();
        match said.as_slice() {
            [] => Self::default(),
            [one] => (*one).clone(),
            all => Self::new(all.iter().flat_map(|record| &record.0).copied().collect()),
        }
    }

    /// Adds what another file says; twice the same adds nothing, and the order does not matter.
    pub fn merge(&mut self, other: &Record) {
        *self = Self::of_all([&*self, other]);
    }

    /// Ascending by start, then by length.
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
