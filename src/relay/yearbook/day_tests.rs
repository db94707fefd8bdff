use super::*;
use crate::{
    domain::{Minutes, WaitInterval, Zone, day_bounds, fixtures::paris},
    relay::waits::{Passage, Seen},
};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn told(instant: Instant, median: f64) -> ToldWait {
    let wait = WaitInterval::new(Minutes(0), Some(Minutes(5))).unwrap();
    ToldWait { site: "riantec".parse().unwrap(), at: instant, wait, median, vehicles: None }
}

fn report(instant: Instant, seen: Seen) -> Observation {
    let (site, sensor) = ("riantec".parse().unwrap(), "lora/barrier".into());
    Observation { site, sensor, at: instant, frame: None, seen }
}

/// A total each five minutes from an instant up to another, two vehicles more each time.
fn barrier(from: Instant, until: Instant) -> Vec<Observation> {
    let times = std::iter::successors(Some(from), |at| Some(*at + Duration::minutes(5))).take_while(|at| *at <= until);
    (0..).zip(times).map(|(i, at)| report(at, Seen::Total(Passage::Entry, 1000 + 2 * i))).collect()
}

struct Made<'a> {
    date: &'a str,
    zone: Zone,
    /// Opening hours by the clocks on the wall; `None`: not known.
    hours: Option<(u32, u32)>,
    waits: Vec<ToldWait>,
    reports: Option<Vec<Observation>>,
    lanes: Lanes,
}

impl Made<'_> {
    fn day(&self) -> SiteDay {
        use chrono::Timelike;
        let date: NaiveDate = self.date.parse().unwrap();
        let is_open = |at: Instant| {
            let hour = self.zone.local(at).hour();
            self.hours.map(|(from, until)| (from..until).contains(&hour))
        };
        Evidence {
            site: &"riantec".parse().unwrap(),
            date,
            bounds: day_bounds(date, &self.zone),
            is_open: &is_open,
            waits: &self.waits,
            reports: self.reports.as_deref(),
            lanes: &self.lanes,
        }
        .day()
    }
}

#[test]
fn a_day_counts_what_was_told_heard_and_let_in() {
    // Open from ten to twelve, 09:00 to 11:00 in UTC; heard until eleven on the wall; told for half an hour.
    let (from, until) = (at("2026-11-21T08:50:00Z"), at("2026-11-21T10:00:00Z"));
    let waits = (0..6).map(|i| told(at("2026-11-21T09:00:00Z") + Duration::minutes(5 * i), i as f64)).collect();
    let reports = Some(barrier(from, until));
    let day = Made { waits, reports, ..made_on("2026-11-21") }.day();
    assert_eq!((day.due_min, day.open_min, day.told_min), (120, Some(120), 30));
    // An hour, and twenty minutes after the last report.
    assert_eq!((day.heard_min, day.counted_min), (Some(80), 60));
    assert_eq!(day.vehicles, Some(28), "fourteen spans of two vehicles");
    assert_eq!((day.waits.mean(), day.waits.quantile(50), day.waits.quantile(90)), (Some(2.5), Some(2), Some(5)));
}

#[test]
fn days_of_the_clock_change_have_an_hour_less_or_more() {
    for (date, hours) in [("2026-03-29", 23), ("2026-07-14", 24), ("2026-10-25", 25)] {
        let (start, end) = day_bounds(date.parse().unwrap(), &paris());
        let steps = (end - start).num_minutes() / 5;
        // What is told in the last step of the day before and in the first of the day after is not of this one.
        let waits = (-1..=steps).map(|i| told(start + Duration::minutes(5 * i), 3.0)).collect();
        let reports = Some(barrier(start - Duration::minutes(5), end + Duration::minutes(5)));
        let whole = Made { hours: None, waits, reports, ..made_on(date) }.day();
        assert_eq!((whole.due_min, whole.open_min, whole.told_min), (hours * 60, None, hours * 60), "{date}");
        assert_eq!((whole.heard_min, whole.counted_min), (Some(hours * 60), hours * 60), "{date}");
        assert_eq!(whole.vehicles, Some(hours * 12 * 2), "{date}");
        // Open over the change: two to four o'clock are one, two or three hours.
        let open = Made { hours: Some((2, 4)), ..made_on(date) }.day();
        assert_eq!(open.open_min, Some((hours - 22) * 60), "{date}");
    }
}

