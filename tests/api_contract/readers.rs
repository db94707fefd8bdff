//! What the program's readers make of a value of each schema.

use std::fmt::Debug;

use bon_moment::api::{Problems, Record, decode, read};
use serde_json::{Value, json};

/// What was read of a document.
struct Read {
    /// How many of the records in question: `None` where nothing could be made of the document.
    kept: Option<usize>,
    problems: Problems,
    /// All of it.
    value: String,
}

fn of<T: Debug>(document: &Value, reader: fn(&mut Record) -> Option<T>, kept: impl FnOnce(T) -> usize) -> Read {
    let mut problems = Problems::default();
    let read = decode(document.to_string().as_bytes(), &mut problems, reader).ok();
    let value = format!("{read:?}");
    Read { kept: read.map(kept), problems, value }
}

fn territory(mut document: Value) -> Read {
    document["version"] = json!(1);
    document["id"] = json!("lorient");
    of(&document, read::territory, |read| {
        let calendar = read.calendar;
        read.communes.len() + read.notices.len() + calendar.public_holidays.len() + calendar.school_holidays.len()
    })
}

/// The details that a centre of these has.
fn site(mut site: Value) -> Read {
    site["id"] = json!("riantec");
    site["lat"] = json!(47.7);
    site["lon"] = json!(-3.3);
    let document = json!({ "version": 1, "sites": [site] });
    of(&document, read::sites, |(_, sites)| {
        let [site] = &sites[..] else { return 0 };
        let lists = site.closures.len() + site.exceptions.len() + site.limits.len() + site.sources.len();
        lists + site.hours.iter().flatten().count()
    })
}

fn benchmarks(benchmark: Value) -> Read {
    of(&json!({ "version": 1, "households": [benchmark] }), read::benchmarks, |read| read.len())
}

fn tariffs(tariff: Value) -> Read {
    of(&json!({ "version": 1, "tariffs": [tariff] }), read::tariffs, |read| read.len())
}

/// Whether a value of a schema is read. What is left out for what it says, such as a word that has no meaning yet, had a shape
/// that was read; only what is left out for its shape was not.
pub fn reads(schema: &str, value: Value) -> bool {
    let Read { kept, problems, .. } = read_as(schema, value);
    let by_shape = problems.as_slice().iter().any(|problem| problem.reason.starts_with("expected "));
    // A closure that does not say when it begins is none, without another shape.
    kept == Some(1) || (kept == Some(0) && !by_shape && schema != "Closure")
}

/// What is read of a value of a schema, in words that differ where it does.
pub fn reading(schema: &str, value: Value) -> String {
    read_as(schema, value).value
}

fn read_as(schema: &str, value: Value) -> Read {
    // What is an object and not one of a list has nothing to be counted: it is the rest of its record that shows whether it
    // was read.
    let rest = |read: Read| Read { kept: read.kept.map(|_| 1), ..read };
    match schema {
        "Territory" => of(&value, read::territory, |_| 1),
        "Publisher" => rest(territory(json!({ "publisher": value }))),
        "Map" => rest(territory(json!({ "map": value }))),
        "Contact" => rest(territory(json!({ "contact": value }))),
        "Commune" => territory(json!({ "communes": [value] })),
        "PublicHoliday" => territory(json!({ "public_holidays": [value] })),
        "SchoolHoliday" => territory(json!({ "school_holidays": [value] })),
        "Notice" => territory(json!({ "notices": [value] })),
        "Sites" => of(&value, read::sites, |_| 1),
        "Material" => of(&json!({ "version": 1, "materials": [value] }), read::sites, |(read, _)| read.len()),
        "Site" => of(&json!({ "version": 1, "sites": [value] }), read::sites, |(_, read)| read.len()),
        "Season" => site(json!({ "hours": [value] })),
        "Closure" => site(json!({ "closures": [value] })),
        "Exception" => site(json!({ "exceptions": [value] })),
        "Limit" => site(json!({ "limits": [value] })),
        "Access" => rest(site(json!({ "access": value }))),
        "SourceNote" => site(json!({ "sources": [value] })),
        "Live" => of(&value, read::live, |_| 1),
        "Reading" => of(&json!({ "version": 1, "sites": [value] }), read::live, |(_, read)| read.len()),
        "Profiles" => of(&value, read::profiles, |_| 1),
        "Profile" => of(&json!({ "version": 1, "sites": [value] }), read::profiles, |read| read.len()),
        "Slot" => {
            let document = json!({ "version": 1, "sites": [{ "id": "riantec", "slots": [value] }] });
            of(&document, read::profiles, |read| read[0].slots.len())
        }
        "Status" => of(&value, read::status, |_| 1),
        "SourceStatus" => of(&json!({ "version": 1, "sources": [value] }), read::status, |(_, read)| read.len()),
        "History" => of(&value, read::history, |_| 1),
        "Waits" => of(&value, read::waits, |_| 1),
        "SiteWaits" => {
            let document = json!({ "version": 1, "day": "2026-11-21", "step_s": 300, "sites": [value] });
            of(&document, read::waits, |read| read.sites.len())
        }
        "Report" => of(&value, read::report, |_| 1),
        "SiteReport" => {
            let document = json!({ "version": 1, "year": 2026, "until": "2026-11-21", "days": 1, "sites": [value] });
            of(&document, read::report, |read| read.unwrap().sites.len())
        }
        "ServiceReport" => {
            let document = json!({ "version": 1, "year": 2026, "until": "2026-11-21", "days": 1, "service": value });
            of(&document, read::report, |_| 1)
        }
        "Schools" => of(&value, read::schools, |_| 1),
        "School" => of(&json!({ "version": 1, "schools": [value] }), read::schools, |read| read.len()),
        "Meter" => {
            let document = json!({ "version": 1, "schools": [{ "id": "kermelo", "meters": [value] }] });
            of(&document, read::schools, |read| read[0].meters.len())
        }
        "SchoolsLive" => of(&value, read::schools_live, |_| 1),
        "MeterReading" => of(&json!({ "version": 1, "meters": [value] }), read::schools_live, |(_, read)| read.len()),
        "DaySeries" => of(&value, read::day_series, |_| 1),
        "EnergySeries" => of(&value, read::energy_series, |_| 1),
        "Origin" => benchmarks(json!({ "id": "a", "label": { "fr": "A" }, "kwh_per_year": 2100, "source": value })),
        "Benchmarks" => of(&value, read::benchmarks, |_| 1),
        "Benchmark" => benchmarks(value),
        "Tariffs" => of(&value, read::tariffs, |_| 1),
        "Tariff" => tariffs(value),
        "TariffPeriod" => tariffs(json!({ "id": "a", "option": "base", "standing_per_year": 100, "periods": [value] })),
        "Tempo" => of(&value, read::tempo, |_| 1),
        "Weather" => of(&value, read::weather, |_| 1),
        other => panic!("{other} has no reader here"),
    }
}
