//! What is published of meters, against reckonings by hand.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

use chrono::{Duration, NaiveDate};
use serde_json::{Value, json};

use super::*;
use crate::{
    domain::{Meter, MeterKind, PlaceKind, fixtures::paris},
    relay::Documents,
};

const STEP: Duration = Duration::minutes(10);

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Meters whose power is told by the meter, the date and the number of the step.
struct Fake {
    places: Vec<School>,
    power: fn(&str, NaiveDate, usize) -> Option<f64>,
    asked: RefCell<BTreeSet<NaiveDate>>,
    /// Nothing from this date on can be read.
    unreadable: Cell<Option<NaiveDate>>,
}

impl Fake {
    fn new(since: &str, meters: &[(&str, MeterKind)], power: fn(&str, NaiveDate, usize) -> Option<f64>) -> Self {
        let meter =
            |(id, kind): &(&str, MeterKind)| Meter { id: id.parse().unwrap(), kind: *kind, step: STEP, best: None };
        let place = School {
            id: "kermelo".parse().unwrap(),
            kind: PlaceKind::School,
            name: None,
            commune: None,
            position: None,
            near: None,
            pupils: None,
            pv_peak: None,
            since: Some(since.parse().unwrap()),
            meters: meters.iter().map(meter).collect(),
        };
        Self { places: vec![place], power, asked: RefCell::default(), unreadable: Cell::default() }
    }

    fn panels(power: fn(&str, NaiveDate, usize) -> Option<f64>) -> Self {
        Self::new("2026-10", &[("pv", MeterKind::PvProduction)], power)
    }

    fn documents(&self, now: &str) -> Documents {
        Publication::default().documents(self, &paris(), at(now))
    }
}

impl Meters for Fake {
    fn places(&self) -> &[School] {
        &self.places
    }

    fn day(&self, place: &School, day: LocalDay) -> Result<Vec<PowerSeries>, Unreadable> {
        if self.unreadable.get().is_some_and(|from| day.date >= from) {
            return Err(Unreadable("the disk is busy".to_owned()));
        }
        self.asked.borrow_mut().insert(day.date);
        let series = |meter: &Meter| PowerSeries {
            start: day.start,
            step: STEP,
            values: (0..day.past_steps(STEP))
                .map(|step| (self.power)(meter.id.as_str(), day.date, step).map(Watts))
                .collect(),
        };
        Ok(place.meters.iter().map(series).collect())
    }

    fn last(&self, place: &School, now: Instant) -> Result<Vec<LastValue>, Unreadable> {
        let last = |meter: &Meter| Some((now, Watts((self.power)(meter.id.as_str(), now.date_naive(), 0)?)));
        Ok(place.meters.iter().map(last).collect())
    }
}

fn read(documents: &Documents, path: &str) -> Value {
    let bytes = documents.get(path).unwrap_or_else(|| panic!("{path} is not published"));
    serde_json::from_slice(bytes).unwrap()
}

fn series(documents: &Documents, name: &str) -> Value {
    read(documents, &format!("series/kermelo/{name}.json"))
}

#[test]
fn an_energy_is_to_the_watt_hour_the_sum_of_the_published_powers() {
    // By hand: six steps of 1000 W are 1000 Wh; three of 2500.4 W are published as 2500 W and make 1250 Wh; one of
    // 100 W makes 16.67 Wh. Together 2266.67 Wh, and ten of 144 steps are known.
    let meters = Fake::panels(|_, day, step| match (day == date("2026-11-10"), step) {
        (true, 40..46) => Some(1000.0),
        (true, 46..49) => Some(2500.4),
        (true, 49) => Some(100.0),
        _ => None,
    });
    let documents = meters.documents("2026-11-21T13:05:00Z");
    let day = series(&documents, "pv/2026-11-10");
    assert_eq!((&day["start"], &day["step_s"]), (&json!("2026-11-09T23:00:00Z"), &json!(600)));
    assert_eq!(day["values"].as_array().unwrap().len(), 144);
    assert_eq!(
        (&day["values"][39], &day["values"][40], &day["values"][46]),
        (&Value::Null, &json!(1000.0), &json!(2500.0))
    );
    let month = series(&documents, "pv/2026-11");
    assert_eq!((&month["values"][9], &month["coverage"][9]), (&json!(2267.0), &json!(0.069)));
    assert_eq!((&month["start"], &month["step"], &month["unit"]), (&json!("2026-11"), &json!("day"), &json!("Wh")));
    let year = series(&documents, "pv/2026");
    assert_eq!((&year["values"][10], &year["step"]), (&json!(2267.0), &json!("month")));
}