#[test]
fn without_a_sensor_nothing_is_heard_and_nothing_counted_and_neither_is_zero() {
    let day = made_on("2026-11-21").day();
    assert_eq!((day.heard_min, day.vehicles, day.told_min), (None, None, 0));
    assert!(!day.has_data());
    let silent = Made { reports: Some(Vec::new()), ..made_on("2026-11-21") }.day();
    assert_eq!((silent.heard_min, silent.vehicles), (Some(0), None), "a sensor that says nothing was due");
    assert!(!silent.has_data());
}

fn made_on(date: &str) -> Made<'_> {
    let (waits, lanes) = (Vec::new(), Lanes::default());
    Made { date, zone: paris(), hours: Some((10, 12)), waits, reports: None, lanes }
}

/// A total each five minutes by one sensor, from one instant up to another.
fn by(sensor: &str, passage: Passage, from: &str, until: &str) -> Vec<Observation> {
    let of = |mut report: Observation| {
        if let Seen::Total(_, total) = report.seen {
            report.seen = Seen::Total(passage, total);
        }
        Observation { sensor: sensor.into(), ..report }
    };
    barrier(at(from), at(until)).into_iter().map(of).collect()
}

fn visits(reports: [Vec<Observation>; 2], lanes: Lanes) -> (Option<u32>, u32) {
    let mut reports = reports.concat();
    reports.sort_by_key(|report| report.at);
    let day = Made { reports: Some(reports), hours: None, lanes, ..made_on("2026-11-21") }.day();
    (day.vehicles, day.counted_min)
}

#[test]
fn a_lane_that_died_the_evening_before_makes_the_visits_unknown() {
    let lanes = || {
        let names = ["left", "right"].map(str::to_owned);
        Lanes { passages: [(Passage::Entry, names.into())].into(), ..Lanes::default() }
    };
    let of = |lane: &str, until: &str| by(lane, Passage::Entry, "2026-11-20T20:00:00Z", until);
    let left = || of("a/x#left", "2026-11-21T23:00:00Z");
    assert_eq!(visits([left(), of("a/x#right", "2026-11-20T22:30:00Z")], lanes()), (None, 0));
    // By hand: two vehicles each five minutes in each of two lanes, for one hour of the day.
    assert_eq!(visits([left(), of("a/x#right", "2026-11-21T00:00:00Z")], lanes()), (Some(48), 60));
}

#[test]
fn exits_count_the_day_where_the_barrier_at_the_entrance_died_the_evening_before() {
    let entries = |until: &str| by("a/in", Passage::Entry, "2026-11-20T20:00:00Z", until);
    let exits = || by("a/out", Passage::Exit, "2026-11-20T20:00:00Z", "2026-11-21T23:00:00Z");
    let day = (Some(24 * 24), 24 * 60);
    assert_eq!(visits([entries("2026-11-20T22:30:00Z"), exits()], Lanes::default()), day);
    assert_eq!(visits([entries("2026-11-21T01:00:00Z"), exits()], Lanes::default()), day);
}

#[test]
fn a_queue_is_heard_and_counts_no_visits() {
    let reports = vec![report(at("2026-11-21T09:30:00Z"), Seen::Queue(4))];
    let day = Made { reports: Some(reports), ..made_on("2026-11-21") }.day();
    assert_eq!((day.heard_min, day.vehicles, day.counted_min), (Some(20), None, 0));
}

#[test]
fn a_closed_day_is_due_no_minutes() {
    let day = Made { hours: Some((0, 0)), reports: Some(Vec::new()), ..made_on("2026-11-21") }.day();
    assert_eq!((day.due_min, day.open_min, day.heard_min), (0, Some(0), Some(0)));
}
