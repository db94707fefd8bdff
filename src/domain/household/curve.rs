//! The one account of a record in which nothing is counted twice.

use std::collections::BTreeMap;

use chrono::Duration;

use super::{Interval, Record};
use crate::domain::{Instant, WattHours};

/// Intervals that do not overlap, ascending. What lies between them is unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve(Vec<Interval>);

impl Curve {
    /// The finest reading of each moment counts. Where a coarser one reaches beyond (a day's figure whose half-hours are
    /// known in part), what the finer ones leave of it belongs to the rest of its time; where they leave less than nothing,
    /// the two contradict each other and the coarser one is left out.
    pub fn of(record: &Record) -> Self {
        let all = record.intervals();
        if all.windows(2).all(|pair| pair[0].end() <= pair[1].start) {
            return Self(all.to_vec());
        }
        let mut by_length: Vec<&Interval> = all.iter().collect();
        by_length.sort_by_key(|interval| (interval.seconds, interval.start));
        let mut taken: BTreeMap<Instant, Interval> = BTreeMap::new();
        for interval in by_length {
            let (free, known) = gaps(&taken, interval);
            let free_seconds: i64 = free.iter().map(|(from, until)| (*until - *from).num_seconds()).sum();
            let rest = interval.energy - known;
            if free_seconds > 0 && rest.0 >= 0.0 {
                for (from, until) in free {
                    let seconds = (until - from).num_seconds();
                    let share = WattHours(rest.0 * seconds as f64 / free_seconds as f64);
                    taken.insert(from, Interval::new(from, u32::try_from(seconds).unwrap_or(u32::MAX), share));
                }
            }
        }
        Self(taken.into_values().collect())
    }

    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// From the beginning of the first to the end of the last.
    pub fn span(&self) -> Option<(Instant, Instant)> {
        Some((self.0.first()?.start, self.0.last()?.end()))
    }

    /// The intervals that lie in a stretch of time, whole or in part.
    pub fn between(&self, from: Instant, until: Instant) -> &[Interval] {
        let first = self.0.partition_point(|interval| interval.end() <= from);
        let after = self.0.partition_point(|interval| interval.start < until);
        &self.0[first..after.max(first)]
    }

    /// Fine enough to tell the hours of a day apart.
    pub fn hourly(&self) -> impl DoubleEndedIterator<Item = &Interval> {
        self.0.iter().filter(|interval| interval.seconds <= 3600)
    }
}

/// The parts of an interval that nothing taken covers, and the energy of those parts that something does.
fn gaps(taken: &BTreeMap<Instant, Interval>, interval: &Interval) -> (Vec<(Instant, Instant)>, WattHours) {
    let (mut free, mut known) = (Vec::new(), WattHours::default());
    let mut at = interval.start;
    let before = taken.range(..interval.start).next_back().map(|(_, before)| before);
    for other in before.into_iter().chain(taken.range(interval.start..interval.end()).map(|(_, other)| other)) {
        let (from, until) = (other.start.max(interval.start), other.end().min(interval.end()));
        if from >= until {
            continue;
        }
        known += share_of(other, until - from);
        if at < from {
            free.push((at, from));
        }
        at = until;
    }
    if at < interval.end() {
        free.push((at, interval.end()));
    }
    (free, known)
}

/// The energy of a part of an interval, as if its power had not changed.
pub(super) fn share_of(interval: &Interval, part: Duration) -> WattHours {
    let seconds = part.num_seconds();
    if seconds >= i64::from(interval.seconds) {
        return interval.energy;
    }
    WattHours(interval.energy.0 * seconds as f64 / f64::from(interval.seconds))
}

#[cfg(test)]
#[path = "curve_tests.rs"]
mod tests;
