//! Several lanes before one gate: what is seen of each adds up. A lane of which nothing is known makes the sum unknown; it
//! is never taken for an empty one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::{
    Passage, Passed, Seen, SensorId, SensorLog, counter::passages, observation::Kind, sensor::Report, window::Reports,
};
use crate::domain::Instant;

/// A counter that said nothing for so long while another of the same gate went on is dead.
const SILENT: Duration = Duration::minutes(15);

/// The lanes that a gate has, by the configuration. None where sensors see all there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lanes {
    /// Whose queues are counted each by itself.
    pub queue: BTreeSet<String>,
    /// Whose passages are.
    pub passages: BTreeMap<Passage, BTreeSet<String>>,
}

/// A queue as it was counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    /// Of each lane, or of all there is.
    pub parts: Vec<u32>,
    /// Of the lane that was heard of longest ago.
    pub at: Instant,
}

impl Counted {
    pub fn vehicles(&self) -> u32 {
        self.parts.iter().sum()
    }
}

impl Reports<'_> {
    /// Each opinion on the queue at an instant: of every sensor that sees all of it, and of all lanes together. `at` says
    /// until when a report holds; what it says nothing about is not believed.
    pub(super) fn queues(
        &self,
        lanes: &Lanes,
        instant: Instant,
        at: impl Fn(&SensorId, &SensorLog, &Report) -> Option<Instant>,
    ) -> Vec<Counted> {
        let (mut whole, mut newest) = (Vec::new(), BTreeMap::<&str, (Instant, u32)>::new());
        for (sensor, log) in self.of_kind(Kind::Queue) {
            let Some(report @ Report { seen: Seen::Queue(vehicles), .. }) = log.last_at(instant) else { continue };
            let Some(at) = at(sensor, log, report) else { continue };
            match sensor.lane() {
                None => whole.push(Counted { parts: vec![*vehicles], at }),
                Some(lane) => {
                    let known = newest.entry(lane).or_insert((at, *vehicles));
                    *known = (at, *vehicles).max(*known);
                }
            }
        }
        let of_lanes: Option<Vec<_>> = lanes.queue.iter().map(|lane| newest.get(lane.as_str()).copied()).collect();
        let of_lanes = of_lanes.unwrap_or_default();
        whole.extend(
            of_lanes
                .iter()
                .map(|(at, _)| *at)
                .min()
                .map(|at| Counted { parts: of_lanes.iter().map(|(_, vehicles)| *vehicles).collect(), at }),
        );
        whole
    }

    /// What passed: by the sensor that counted most of those that still count, or by all lanes together. Two that count the
    /// same gate must not count double.
    pub(super) fn passed(&self, lanes: &Lanes, passage: Passage) -> Vec<Passed> {
        let (mut whole, mut by_lane) = (Vec::new(), BTreeMap::<&str, Vec<Vec<Passed>>>::new());
        for (sensor, log) in self.of_kind(Kind::Passages(passage)) {
            let counted = passages(log.reports(), passage);
            match sensor.lane() {
                None => whole.push(counted),
                Some(lane) => by_lane.entry(lane).or_default().push(counted),
            }
        }
        let of_lanes = lanes.passages.get(&passage).into_iter().flatten();
        let of_lanes: Vec<_> = of_lanes.map(|lane| living(by_lane.remove(lane.as_str()).unwrap_or_default())).collect();
        whole.push(together(&of_lanes));
        living(whole)
    }
}

/// By the counter that counted most, of those that have not fallen silent while another goes on. What a dead one counted
/// stays in its log, however old it is.
fn living(counters: Vec<Vec<Passed>>) -> Vec<Passed> {
    let last = |counted: &[Passed]| counted.last().map(|passed| passed.until);
    let latest = counters.iter().filter_map(|counted| last(counted)).max();
    let lives = |counted: &Vec<Passed>| last(counted).zip(latest).is_some_and(|(last, latest)| latest - last <= SILENT);
    counters.into_iter().filter(lives).max_by_key(Vec::len).unwrap_or_default()
}

