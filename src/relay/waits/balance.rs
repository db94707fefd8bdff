//! A queue that nobody counts, from who came into the lane and who left it through the gate.

use super::Passed;
use crate::domain::Instant;

/// Loops and barriers miss or double about one vehicle in so many (makers of loop detectors name 1 to 3 %).
const MISCOUNT: f64 = 0.02;

/// A queue reckoned from counts, and how far off it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    pub at: Instant,
    pub vehicles: u32,
    /// Standard deviation, vehicles.
    pub spread: f64,
}

/// Arrivals less entries, never below nobody: a balance that would fall below has missed an arrival and begins anew
/// there (the reflection of a queue at zero). `None` without both counts, or unless the lane has been empty at some time:
/// who stood there at the beginning is not known.
pub fn balance(arrivals: &[Passed], entries: &[Passed]) -> Option<Balance> {
    let (last_arrival, last_entry) = (arrivals.last()?, entries.last()?);
    let signed = |passed: &Passed, sign: i64| (passed.until, sign * i64::from(passed.vehicles));
    let mut steps: Vec<_> =
        arrivals.iter().map(|p| signed(p, 1)).chain(entries.iter().map(|p| signed(p, -1))).collect();
    // Of one instant arrivals first: whoever came and went within a step was there.
    steps.sort_unstable_by_key(|(at, change)| (*at, -change));
    let (mut queue, mut passed_since_empty, mut was_empty) = (0_i64, 0_i64, false);
    for (_, change) in steps {
        queue += change;
        passed_since_empty += change.abs();
        if queue <= 0 {
            was_empty |= queue < 0 || change != 0;
            (queue, passed_since_empty) = (0, 0);
        }
    }
    let at = last_arrival.until.min(last_entry.until);
    let spread = (MISCOUNT * passed_since_empty as f64).sqrt();
    was_empty.then_some(Balance { at, vehicles: queue as u32, spread })
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    fn passed(steps: &[(i64, u32)]) -> Vec<Passed> {
        let at = |minute| "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute);
        let step =
            |(minute, vehicles): &(i64, u32)| Passed { from: at(minute - 1), until: at(*minute), vehicles: *vehicles };
        steps.iter().map(step).collect()
    }
    fn queue(arrivals: &[(i64, u32)], entries: &[(i64, u32)]) -> Option<u32> {
        balance(&passed(arrivals), &passed(entries)).map(|balance| balance.vehicles)
    }

    #[test]
    fn who_came_and_did_not_enter_waits() {
        assert_eq!(queue(&[(1, 1), (2, 4), (3, 2)], &[(1, 1), (2, 1), (3, 1)]), Some(4));
    }

    #[test]
    fn a_missed_arrival_does_not_stay_a_debt() {
        assert_eq!(queue(&[(1, 1), (2, 0), (3, 3)], &[(1, 1), (2, 1), (3, 1)]), Some(2));
    }

    #[test]
    fn a_lane_that_was_never_seen_empty_tells_nothing() {
        assert_eq!(queue(&[(1, 3), (2, 3)], &[(1, 1), (2, 1)]), None);
        assert_eq!(queue(&[], &[(1, 1)]), None);
    }

    #[test]
    fn the_longer_it_was_counted_the_less_is_known() {
        let spread = |minutes| {
            let each = |n: u32| -> Vec<_> { (2..minutes).map(|m| (m, n)).collect() };
            let (arrivals, entries) = ([vec![(1, 0)], each(3)].concat(), [vec![(1, 1)], each(2)].concat());
            balance(&passed(&arrivals), &passed(&entries)).unwrap().spread
        };
        assert!(spread(60) > 2.0 * spread(10));
    }
}