#[test]
fn a_day_without_any_value_is_unknown_and_not_zero() {
    let meters = Fake::panels(|_, day, _| (day != date("2026-11-12")).then_some(0.0));
    let month = series(&meters.documents("2026-11-21T13:05:00Z"), "pv/2026-11");
    assert_eq!((&month["values"][10], &month["coverage"][10]), (&json!(0.0), &json!(1.0)));
    assert_eq!((&month["values"][11], &month["coverage"][11]), (&Value::Null, &json!(0.0)));
}

#[test]
fn today_counts_as_far_as_it_has_gone() {
    // 14:05 in winter: 84 steps are over, and the meter has said nothing for the last two of them.
    let meters = Fake::panels(|_, day, step| (day != date("2026-11-21") || step < 82).then_some(600.0));
    let documents = meters.documents("2026-11-21T13:05:00Z");
    assert_eq!(series(&documents, "pv/2026-11-21")["values"].as_array().unwrap().len(), 82);
    let month = series(&documents, "pv/2026-11");
    assert_eq!(month["values"].as_array().unwrap().len(), 21, "the days to come are not there");
    assert_eq!((&month["values"][20], &month["coverage"][20]), (&json!(8200.0), &json!(0.569)));
    // 20 whole days of 14.4 kWh and the day so far, of a month of 30 days.
    let year = series(&documents, "pv/2026");
    assert_eq!((&year["values"][10], &year["coverage"][10]), (&json!(296_200.0), &json!(0.685)));
    assert_eq!((&year["values"][9], &year["coverage"][9]), (&json!(447_000.0), &json!(1.0)), "31 days and an hour");
    assert_eq!((&year["values"][8], &year["coverage"][8]), (&Value::Null, &json!(0.0)), "before the first reading");
    assert_eq!(year["values"].as_array().unwrap().len(), 11);
}

#[test]
fn the_last_value_says_what_came_since_midnight_and_how_much_of_it_was_measured() {
    let live = |meters: &Fake, now: &str| read(&meters.documents(now), "schools_live.json")["meters"][0].clone();
    // 14:05 in winter: 84 steps are over. By hand: 82 of 600 W make 8 200 Wh.
    let meters = Fake::panels(|_, day, step| (day != date("2026-11-21") || step < 82).then_some(600.0));
    let told = live(&meters, "2026-11-21T13:05:00Z");
    assert_eq!((&told["today_wh"], &told["today_coverage"]), (&json!(8200.0), &json!(0.976)));
    let told = live(&meters, "2026-11-21T23:05:00Z");
    assert_eq!((&told["today_wh"], &told["today_coverage"]), (&Value::Null, &json!(0.0)), "nothing is over yet");
    let silent = Fake::panels(|_, day, step| (day != date("2026-11-21") || step == 0).then_some(0.0));
    let told = live(&silent, "2026-11-21T13:05:00Z");
    assert_eq!(
        (&told["today_wh"], &told["today_coverage"]),
        (&json!(0.0), &json!(0.011)),
        "nil, as far as it is known"
    );
}

#[test]
fn the_best_day_is_one_that_was_measured_nearly_whole_since_the_beginning() {
    let meters =
        Fake::new("2026-09", &[("pv", MeterKind::PvProduction), ("load", MeterKind::Consumption)], |_, day, step| {
            match day.to_string().as_str() {
                // The most, but half of it is missing.
                "2026-10-02" => (step < 72).then_some(9000.0),
                "2026-10-05" => Some(700.0),
                _ => Some(600.0),
            }
        });
    let meters = read(&meters.documents("2026-11-21T13:05:00Z"), "schools.json")["schools"][0]["meters"].clone();
    // By hand: 700 W for 24 hours.
    assert_eq!((&meters[0]["best_day"], &meters[0]["best_wh"]), (&json!("2026-10-05"), &json!(16_800.0)));
    assert_eq!(meters[1]["best_day"], Value::Null);
    let dark = Fake::panels(|_, _, _| Some(0.0)).documents("2026-11-21T13:05:00Z");
    assert_eq!(read(&dark, "schools.json")["schools"][0]["meters"][0]["best_day"], Value::Null, "nothing is no record");
}