/// Whether the first is dead by the second.
pub(super) fn is_outlived(counted: &[Passed], other: &[Passed]) -> bool {
    let last = |counted: &[Passed]| counted.last().map(|passed| passed.until);
    last(other).is_some_and(|other| last(counted).is_none_or(|last| other - last > SILENT))
}

/// What passed through all lanes, in the steps of the lane that reports least often. A step during which one of them is not
/// known is left out.
pub(super) fn together(lanes: &[Vec<Passed>]) -> Vec<Passed> {
    let Some(rarest) = lanes.iter().min_by_key(|lane| lane.len()) else { return Vec::new() };
    let sum = |step: &Passed| {
        let vehicles: Option<Vec<u32>> = lanes.iter().map(|lane| within(lane, step, Across::Late)).collect();
        Some(Passed { vehicles: vehicles?.iter().sum(), ..*step })
    };
    rarest.iter().filter_map(sum).collect()
}

/// What was counted across the edge of a step counts as a whole on one side of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Across {
    /// In the step in which it began.
    Early,
    /// In the step in which it ended.
    Late,
}

/// What passed within a step, where the whole of it is known.
pub(super) fn within(lane: &[Passed], step: &Passed, across: Across) -> Option<u32> {
    let mut known = step.from;
    let mut vehicles = 0;
    let first = lane.partition_point(|passed| passed.until <= step.from);
    for passed in lane[first..].iter().take_while(|passed| passed.from < step.until) {
        if passed.from > known {
            return None;
        }
        known = passed.until;
        let is_of_the_step = match across {
            Across::Early => passed.from >= step.from,
            Across::Late => passed.until <= step.until,
        };
        if is_of_the_step {
            vehicles += passed.vehicles;
        }
    }
    (known >= step.until).then_some(vehicles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Instant {
        "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute)
    }
    fn passed(steps: &[(i64, i64, u32)]) -> Vec<Passed> {
        let step = |(from, until, vehicles): &(i64, i64, u32)| Passed {
            from: at(*from),
            until: at(*until),
            vehicles: *vehicles,
        };
        steps.iter().map(step).collect()
    }

    #[test]
    fn a_counter_that_died_gives_way_to_one_that_lives() {
        let dead: Vec<_> = (0..180).map(|minute| (minute - 180, minute - 179, 1)).collect();
        let living_since = |from: i64| passed(&[(from, from + 5, 4), (from + 5, from + 10, 3)]);
        assert_eq!(living(vec![passed(&dead), living_since(-4)]), passed(&dead), "both still count");
        assert_eq!(living(vec![passed(&dead), living_since(20)]), living_since(20));
        assert_eq!(living(vec![living_since(20), passed(&dead)]), living_since(20));
        assert_eq!(living(vec![Vec::new(), passed(&dead)]), passed(&dead));
        assert_eq!(living(Vec::new()), []);
    }

    #[test]
    fn lanes_that_report_together_add_up() {
        let (left, right) = (passed(&[(0, 5, 3), (5, 10, 2)]), passed(&[(0, 5, 1), (5, 10, 4)]));
        assert_eq!(together(&[left, right]), passed(&[(0, 5, 4), (5, 10, 6)]));
    }

    #[test]
    fn a_lane_that_reports_less_often_sets_the_step() {
        let often = passed(&[(0, 2, 1), (2, 4, 1), (4, 6, 1), (6, 8, 1), (8, 10, 1), (10, 12, 9)]);
        assert_eq!(together(&[often, passed(&[(0, 10, 7)])]), passed(&[(0, 10, 12)]));
    }

    #[test]
    fn a_step_with_an_unknown_lane_is_left_out() {
        let whole = passed(&[(0, 5, 1), (5, 10, 1), (10, 15, 1)]);
        let gap = passed(&[(0, 5, 1), (10, 15, 1)]);
        assert_eq!(together(&[whole.clone(), gap]), passed(&[(0, 5, 2), (10, 15, 2)]));
        assert_eq!(together(&[whole.clone(), Vec::new()]), []);
        assert_eq!(together(&[]), []);
        // The other one has not reported yet.
        assert_eq!(together(&[whole, passed(&[(-2, 3, 1), (3, 8, 1)])]), passed(&[(-2, 3, 1), (3, 8, 2)])[1..]);
    }
}
