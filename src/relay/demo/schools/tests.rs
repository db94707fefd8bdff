//! What the demonstration's schools produce and use is what such schools do.

use chrono::Duration;
use serde_json::{Value, json};

use super::*;
use crate::{
    domain::{MeterKind, WattHours, fixtures::paris},
    relay::{Documents, Source, demo::DemoOptions},
};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn demo(seed: u64, misbehave: &[Misbehaviour]) -> Demo {
    Demo::new(DemoOptions { seed, misbehave: misbehave.iter().copied().collect() })
}

/// One meter's day, long past.
fn day(demo: &Demo, place: &str, kind: MeterKind, date: NaiveDate) -> PowerSeries {
    let zone = paris();
    let meters = DemoMeters::new(demo, &zone);
    let school = meters.places().iter().find(|school| school.id.as_str() == place).unwrap();
    let i = school.meters.iter().position(|meter| meter.kind == kind).unwrap();
    let day = LocalDay::of(date, &zone, at("2030-01-01T00:00:00Z"));
    meters.day(school, day).unwrap().remove(i)
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn energy(demo: &Demo, place: &str, kind: MeterKind, from: &str, until: &str) -> f64 {
    let days = date(from).iter_days().take_while(|day| *day <= date(until));
    days.map(|date| day(demo, place, kind, date).energy().energy).sum::<WattHours>().kilo()
}

/// A school year.
fn year(demo: &Demo, place: &str, kind: MeterKind) -> f64 {
    energy(demo, place, kind, "2025-09-01", "2026-08-31")
}

#[test]
fn fifteen_kilowatts_at_lorient_give_sixteen_to_eighteen_megawatt_hours_a_year() {
    for seed in 0..3 {
        let demo = demo(seed, &[]);
        for (place, peak) in [("kermelo", 15.0), ("kersabiec", 36.0), ("dunes", 9.0), ("mediatheque-plouay", 9.0)] {
            let yield_per_kw = year(&demo, place, MeterKind::PvProduction) / peak;
            assert!((1050.0..=1210.0).contains(&yield_per_kw), "{place}, seed {seed}: {yield_per_kw} kWh/kWp");
        }
        let kermelo = year(&demo, "kermelo", MeterKind::PvProduction);
        assert!((16_000.0..=18_000.0).contains(&kermelo), "seed {seed}: {kermelo} kWh");
    }
}

#[test]
fn the_roof_gives_a_part_of_what_the_school_needs() {
    let demo = demo(1, &[]);
    for place in ["kermelo", "kersabiec"] {
        let share = year(&demo, place, MeterKind::PvProduction) / year(&demo, place, MeterKind::Consumption);
        assert!((0.20..=0.45).contains(&share), "{place}: {share}");
    }
}

#[test]
fn nothing_is_produced_at_night_and_the_most_near_solar_noon() {
    let demo = demo(1, &[]);
    for (text, rises, sets) in [("2026-06-21", 4, 20), ("2026-12-21", 8, 17)] {
        let series = day(&demo, "kermelo", MeterKind::PvProduction, date(text));
        let noon = date(text).and_hms_opt(12, 13, 0).unwrap().and_utc();
        let (rise, set) = (date(text).and_hms_opt(rises, 0, 0).unwrap(), date(text).and_hms_opt(sets, 30, 0).unwrap());
        let mut hours = (0.0, 0.0);
        for (i, value) in series.values.iter().enumerate() {
            let (stamp, watts) = (series.stamp(i), value.unwrap().0);
            let is_night = stamp < rise.and_utc() || stamp > set.and_utc();
            assert!(!is_night || watts == 0.0, "{watts} W at {stamp}");
            hours.0 += watts;
            hours.1 += watts * (stamp - noon).num_minutes() as f64 / 60.0;
        }
        let middle = hours.1 / hours.0;
        assert!(hours.0 > 0.0 && middle.abs() < 1.0, "{text}: {middle} h from noon");
    }
}

#[test]
fn a_sunny_day_in_june_gives_more_than_four_dull_ones_in_december() {
    let demo = demo(1, &[]);
    let of = |month: u32| {
        let days = (1..=30).map(|day| NaiveDate::from_ymd_opt(2025, month, day).unwrap());
        days.map(|date| day(&demo, "kermelo", MeterKind::PvProduction, date).energy().energy.kilo()).collect::<Vec<_>>()
    };
    let best = of(6).into_iter().fold(0.0, f64::max);
    let worst = of(12).into_iter().fold(f64::INFINITY, f64::min);
    assert!(best > 4.0 * worst && worst > 0.0, "{best} and {worst} kWh");
    assert!((80.0..=110.0).contains(&best), "a fine June day: {best} kWh");
}

#[test]
fn the_inverter_cuts_a_sunny_noon_off_flat() {
    let demo = demo(1, &[]);
    let june = (1..=30).map(|day| NaiveDate::from_ymd_opt(2026, 6, day).unwrap());
    let at_most = |date| {
        let series = day(&demo, "kersabiec", MeterKind::PvProduction, date);
        series.values.iter().flatten().filter(|watts| watts.0 >= 27_600.0).count()
    };
    let flat: Vec<usize> = june.map(at_most).collect();
    assert!(flat.iter().any(|steps| *steps > 6) && flat.contains(&0), "{flat:?}");
}

#[test]
fn neighbours_share_their_weather() {
    let demo = demo(1, &[]);
    let mut pairs = Vec::new();
    for day_of_june in 1..=30 {
        let date = NaiveDate::from_ymd_opt(2026, 6, day_of_june).unwrap();
        let per_kw =
            |place: &str, peak: f64| day(&demo, place, MeterKind::PvProduction, date).energy().energy.kilo() / peak;
        pairs.push((per_kw("kermelo", 15.0), per_kw("mediatheque-plouay", 9.0)));
    }
    assert!(pairs.iter().all(|(a, b)| (a / b - 1.0).abs() < 0.25), "{pairs:?}");
    let best = pairs.iter().map(|(a, _)| *a).fold(0.0, f64::max);
    assert!(pairs.iter().any(|(a, _)| *a < best / 2.0), "not every day is fine: {pairs:?}");
}

#[test]
fn a_school_is_busy_on_its_days_and_cooks_before_noon() {
    let demo = demo(1, &[]);
    let used = |text| day(&demo, "kermelo", MeterKind::Consumption, date(text)).energy().energy.kilo();
    // In term: Tuesday, Wednesday, Saturday; then a Tuesday in the holidays and a public holiday on one.
    let (tuesday, wednesday, saturday) = (used("2026-03-17"), used("2026-03-18"), used("2026-03-21"));
    assert!(tuesday > wednesday && wednesday > saturday, "{tuesday}, {wednesday}, {saturday}");
    assert!(used("2026-02-24") < wednesday && used("2026-07-14") < wednesday && used("2026-11-11") < wednesday);
    assert!(used("2026-01-13") > tuesday, "the heating's pumps");
    let (_, peak) = day(&demo, "kermelo", MeterKind::Consumption, date("2026-03-17")).peak().unwrap();
    let (at, _) = day(&demo, "kermelo", MeterKind::Consumption, date("2026-03-17")).peak().unwrap();
    let local = paris().local(at).format("%H:%M").to_string();
    assert!(("10:30".."13:30").contains(&local.as_str()), "{local}");
    assert!(peak.0 > 15_000.0, "{peak:?}");
}

#[test]
fn the_holidays_of_years_that_are_not_listed_are_those_of_one_that_is() {
    let demo = demo(1, &[]);
    let used = |text| day(&demo, "kermelo", MeterKind::Consumption, date(text)).energy().energy.kilo();
    for (holiday, term) in [("2023-08-08", "2023-09-19"), ("2029-12-27", "2029-12-06")] {
        assert!(used(holiday) < used(term) / 2.0, "{holiday}");
    }
}

#[test]
fn what_a_library_takes_and_gives_fits_what_its_roof_makes() {
    let demo = demo(1, &[]);
    let of = |kind| day(&demo, "mediatheque-plouay", kind, date("2026-06-20")).values;
    let all = of(MeterKind::PvProduction).into_iter().zip(of(MeterKind::GridImport)).zip(of(MeterKind::GridExport));
    let mut exported = false;
    for ((pv, import), export) in all.map(|((a, b), c)| ((a.unwrap().0, b.unwrap().0), c.unwrap().0)) {
        assert!(import == 0.0 || export == 0.0);
        assert!(export <= pv);
        exported |= export > 0.0;
    }
    assert!(exported);
}

fn published(now: &str, misbehave: &[Misbehaviour]) -> Documents {
    demo(1, misbehave).documents(at(now))
}

fn read(documents: &Documents, path: &str) -> Value {
    serde_json::from_slice(documents.get(path).unwrap_or_else(|| panic!("{path} is not published"))).unwrap()
}

fn numbers(list: &Value) -> Vec<Option<f64>> {
    list.as_array().unwrap().iter().map(Value::as_f64).collect()
}

/// Saturday, five past two in winter.
const NOW: &str = "2026-11-21T13:05:00Z";

#[test]
fn days_months_and_years_agree_to_the_watt_hour() {
    let documents = published(NOW, &[]);
    let mut compared = 0;
    for (path, _) in documents
        .iter()
        .filter(|(path, _)| path.rfind('/').is_some_and(|slash| path.len() - slash == "/2026-11.json".len()))
    {
        let (meter, month) = path.trim_end_matches(".json").rsplit_once('/').unwrap();
        let days = numbers(&read(&documents, path)["values"]);
        for (i, energy) in days.iter().enumerate() {
            let Some(day) = documents.get(&format!("{meter}/{month}-{:02}.json", i + 1)) else { continue };
            let day: Value = serde_json::from_slice(day).unwrap();
            let sum: f64 = numbers(&day["values"]).into_iter().flatten().sum();
            assert_eq!(*energy, Some((sum / 6.0).round()), "{path}, day {}", i + 1);
            compared += 1;
        }
        let (year, number) = month.split_once('-').unwrap();
        let months = numbers(&read(&documents, &format!("{meter}/{year}.json"))["values"]);
        let place = number.parse::<usize>().unwrap() - 1;
        assert_eq!(months[place], Some(days.into_iter().flatten().sum()), "{path}");
    }
    assert_eq!(compared, 14 * 41, "eleven meters and three that are reckoned, forty days and today");
}

#[test]
fn a_day_fits_in_a_kilobyte_and_all_series_in_a_megabyte() {
    let documents = published("2026-06-21T21:50:00Z", &[]);
    let packed = |bytes: &[u8]| {
        let mut packed = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
        brotli::BrotliCompress(&mut &*bytes, &mut packed, &params).unwrap();
        packed.len()
    };
    let series: Vec<_> = documents.iter().filter(|(path, _)| path.starts_with("series/")).collect();
    let sizes: Vec<(&str, usize)> = series.iter().map(|(path, bytes)| (*path, packed(bytes))).collect();
    let (path, largest) = sizes.iter().max_by_key(|(_, size)| *size).unwrap();
    let all: usize = sizes.iter().map(|(_, size)| size).sum();
    assert!(*largest <= 1000, "{path}: {largest} bytes");
    assert!(series.len() <= 1200 && all <= 500_000, "{} series, {all} bytes", series.len());
    for path in ["schools.json", "schools_live.json"] {
        let size = packed(documents.get(path).unwrap());
        assert!(size <= 1000, "{path}: {size} bytes");
    }
}

#[test]
fn each_meter_says_a_value_of_the_last_ten_minutes_when_all_is_well() {
    let live = read(&published(NOW, &[]), "schools_live.json");
    let readings = live["meters"].as_array().unwrap();
    assert_eq!(readings.len(), 14);
    for reading in readings {
        let age = at(NOW) - at(reading["at"].as_str().unwrap());
        assert!(age >= Duration::zero() && age <= Duration::minutes(10), "{reading}");
    }
    let night = read(&published("2026-11-21T02:05:00Z", &[]), "schools_live.json");
    let panels = night["meters"].as_array().unwrap().iter().filter(|reading| reading["meter"] == "pv");
    assert!(panels.map(|reading| &reading["value"]).all(|value| *value == json!(0.0)), "measured, and nil");
}

#[test]
fn a_quiet_minute_changes_no_reading() {
    let demo = demo(1, &[]);
    let readings = |now| read(&demo.documents(at(now)), "schools_live.json")["meters"].clone();
    assert_eq!(readings("2026-11-21T13:05:00Z"), readings("2026-11-21T13:06:00Z"));
    assert_ne!(readings("2026-11-21T13:05:00Z"), readings("2026-11-21T13:15:00Z"));
}

#[test]
fn a_silent_meter_leaves_a_curve_that_ends_and_an_old_value() {
    let documents = published(NOW, &[Misbehaviour::MeterSilent]);
    let steps = |path: &str| numbers(&read(&documents, path)["values"]).len();
    assert_eq!(steps("series/kermelo/pv/2026-11-21.json"), 84);
    assert_eq!(steps("series/kersabiec/pv/2026-11-21.json"), 72);
    assert_eq!(steps("series/kersabiec/self/2026-11-21.json"), 72);
    assert_eq!(steps("series/kersabiec/load/2026-11-21.json"), 84);
    assert_eq!(read(&documents, "series/kersabiec/pv/2026-11.json")["coverage"][20], json!(0.5));
    let live = read(&documents, "schools_live.json");
    let reading = |meter: &str| {
        let readings = live["meters"].as_array().unwrap();
        readings.iter().find(|reading| reading["school"] == "kersabiec" && reading["meter"] == meter).cloned()
    };
    assert!(at(NOW) - at(reading("pv").unwrap()["at"].as_str().unwrap()) >= Duration::hours(2));
    assert_eq!(reading("self"), None, "what belongs to two hours ago and to now is not put together");
    let sources = read(&documents, "status.json")["sources"].clone();
    let source = sources.as_array().unwrap().iter().find(|source| source["id"] == "meters-schools").unwrap();
    assert_eq!((&source["ok"], source["last_error"].is_string()), (&json!(false), true));
    assert_eq!(source["rejected"], json!(0), "what never came was not left out");
}

#[test]
fn impossible_powers_become_gaps() {
    let (well, wild) = (published(NOW, &[]), published(NOW, &[Misbehaviour::MeterWild]));
    let path = "series/dunes/pv/2026-11-20.json";
    let (well, values) = (numbers(&read(&well, path)["values"]), numbers(&read(&wild, path)["values"]));
    assert_eq!(values.iter().filter(|value| value.is_none()).count(), 24, "two of twelve steps");
    assert!(well.iter().zip(&values).all(|(well, value)| value.is_none() || value == well));
    assert_eq!(read(&wild, "series/dunes/pv/2026-11.json")["coverage"][19], json!(0.833));
    let sources = read(&wild, "status.json")["sources"].clone();
    let source = sources.as_array().unwrap().iter().find(|source| source["id"] == "meters-schools").unwrap();
    assert_eq!((&source["ok"], &source["rejected"]), (&json!(true), &json!(14)));
}
