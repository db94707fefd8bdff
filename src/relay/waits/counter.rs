//! Counters of passages, whose totals wrap, start again and sometimes jump.

use chrono::Duration;

use super::{Passage, Seen, sensor::Report};
use crate::domain::Instant;

/// No lane lets more vehicles through: one every two seconds, and a few at once.
const MOST_A_MINUTE: f64 = 30.0;
const MOST_AT_ONCE: f64 = 5.0;
/// Widths of counters that are met, bits.
const WIDTHS: [u32; 4] = [8, 16, 24, 32];
/// A counter that wraps stood in this last part of its width: within one report no lane lets many more vehicles through.
const END_OF_WIDTH: u64 = 8;
/// A gap that is so many times the usual one has swallowed a report.
const LONG_GAP: f64 = 1.6;

/// What a counter reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Total(u64),
    Since(u32),
}

/// So many vehicles passed between two instants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    pub from: Instant,
    pub until: Instant,
    pub vehicles: u32,
}

impl Passed {
    pub fn minutes(&self) -> f64 {
        minutes(self.until - self.from)
    }
}

pub(super) fn minutes(span: Duration) -> f64 {
    span.num_milliseconds() as f64 / 60_000.0
}

pub(super) fn count(seen: Seen, passage: Passage) -> Option<Count> {
    match seen {
        Seen::Total(of, total) if of == passage => Some(Count::Total(total)),
        Seen::Since(of, vehicles) if of == passage => Some(Count::Since(vehicles)),
        Seen::Total(..)
        | Seen::Since(..)
        | Seen::Queue(_)
        | Seen::Level(_)
        | Seen::Wait(_)
        | Seen::State(_)
        | Seen::Alive => None,
    }
}

/// What passed between each two reports that follow each other. Where that cannot be known (a lost report of a counter
/// that tells differences, a jump that no lane could make) there is a gap.
pub fn passages(reports: &[Report], passage: Passage) -> Vec<Passed> {
    let usual = usual_gap(reports);
    let totals = reports.iter().filter_map(|report| match count(report.seen, passage)? {
        Count::Total(total) => Some(total),
        Count::Since(_) => None,
    });
    let highest = totals.max().unwrap_or(0);
    let between = |pair: &[Report]| {
        let [before, after] = pair else { return None };
        let span = minutes(after.at - before.at);
        let most = MOST_A_MINUTE * span + MOST_AT_ONCE;
        let vehicles = match (count(before.seen, passage)?, count(after.seen, passage)?) {
            (Count::Total(before), Count::Total(after)) => difference(before, after, highest, most)?,
            (Count::Total(_) | Count::Since(_), Count::Since(vehicles)) => {
                let is_whole = match (before.frame, after.frame) {
                    (Some(before), Some(after)) => after == before.wrapping_add(1),
                    (None | Some(_), None) | (None, Some(_)) => span <= LONG_GAP * usual,
                };
                Some(u64::from(vehicles)).filter(|n| is_whole && *n as f64 <= most)?
            }
            (Count::Since(_), Count::Total(_)) => return None,
        };
        Some(Passed { from: before.at, until: after.at, vehicles: vehicles as u32 })
    };
    reports.windows(2).filter_map(between).collect()
}

/// How far a total went on. A smaller one has wrapped if it stood just below the end of a counter whose totals were never
/// beyond it, else it began anew.
fn difference(before: u64, after: u64, highest: u64, most: f64) -> Option<u64> {
    let is_possible = |n: &u64| *n as f64 <= most;
    if let Some(more) = after.checked_sub(before) {
        return Some(more).filter(is_possible);
    }
    let ends = WIDTHS.iter().map(|bits| 1_u64 << bits);
    let wrapped =
        ends.filter(|end| highest < *end && before >= end - end / END_OF_WIDTH).map(|end| after + end - before);
    wrapped.filter(is_possible).min().or(Some(after).filter(is_possible))
}

/// The median of the gaps between reports, minutes.
fn usual_gap(reports: &[Report]) -> f64 {
    let mut gaps: Vec<f64> = reports.windows(2).map(|pair| minutes(pair[1].at - pair[0].at)).collect();
    gaps.sort_unstable_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Instant {
        "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute)
    }
    fn totals(pairs: &[(i64, u64)]) -> Vec<u32> {
        let reports: Vec<_> = pairs
            .iter()
            .map(|(minute, n)| Report { at: at(*minute), frame: None, seen: Seen::Total(Passage::Entry, *n) })
            .collect();
        passages(&reports, Passage::Entry).iter().map(|passed| passed.vehicles).collect()
    }
    fn since(reports: &[(i64, Option<u32>, u32)]) -> Vec<u32> {
        let reports: Vec<_> = reports
            .iter()
            .map(|(minute, frame, n)| Report { at: at(*minute), frame: *frame, seen: Seen::Since(Passage::Entry, *n) })
            .collect();
        passages(&reports, Passage::Entry).iter().map(|passed| passed.vehicles).collect()
    }

    #[test]
    fn totals_become_differences() {
        assert_eq!(totals(&[(0, 100), (1, 102), (2, 102), (5, 107)]), [2, 0, 5]);
    }

    #[test]
    fn a_counter_wraps_at_its_width() {
        assert_eq!(totals(&[(0, 250), (5, 3)]), [9]);
        assert_eq!(totals(&[(0, 65_534), (1, 1)]), [3]);
        assert_eq!(totals(&[(0, 4_294_967_295), (1, 0)]), [1]);
    }

    #[test]
    fn a_counter_that_was_switched_on_again_begins_at_nothing() {
        assert_eq!(totals(&[(0, 812), (5, 4)]), [4]);
        assert_eq!(totals(&[(0, 40_000), (5, 9_000)]), [0_u32; 0], "neither wrapped nor fresh");
    }

    #[test]
    fn a_small_total_that_is_set_back_at_midnight_has_not_wrapped() {
        assert_eq!(totals(&[(0, 180), (10, 0), (20, 5)]), [0, 5]);
        assert_eq!(totals(&[(0, 120), (5, 0)]), [0]);
        assert_eq!(totals(&[(0, 60_000), (1, 2)]), [2]);
        // Eight bits hold no 600.
        assert_eq!(totals(&[(0, 600), (5, 4), (60, 250), (65, 3)]), [4, 246, 3]);
    }

    #[test]
    fn a_jump_that_no_lane_could_make_is_a_gap() {
        assert_eq!(totals(&[(0, 10), (1, 5_000_000_000), (2, 5_000_000_001)]), [1]);
    }

    #[test]
    fn differences_need_the_report_before() {
        assert_eq!(since(&[(0, Some(1), 9), (5, Some(2), 4), (15, Some(4), 3), (20, Some(5), 2)]), [4, 2]);
        assert_eq!(since(&[(0, None, 9), (5, None, 4), (10, None, 1), (20, None, 3), (25, None, 2)]), [4, 1, 2]);
    }

    #[test]
    fn a_counter_of_something_else_counts_nothing_here() {
        let reports =
            [(0, 1), (1, 2)].map(|(m, n)| Report { at: at(m), frame: None, seen: Seen::Total(Passage::Exit, n) });
        assert_eq!(passages(&reports, Passage::Entry), []);
        assert_eq!(passages(&reports, Passage::Exit).len(), 1);
    }
}