#[test]
fn days_of_the_clock_change_have_the_hours_that_they_have() {
    let documents = Fake::new("2026-03", &[("pv", MeterKind::PvProduction)], |_, _, _| Some(100.0))
        .documents("2026-04-05T10:00:00Z");
    let spring = series(&documents, "pv/2026-03-29");
    assert_eq!((spring["values"].as_array().unwrap().len(), &spring["start"]), (138, &json!("2026-03-28T23:00:00Z")));
    let march = series(&documents, "pv/2026-03");
    assert_eq!((&march["values"][27], &march["values"][28]), (&json!(2400.0), &json!(2300.0)));
    assert_eq!(march["coverage"][28], json!(1.0));
    let documents = Fake::panels(|_, _, _| Some(100.0)).documents("2026-11-01T10:00:00Z");
    assert_eq!(series(&documents, "pv/2026-10-25")["values"].as_array().unwrap().len(), 150);
    assert_eq!(series(&documents, "pv/2026-10")["values"][24], json!(2500.0));
}

#[test]
fn history_begins_with_the_first_readings_and_holds_three_years_at_most() {
    let paths = |since| {
        let meters = Fake::new(since, &[("pv", MeterKind::PvProduction)], |_, _, _| Some(1.0));
        let documents = meters.documents("2026-11-21T13:05:00Z");
        let paths = documents.iter().map(|(path, _)| path.trim_end_matches(".json").to_owned());
        let series: Vec<String> =
            paths.filter_map(|path| Some(path.strip_prefix("series/kermelo/pv/")?.to_owned())).collect();
        let of_length = |length| series.iter().filter(|name| name.len() == length).cloned().collect::<Vec<_>>();
        (of_length(10), of_length(7), of_length(4))
    };
    let (days, months, years) = paths("2015-02");
    assert_eq!((days.len(), days[0].as_str(), days[40].as_str()), (41, "2026-10-12", "2026-11-21"));
    assert_eq!((months.len(), months[0].as_str(), months[35].as_str()), (36, "2023-12", "2026-11"));
    assert_eq!(years, ["2023", "2024", "2025", "2026"]);
    let (days, months, years) = paths("2026-11");
    assert_eq!((days.len(), days[0].as_str()), (21, "2026-11-01"));
    assert_eq!((months, years), (vec!["2026-11".to_owned()], vec!["2026".to_owned()]));
    assert_eq!(paths("2031-01").1, ["2026-11"], "a beginning that is to come");
}

#[test]
fn what_is_over_is_asked_for_once_and_late_readings_of_yesterday_count() {
    let meters = Fake::panels(|_, _, _| Some(1.0));
    let mut publication = Publication::default();
    let mut asked = |now: &str| {
        meters.asked.borrow_mut().clear();
        publication.documents(&meters, &paris(), at(now));
        let asked: Vec<String> = meters.asked.borrow().iter().map(ToString::to_string).collect();
        asked
    };
    assert_eq!(asked("2026-11-21T13:05:00Z").len(), 31 + 21);
    assert_eq!(asked("2026-11-21T13:06:00Z"), ["2026-11-20", "2026-11-21"]);
    // A new day: the powers of the last forty are written anew, energies that are known are not.
    let next_day = asked("2026-11-22T00:00:00Z");
    assert_eq!((next_day[0].as_str(), next_day.len()), ("2026-10-13", 41));
}

