//! The contract holds together: wire types, schemas and what the demonstration publishes.
#![allow(clippy::unwrap_used, reason = "a helper that panics fails its test, which is what it is for")]

mod broken;
mod readers;
mod samples;
mod schemas;

use std::collections::{BTreeMap, BTreeSet};

use bon_moment::{
    api::{Problems, decode, read},
    domain::Instant,
    relay::{
        Documents, Source, contract,
        demo::{Demo, DemoOptions, Misbehaviour},
    },
};
use serde_json::Value;

/// Night, Saturday rush, the clocks' changes in both directions, a public holiday, New Year, 29 February, a year whose
/// school holidays are not known.
const MOMENTS: [&str; 10] = [
    "2026-11-22T02:00:00Z",
    "2026-11-21T09:20:30Z",
    "2026-03-29T00:59:59Z",
    "2026-03-29T01:00:00Z",
    "2026-10-25T00:30:00Z",
    "2026-10-25T01:30:00Z",
    "2026-07-14T09:00:00Z",
    "2026-12-31T23:00:00Z",
    "2028-02-29T13:30:00Z",
    "2029-06-02T08:10:00Z",
];

fn demo(misbehave: impl IntoIterator<Item = Misbehaviour>) -> Demo {
    Demo::new(DemoOptions { seed: 1, misbehave: misbehave.into_iter().collect() })
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

const SERIES: &str = "/series/{school}/{meter}/{period}.json";

/// The path by which the contract lists a document.
fn listed(path: &str) -> String {
    if path.starts_with("series/") {
        return SERIES.to_owned();
    }
    match path.split_once('/') {
        // A document of each year.
        Some((folder @ ("tempo" | "weather" | "report"), _)) => format!("/{folder}/{{year}}.json"),
        Some(("waits", _)) => "/waits/{day}.json".to_owned(),
        _ => format!("/{path}"),
    }
}

/// The schema that the contract gives for a path.
fn schema_of(path: &str) -> Option<&'static str> {
    let get = &contract::openapi()["paths"][listed(path)]["get"];
    let schema = &get["responses"]["200"]["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{path} is not in the contract");
    if let Some(choice) = schema["anyOf"].as_array() {
        let is_day = path.len() - path.rfind('/').unwrap() == "/2026-11-21.json".len();
        return choice[usize::from(!is_day)]["$ref"].as_str().map(|name| name.rsplit('/').next().unwrap());
    }
    schema["$ref"].as_str().map(|name| name.rsplit('/').next().unwrap())
}

/// The contract as its publishers should keep it: known words only.
fn strict(openapi: &Value) -> Value {
    match openapi {
        Value::Object(object) => {
            let mut strict: serde_json::Map<_, _> = object.iter().map(|(k, v)| (k.clone(), self::strict(v))).collect();
            if let Some(known) = object.get("x-known-values").and_then(Value::as_array) {
                strict.insert("enum".to_owned(), known.iter().cloned().chain([Value::Null]).collect());
            }
            Value::Object(strict)
        }
        Value::Array(items) => items.iter().map(self::strict).collect(),
        other => other.clone(),
    }
}

fn assert_valid(documents: &Documents, moment: &str) {
    let openapi = strict(contract::openapi());
    let mut validators = BTreeMap::new();
    for (path, bytes) in documents.iter() {
        let Some(schema) = schema_of(path) else { continue };
        let document: Value = serde_json::from_slice(bytes).unwrap();
        let errors: Vec<_> = validators
            .entry(schema)
            .or_insert_with(|| schemas::validator(&openapi, schema))
            .iter_errors(&document)
            .map(|e| format!("{path} at {moment}: {} {e}", e.instance_path))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

/// What a reader leaves out of all documents together.
fn problems(documents: &Documents) -> Problems {
    let mut problems = Problems::default();
    let of = |path: &str| documents.get(path).unwrap();
    let all = &mut problems;
    decode(of("territory.json"), all, read::territory).unwrap();
    let (materials, sites) = decode(of("sites.json"), all, read::sites).unwrap();
    assert!(sites.len() == 12 && materials.len() > 25);
    decode(of("live.json"), all, read::live).unwrap();
    assert_eq!(decode(of("profiles.json"), all, read::profiles).unwrap().len(), 12);
    decode(of("status.json"), all, read::status).unwrap();
    assert_eq!(decode(of("schools.json"), all, read::schools).unwrap().len(), 5);
    assert!(!decode(of("schools_live.json"), all, read::schools_live).unwrap().1.is_empty());
    assert_eq!(decode(of("benchmarks.json"), all, read::benchmarks).unwrap().len(), 3);
    assert_eq!(decode(of("tariffs.json"), all, read::tariffs).unwrap().len(), 3);
    for (path, bytes) in documents.iter() {
        if path.starts_with("tempo/") {
            decode(bytes, all, read::tempo).unwrap();
        } else if path.starts_with("weather/") {
            decode(bytes, all, read::weather).unwrap();
        }
    }
    for (path, bytes) in documents.iter().filter(|(path, _)| path.starts_with("series/")) {
        match schema_of(path) {
            Some("DaySeries") => assert!(decode(bytes, all, read::day_series).unwrap().is_some()),
            _ => assert!(!decode(bytes, all, read::energy_series).unwrap().0.is_empty()),
        }
    }
    let (days, years) = decode(of("history.json"), all, read::history).unwrap();
    for day in &days {
        let waits = decode(of(&format!("waits/{day}.json")), all, read::waits).unwrap();
        assert!(waits.day == *day && !waits.sites.is_empty());
    }
    for year in &years {
        let report = decode(of(&format!("report/{year}.json")), all, read::report).unwrap();
        assert_eq!(report.unwrap().sites.len(), 12);
    }
    let listed = documents.iter().filter(|(path, _)| path.starts_with("waits/") || path.starts_with("report/"));
    assert_eq!(listed.count(), days.len() + years.len(), "what is there is listed");
    problems
}

#[test]
fn what_is_published_is_what_the_contract_lists() {
    let documents = demo([]).documents(at(MOMENTS[0]));
    let published: BTreeSet<String> = documents.iter().map(|(path, _)| listed(path)).collect();
    let listed = contract::openapi()["paths"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(published, listed);
}

#[test]
fn documents_fit_their_schemas_and_are_read_without_loss_at_any_moment() {
    let demo = demo([]);
    for moment in MOMENTS {
        let documents = demo.documents(at(moment));
        assert_valid(&documents, moment);
        assert_eq!(problems(&documents), Problems::default(), "{moment}");
    }
}

#[test]
fn faults_of_sites_and_sensors_are_still_valid_documents() {
    let faults = Misbehaviour::ALL.into_iter().filter(|fault| *fault != Misbehaviour::BrokenRecord);
    let documents = demo(faults).documents(at("2026-11-21T09:20:30Z"));
    assert_valid(&documents, "a bad Saturday");
    assert_eq!(problems(&documents), Problems::default());
}

#[test]
fn a_broken_record_costs_itself_only() {
    let moment = at("2026-11-21T09:20:30Z");
    let count = |documents: &Documents| {
        decode(documents.get("live.json").unwrap(), &mut Problems::default(), read::live).unwrap().1.len()
    };
    let (healthy, broken) = (demo([]).documents(moment), demo([Misbehaviour::BrokenRecord]).documents(moment));
    assert_eq!(problems(&broken).len(), 1);
    assert_eq!(count(&broken), count(&healthy) - 1);
}
