//! A queue that nobody counts, from who came into the lane and who left it through the gate.

use super::{
    Passed,
    counter::minutes,
    lanes::{Across, within},
};
use crate::domain::Instant;

/// Loops and barriers miss or double about one vehicle in so many (makers of loop detectors name 1 to 3 %).
const MISCOUNT: f64 = 0.02;

/// A gate before which somebody waits lets nobody in for so many times of service about once in sixty times (Erlang with two
/// phases). Of more, busy days have too little.
const IDLE: f64 = 3.0;

/// A queue reckoned from counts, and how far off it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    pub at: Instant,
    pub vehicles: u32,
    /// Standard deviation, vehicles.
    pub spread: f64,
}

/// Arrivals less entries, never below nobody: a balance that would fall below has missed an arrival and begins anew
/// there (the reflection of a queue at zero). `None` without both counts, or unless the lane was seen to be empty: who stood
/// there at the beginning is not known, and goes in without having come. A gate with a service of so many minutes would have
/// let somebody in while neither counter moved.
///
/// It is reckoned at the reports of the counter that reports less often: between them the other alone would make a queue, or
/// take one away. A step of which either is not known is left out of both.
pub fn balance(arrivals: &[Passed], entries: &[Passed], service_min: f64) -> Option<Balance> {
    // Of the counter that has spoken more often, what it saw across a report of the other counts so that whoever came and
    // went meanwhile was there: arrivals early, entries late.
    let both = |step: &Passed| {
        if arrivals.len() <= entries.len() {
            Some((step.vehicles, within(entries, step, Across::Late)?))
        } else {
            Some((within(arrivals, step, Across::Early)?, step.vehicles))
        }
    };
    let steps = if arrivals.len() <= entries.len() { arrivals } else { entries };
    let (mut queue, mut passed_since_empty, mut was_empty) = (0_i64, 0_u32, false);
    let (mut idle_since, mut last) = (None, None);
    for (step, (arrived, entered)) in steps.iter().filter_map(|step| Some((step, both(step)?))) {
        queue += i64::from(arrived) - i64::from(entered);
        passed_since_empty += arrived + entered;
        if queue <= 0 {
            (queue, passed_since_empty) = (0, 0);
        }
        let began = idle_since.filter(|_| last == Some(step.from)).unwrap_or(step.from);
        idle_since = (queue == 0 && arrived + entered == 0).then_some(began);
        let idle = idle_since.map(|since| minutes(step.until - since));
        was_empty |= idle.is_some_and(|idle| idle >= IDLE * service_min);
        last = Some(step.until);
    }
    let spread = (MISCOUNT * f64::from(passed_since_empty)).sqrt();
    last.filter(|_| was_empty).map(|at| Balance { at, vehicles: queue as u32, spread })
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
        let after_a_while = |steps: &[(i64, u32)]| passed(&[&IDLE_MINUTES, steps].concat());
        balance(&after_a_while(arrivals), &after_a_while(entries), 1.0).map(|balance| balance.vehicles)
    }
    /// In which nobody comes or goes.
    const IDLE_MINUTES: [(i64, u32); 4] = [(-3, 0), (-2, 0), (-1, 0), (0, 0)];

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
        let known = |arrivals: &[_], entries: &[_]| balance(&passed(arrivals), &passed(entries), 1.0);
        assert_eq!(known(&[(1, 3), (2, 3)], &[(1, 1), (2, 1)]), None);
        assert_eq!(known(&[(1, 0), (2, 0), (3, 1)], &[(1, 1), (2, 1), (3, 1)]), None, "some stood there before");
        assert_eq!(known(&IDLE_MINUTES[2..], &IDLE_MINUTES[2..]), None, "the gate may have been slow");
        assert_eq!(known(&[(1, 0), (2, 0), (4, 0), (5, 0)], &[(1, 0), (2, 0), (4, 0), (5, 0)]), None, "a gap between");
        assert_eq!(known(&[], &[(1, 1)]), None);
    }

    /// What a counter that reports each `every` minutes says of what passed in each minute.
    fn seen_each(every: usize, minutes: &[u32]) -> Vec<Passed> {
        let length = Duration::minutes(every.try_into().unwrap());
        let begin = "2026-11-21T10:00:00Z".parse::<Instant>().unwrap();
        let begins = std::iter::successors(Some(begin), |from| Some(*from + length));
        let step = |(from, part): (Instant, &[u32])| Passed { from, until: from + length, vehicles: part.iter().sum() };
        begins.zip(minutes.chunks_exact(every)).map(step).collect()
    }

    #[test]
    fn counters_of_any_rhythm_tell_the_queue_that_was_there() {
        // Nobody for half an hour, then one a minute comes and goes; then four come in three minutes, of whom three go in.
        let arrived = [vec![0; 30], vec![1; 30], [2, 1, 1].repeat(20)].concat();
        let entered = [vec![0; 30], vec![1; 90]].concat();
        let opening: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        for (of_arrivals, of_entries) in [(1, 1), (10, 1), (1, 10), (5, 2), (2, 5), (10, 10)] {
            for minutes in (60..=120).step_by(5) {
                let case = format!("each {of_arrivals} and {of_entries} minutes, after {minutes}");
                let arrivals = seen_each(of_arrivals, &arrived[..minutes]);
                let known = balance(&arrivals, &seen_each(of_entries, &entered[..minutes]), 1.0).unwrap();
                let at = (known.at - opening).num_minutes() as usize;
                assert!(minutes - at <= of_arrivals.max(of_entries), "{case}: of {at}");
                let truth = arrived[..at].iter().sum::<u32>() - entered[..at].iter().sum::<u32>();
                // Where reports of both do not meet, who came until the next one is there already.
                let more = if [(5, 2), (2, 5)].contains(&(of_arrivals, of_entries)) { 2 } else { 0 };
                assert!((truth..=truth + more).contains(&known.vehicles), "{case}: {known:?}, {truth}");
            }
        }
    }

    #[test]
    fn reports_of_one_rhythm_that_never_meet_make_no_queue() {
        let minutes = [vec![0; 10], vec![1; 50]].concat();
        let mut entries = seen_each(1, &minutes);
        for passed in &mut entries {
            (passed.from, passed.until) = (passed.from + Duration::seconds(30), passed.until + Duration::seconds(30));
        }
        // Whoever came since the last report of the barrier may have gone in.
        let known = balance(&seen_each(1, &minutes), &entries, 1.0).unwrap();
        assert!(known.vehicles <= 1, "{known:?}");
    }

    #[test]
    fn a_step_of_which_one_counter_says_nothing_changes_nothing() {
        let minutes = [vec![0; 10], vec![1; 50]].concat();
        let mut entries = seen_each(1, &minutes);
        entries.drain(30..40);
        assert_eq!(balance(&seen_each(1, &minutes), &entries, 1.0).map(|known| known.vehicles), Some(0));
    }

    #[test]
    fn the_longer_it_was_counted_the_less_is_known() {
        let spread = |minutes| {
            let each = |n: u32| -> Vec<_> { (1..minutes).map(|m| (m, n)).collect() };
            let (arrivals, entries) = ([&IDLE_MINUTES, &*each(3)].concat(), [&IDLE_MINUTES, &*each(2)].concat());
            balance(&passed(&arrivals), &passed(&entries), 1.0).unwrap().spread
        };
        assert!(spread(60) > 2.0 * spread(10));
    }
}