#[test]
fn what_cannot_be_read_is_not_taken_for_nothing_measured() {
    let meters = Fake::panels(|_, _, _| Some(1.0));
    let mut publication = Publication::default();
    let mut documents = |now: &str| publication.documents(&meters, &paris(), at(now));
    meters.unreadable.set(Some(date("2026-11-01")));
    assert_eq!(documents("2026-11-21T13:05:00Z"), Documents::default(), "never read yet");
    meters.unreadable.set(None);
    let before = documents("2026-11-21T13:06:00Z");
    assert_eq!(before, meters.documents("2026-11-21T13:06:00Z"));
    // Of today alone, then of a day that is to be settled.
    for (from, now) in [("2026-11-21", "2026-11-21T13:07:00Z"), ("2026-11-15", "2026-11-22T13:05:00Z")] {
        meters.unreadable.set(Some(date(from)));
        assert_eq!(documents(now), before, "{now}");
    }
    meters.unreadable.set(None);
    assert_eq!(documents("2026-11-22T13:06:00Z"), meters.documents("2026-11-22T13:06:00Z"));
}

#[test]
fn the_order_of_questions_changes_no_answer() {
    let meters = Fake::panels(|_, day, step| (step > 3).then_some(f64::from(day.to_string().len() as u32) * 7.3));
    let mut publication = Publication::default();
    for now in ["2026-11-19T10:00:00Z", "2026-11-25T10:00:00Z", "2028-01-01T00:00:00Z", "2026-11-20T10:00:00Z"] {
        publication.documents(&meters, &paris(), at(now));
    }
    let asked_often = publication.documents(&meters, &paris(), at("2026-11-21T13:05:00Z"));
    assert_eq!(asked_often, meters.documents("2026-11-21T13:05:00Z"));
}

#[test]
fn what_is_used_on_the_spot_is_the_lesser_of_both_where_both_are_known() {
    let both = [("pv", MeterKind::PvProduction), ("load", MeterKind::Consumption)];
    let meters = Fake::new("2026-11", &both, |meter, _, step| match (meter, step) {
        ("pv", 0) | ("load", 1) => None,
        ("pv", 2) => Some(400.0),
        ("pv", _) => Some(1500.0),
        _ => Some(900.0),
    });
    let documents = meters.documents("2026-11-02T13:05:00Z");
    let own = series(&documents, "self/2026-11-01");
    assert_eq!(own["values"].as_array().unwrap()[..4], [Value::Null, Value::Null, json!(400.0), json!(900.0)]);
    // By hand: one step of 400 W and 141 of 900 W: 66.67 + 21 150 Wh.
    assert_eq!(series(&documents, "self/2026-11")["values"][0], json!(21_217.0));
    let listed = read(&documents, "schools.json")["schools"][0]["meters"].clone();
    assert_eq!(
        listed[2],
        json!({"id": "self", "kind": "self_consumed", "unit": "W", "step_s": 600, "best_day": null, "best_wh": null})
    );
    let live = read(&documents, "schools_live.json");
    assert_eq!(live["meters"].as_array().unwrap().len(), 1, "production is unknown now, so what is used of it is too");
}

#[test]
fn what_does_not_leave_is_used_on_the_spot() {
    let meters = [("pv", MeterKind::PvProduction), ("out", MeterKind::GridExport)];
    let meters = Fake::new("2026-11", &meters, |meter, _, step| match (meter, step) {
        ("pv", _) => Some(2000.0),
        // More than there is cannot leave: the meters differ by a little.
        (_, 0) => Some(2003.0),
        _ => Some(1200.0),
    });
    let documents = meters.documents("2026-11-02T13:05:00Z");
    let own = series(&documents, "self/2026-11-01");
    assert_eq!(own["values"].as_array().unwrap()[..2], [json!(0.0), json!(800.0)]);
    assert_eq!(read(&documents, "schools_live.json")["meters"][2]["value"], json!(0.0));
}

#[test]
fn nothing_is_reckoned_of_places_that_measure_one_side_only() {
    let kinds = [MeterKind::PvProduction, MeterKind::Consumption, MeterKind::SolarThermal];
    for kind in kinds {
        let documents = Fake::new("2026-11", &[("a", kind)], |_, _, _| Some(1.0)).documents("2026-11-02T13:05:00Z");
        assert_eq!(read(&documents, "schools.json")["schools"][0]["meters"].as_array().unwrap().len(), 1);
        assert!(documents.get("series/kermelo/self/2026-11.json").is_none());
    }
}
