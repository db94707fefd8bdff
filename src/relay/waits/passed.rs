//! What passed a gate by all reports of a day, whatever counted it.

use std::collections::BTreeMap;

use chrono::Duration;

use super::{
    Lanes, Observation, Passage, Passed, Seen, SensorId, SensorLog, counter::passages, lanes::together,
    observation::Kind, sensor::Report,
};
use crate::domain::Instant;

/// Visits are vehicles that go in; where nobody counts those, that join the queue, else that come out.
const BEST_FIRST: [Passage; 3] = [Passage::Entry, Passage::Arrival, Passage::Exit];

/// What counted for less by no more than this counted for as long: counters report at other minutes.
const AS_LONG: Duration = Duration::minutes(20);

/// Within this time an old counter of eight bits may wrap and a lane may let so many in.
const LONG_SILENCE: Duration = Duration::minutes(30);

/// What passed between two instants, by the counter that counted for longest of them; `None` where nothing counts. Of several
/// lanes while all of them are counted: the others alone are not what passed.
pub fn counted(reports: &[Observation], lanes: &Lanes, between: (Instant, Instant)) -> Option<Vec<Passed>> {
    let all = BEST_FIRST.into_iter().flat_map(|passage| counted_there(reports, lanes, passage, between));
    let all: Vec<_> = all.filter(|passed| covered(passed, between) > Duration::zero()).collect();
    let longest = all.iter().map(|passed| covered(passed, between)).max()?;
    all.into_iter().find(|passed| covered(passed, between) >= longest - AS_LONG)
}

/// How much of the time between two instants is known.
fn covered(passed: &[Passed], (start, end): (Instant, Instant)) -> Duration {
    passed.iter().map(|span| (span.until.min(end) - span.from.max(start)).max(Duration::zero())).sum()
}

/// By what sees the whole gate, and by all of its lanes together.
fn counted_there(
    reports: &[Observation],
    lanes: &Lanes,
    passage: Passage,
    between: (Instant, Instant),
) -> [Vec<Passed>; 2] {
    let mut by_sensor: BTreeMap<&SensorId, Vec<Report>> = BTreeMap::new();
    for Observation { sensor, at, frame, seen, .. } in reports {
        if seen.kind() == Kind::Passages(passage) {
            by_sensor.entry(sensor).or_default().push(Report { at: *at, frame: *frame, seen: *seen });
        }
    }
    let best = |of_lane: Option<&str>| {
        let sensors = by_sensor.iter().filter(|(sensor, _)| sensor.lane() == of_lane);
        let passed = sensors.map(|(_, reports)| {
            let log = SensorLog::ordered(reports);
            let parts = log.reports().chunk_by(|before, after| !began_anew(before, after));
            parts.flat_map(|part| passages(part, passage)).collect::<Vec<_>>()
        });
        passed.max_by_key(|passed| covered(passed, between)).unwrap_or_default()
    };
    let named = lanes.passages.get(&passage).into_iter().flatten();
    [best(None), together(&named.map(|lane| best(Some(lane.as_str()))).collect::<Vec<_>>())]
}

/// A total that is smaller after a long silence: whether it wrapped or was set back, as some are each night, cannot be known,
/// nor then what passed.
fn began_anew(before: &Report, after: &Report) -> bool {
    let (Seen::Total(_, was), Seen::Total(_, is)) = (before.seen, after.seen) else { return false };
    is < was && after.at - before.at > LONG_SILENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(sensor: &str, minute: i64, seen: Seen) -> Observation {
        let at = "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute);
        Observation { site: "riantec".parse().unwrap(), sensor: sensor.into(), at, frame: None, seen }
    }
    fn entries(sensor: &str, totals: &[(i64, u64)]) -> Vec<Observation> {
        totals.iter().map(|(minute, n)| report(sensor, *minute, Seen::Total(Passage::Entry, *n))).collect()
    }
    fn sum(reports: &[Observation], lanes: &Lanes) -> Option<u32> {
        let instant = |text: &str| text.parse().unwrap();
        let between = (instant("2026-11-21T00:00:00Z"), instant("2026-11-22T00:00:00Z"));
        counted(reports, lanes, between).map(|passed| passed.iter().map(|passed| passed.vehicles).sum())
    }
    fn two_lanes() -> Lanes {
        let names = ["left", "right"].map(str::to_owned);
        Lanes { passages: [(Passage::Entry, names.into())].into(), ..Lanes::default() }
    }

    #[test]
    fn of_two_counters_of_the_same_gate_the_one_that_counted_for_longer_counts() {
        let mut reports = entries("a/x", &[(0, 10), (10, 14)]);
        reports.extend(entries("a/y", &[(0, 50), (10, 54), (20, 60)]));
        assert_eq!(sum(&reports, &Lanes::default()), Some(10));
        reports.push(report("a/z", 0, Seen::Queue(4)));
        assert_eq!(sum(&reports[5..], &Lanes::default()), None, "a queue is no passage");
    }

    #[test]
    fn entries_count_before_arrivals_and_exits() {
        let mut reports = entries("a/x", &[(0, 10), (10, 14)]);
        for (minute, total) in [(0, 0), (10, 9)] {
            reports.push(report("a/out", minute, Seen::Total(Passage::Exit, total)));
        }
        assert_eq!(sum(&reports, &Lanes::default()), Some(4));
        assert_eq!(sum(&reports[2..], &Lanes::default()), Some(9));
    }

    #[test]
    fn a_counter_that_is_set_back_at_night_adds_nothing_that_nobody_saw() {
        let night = entries("a/x", &[(0, 100), (10, 120), (600, 2), (610, 5)]);
        assert_eq!(sum(&night, &Lanes::default()), Some(23));
        let wrapped = entries("a/x", &[(0, 250), (10, 2)]);
        assert_eq!(sum(&wrapped, &Lanes::default()), Some(8));
    }

    #[test]
    fn lanes_add_up_and_one_that_is_not_counted_makes_the_sum_unknown() {
        let mut reports = entries("a/x#left", &[(0, 10), (10, 14)]);
        assert_eq!(sum(&reports, &two_lanes()), None);
        reports.extend(entries("a/x#right", &[(0, 3), (10, 10)]));
        assert_eq!(sum(&reports, &two_lanes()), Some(11));
    }
}
