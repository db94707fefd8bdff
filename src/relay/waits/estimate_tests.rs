use super::{
    super::{Level, Observation, Refused, Window},
    *,
};
use crate::domain::Minutes;

fn at(minute: i64) -> Instant {
    "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute)
}
fn interval(low: u32, high: Option<u32>) -> Option<WaitInterval> {
    WaitInterval::new(Minutes(low), high.map(Minutes))
}
fn by(sensor: &str, minute: i64, seen: Seen) -> Observation {
    Observation { site: "riantec".parse().unwrap(), sensor: sensor.into(), at: at(minute), frame: None, seen }
}
fn queue(minute: i64, vehicles: u32) -> Observation {
    by("loop", minute, Seen::Queue(vehicles))
}
fn told(observations: &[Observation], now: i64) -> Estimate {
    told_at(
        &Gate { service: super::super::ServicePrior { minutes: 1.0, weight: 200.0 }, ..Gate::default() },
        observations,
        now,
    )
}
fn told_at(gate: &Gate, observations: &[Observation], now: i64) -> Estimate {
    let mut window = Window::default();
    for observation in observations {
        window.note(observation, at(now)).unwrap();
    }
    window.estimate(gate, at(now))
}

#[test]
fn nothing_seen_is_nothing_told() {
    let nothing = told(&[], 0);
    assert_eq!((nothing.at, nothing.wait, nothing.vehicles, nothing.trend), (None, None, None, None));
    assert_eq!(nothing.state, LiveState::Unknown);
}

#[test]
fn a_queue_becomes_a_wait_with_the_instant_of_its_evidence() {
    let estimate = told(&[queue(0, 15)], 1);
    assert_eq!((estimate.at, estimate.wait, estimate.vehicles), (Some(at(0)), interval(10, Some(20)), Some(15)));
}

#[test]
fn the_measured_gate_wins_over_the_stated_one() {
    let counted = |every: i64| -> Vec<_> {
        let entries = (0..60).map(|m| by("barrier", m, Seen::Total(Passage::Entry, (m / every) as u64)));
        (0..60).map(|m| queue(m, 6 + (m % 2) as u32)).chain(entries).collect()
    };
    let gate = Gate::default();
    assert!(told_at(&gate, &counted(1), 59).median.unwrap() < 10.0);
    let slow = told_at(&gate, &counted(4), 59);
    assert!(slow.median.unwrap() > 20.0, "{slow:?}");
}

#[test]
fn exits_stand_for_entries_where_only_they_are_counted() {
    let exits = (0..60).map(|m| by("out", m, Seen::Total(Passage::Exit, (m / 3) as u64)));
    let seen: Vec<_> = (0..60).map(|m| queue(m, 7 + (m % 2) as u32)).chain(exits).collect();
    assert!(told_at(&Gate::default(), &seen, 59).median.unwrap() > 15.0);
}

#[test]
fn a_barrier_that_died_does_not_hide_the_one_that_works() {
    let mut window = Window::default();
    let mut note = |sensor: &str, minute, seen| window.note(&by(sensor, minute, seen), at(minute)).unwrap();
    // The first one counts each minute until it dies; its log is left as it was.
    for minute in -180..0 {
        note("dead", minute, Seen::Total(Passage::Entry, (minute.max(-90) + 90).cast_unsigned()));
    }
    for minute in (-180..60).step_by(5) {
        note("alive", minute, Seen::Total(Passage::Entry, (minute.max(-90) + 90).cast_unsigned()));
        note("lane", minute, Seen::Total(Passage::Arrival, (minute.max(-90) + 90).cast_unsigned()));
    }
    let gate = Gate { service: super::super::ServicePrior { minutes: 1.0, weight: 200.0 }, ..Gate::default() };
    assert_eq!(window.estimate(&gate, at(55)).wait, interval(0, Some(5)));
    assert_eq!(window.estimate(&gate, at(55)).wait_at, Some(at(55)));
}

#[test]
fn exits_go_on_where_the_entries_fell_silent() {
    let mut seen: Vec<_> =
        (-60..0).map(|m| by("in", m, Seen::Total(Passage::Entry, (m.max(-50) + 50).cast_unsigned()))).collect();
    seen.extend((-60..40).map(|m| by("out", m, Seen::Total(Passage::Exit, (m.max(-50) + 50).cast_unsigned()))));
    seen.extend((-60..40).map(|m| by("lane", m, Seen::Total(Passage::Arrival, (m.max(-50) + 50).cast_unsigned()))));
    assert_eq!(told(&seen, 39).wait_at, Some(at(39)));
}

#[test]
fn a_queue_is_reckoned_from_who_came_and_who_went_in() {
    let arrivals = (0..30).map(|m| by("lane", m, Seen::Total(Passage::Arrival, m as u64 * 2)));
    let entries = (0..30).map(|m| by("gate", m, Seen::Total(Passage::Entry, m as u64)));
    let first = [by("lane", -2, Seen::Total(Passage::Arrival, 0)), by("gate", -1, Seen::Total(Passage::Entry, 0))];
    let empty = [by("lane2", -2, Seen::Total(Passage::Arrival, 0))];
    let seen: Vec<_> = first.into_iter().chain(empty).chain(arrivals).chain(entries).collect();
    // Never seen empty: the balance starts from an unknown queue.
    assert_eq!(told(&seen, 29).wait, None);
    let emptied: Vec<_> = (-20..30)
        .flat_map(|m: i64| {
            let came = if m < -10 { 1 } else { 1 + (m.max(0) as u64) * 2 };
            let entered = if m < -15 { 0 } else { 2 + m.max(0) as u64 };
            [by("lane", m, Seen::Total(Passage::Arrival, came)), by("gate", m, Seen::Total(Passage::Entry, entered))]
        })
        .collect();
    assert_eq!(told(&emptied, 29).wait, interval(20, None));
}

