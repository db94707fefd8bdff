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
    let (site, sensor) = ("riantec".parse().unwrap(), "lora/barrier".to_owned());
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
            lanes: &Lanes::default(),
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
    let day = Made { date: "2026-11-21", zone: paris(), hours: Some((10, 12)), waits, reports }.day();
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
        let whole = Made { date, zone: paris(), hours: None, waits, reports }.day();
        assert_eq!((whole.due_min, whole.open_min, whole.told_min), (hours * 60, None, hours * 60), "{date}");
        assert_eq!((whole.heard_min, whole.counted_min), (Some(hours * 60), hours * 60), "{date}");
        assert_eq!(whole.vehicles, Some(hours * 12 * 2), "{date}");
        // Open over the change: two to four o'clock are one, two or three hours.
        let open = Made { date, zone: paris(), hours: Some((2, 4)), waits: Vec::new(), reports: None }.day();
        assert_eq!(open.open_min, Some((hours - 22) * 60), "{date}");
    }
}

#[test]
fn without_a_sensor_nothing_is_heard_and_nothing_counted_and_neither_is_zero() {
    let day = Made { date: "2026-11-21", zone: paris(), hours: Some((10, 12)), waits: Vec::new(), reports: None }.day();
    assert_eq!((day.heard_min, day.vehicles, day.told_min), (None, None, 0));
    assert!(!day.has_data());
    let silent = Made { reports: Some(Vec::new()), ..made_on("2026-11-21") }.day();
    assert_eq!((silent.heard_min, silent.vehicles), (Some(0), None), "a sensor that says nothing was due");
    assert!(!silent.has_data());
}

fn made_on(date: &str) -> Made<'_> {
    Made { date, zone: paris(), hours: Some((10, 12)), waits: Vec::new(), reports: None }
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