#[test]
fn the_interval_widens_with_age_until_nothing_is_told() {
    let after = |minutes| told(&[queue(0, 15)], minutes);
    let width = |minutes| after(minutes).wait.map(|wait| wait.high().map_or(99, |high| high.0) - wait.low().0);
    assert!(width(1) < width(10), "{:?} {:?}", width(1), width(10));
    assert_eq!(after(46).wait, None);
    assert_eq!(after(6).vehicles, None, "a count is not shown as live");
    assert_eq!(after(6).at, Some(at(0)));
}

#[test]
fn a_sensor_that_reports_changes_only_lives_by_its_heartbeat() {
    let beats = (1..30).map(|m| by("loop", m, Seen::Alive));
    let seen: Vec<_> = [queue(0, 15)].into_iter().chain(beats).collect();
    let estimate = told(&seen, 30);
    assert_eq!((estimate.at, estimate.wait, estimate.vehicles), (Some(at(29)), interval(10, Some(20)), Some(15)));
    let other: Vec<_> = [queue(0, 15), by("other", 29, Seen::Alive)].into();
    assert_eq!(told(&other, 30).at, Some(at(0)), "another sensor's heartbeat proves nothing");
}

#[test]
fn a_stuck_sensor_is_named_and_not_believed() {
    let stuck: Vec<_> = (0..70).map(|m| queue(m, 3)).collect();
    let estimate = told(&stuck, 70);
    assert_eq!((estimate.wait, estimate.vehicles), (None, None));
    assert_eq!(
        estimate.doubts[0].to_string(),
        "loop counts 3 vehicles without any change since 2026-11-21T10:00Z: it seems stuck"
    );
    let idle: Vec<_> = (0..70).map(|m| queue(m, 0)).collect();
    assert_eq!(told(&idle, 70).wait, interval(0, Some(5)), "nobody for an hour is quite usual");
}

#[test]
fn levels_say_no_more_minutes_than_the_territory_compared() {
    let seen = [by("light", 0, Seen::Level(Level::Dense))];
    assert_eq!(told(&seen, 0).wait, None);
    let levels = Some([interval(0, Some(5)).unwrap(), interval(5, Some(20)).unwrap(), interval(20, None).unwrap()]);
    let gate = Gate { levels, ..Gate::default() };
    assert_eq!(told_at(&gate, &seen, 0).wait, interval(5, Some(20)));
}

#[test]
fn somebody_at_the_gate_is_heard() {
    let estimate = told(&[by("person", 0, Seen::Wait(interval(20, Some(30)).unwrap()))], 1);
    assert_eq!((estimate.at, estimate.wait), (Some(at(0)), interval(20, Some(30))));
}

#[test]
fn a_gate_that_is_shut_is_shut_for_an_hour_unless_it_is_said_again() {
    let seen = [by("person", 0, Seen::State(LiveState::Closed))];
    assert_eq!((told(&seen, 30).state, told(&seen, 30).at), (LiveState::Closed, Some(at(0))));
    assert_eq!(told(&seen, 61).state, LiveState::Unknown);
    let again = [seen[0].clone(), by("person", 50, Seen::Alive)];
    assert_eq!(told(&again, 61).state, LiveState::Closed);
}

#[test]
fn a_gate_that_is_said_to_be_open_makes_no_old_wait_younger() {
    let estimate = told(&[queue(0, 15), by("person", 44, Seen::State(LiveState::Open))], 44);
    assert_eq!((estimate.wait_at, estimate.state_at, estimate.at), (Some(at(0)), Some(at(44)), Some(at(44))));
    let unknown = told(&[by("person", 44, Seen::State(LiveState::Open))], 44);
    assert_eq!((unknown.wait_at, unknown.state_at), (None, Some(at(44))));
}

#[test]
fn a_queue_that_grows_is_rising() {
    let trend = |from: u32, to: u32| told(&[queue(0, from), queue(15, to)], 15).trend;
    assert_eq!(trend(2, 9), Some(Trend::Rising));
    assert_eq!(trend(9, 2), Some(Trend::Falling));
    assert_eq!(trend(5, 5), Some(Trend::Steady));
    assert_eq!(told(&[queue(15, 5)], 15).trend, None, "nothing to compare with");
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let mut seen: Vec<_> = (0..40).map(|m| queue(m, (m % 7) as u32 + 3)).collect();
    seen.extend((0..40).map(|m| by("barrier", m, Seen::Total(Passage::Entry, m as u64))));
    let straight = told(&seen, 40);
    seen.reverse();
    assert_eq!(told(&seen, 40), straight);
}

#[test]
fn what_came_twice_is_refused() {
    let mut window = Window::default();
    window.note(&queue(0, 3), at(1)).unwrap();
    assert_eq!(window.note(&queue(0, 3), at(1)), Err(Refused::Duplicate));
}
