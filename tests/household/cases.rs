//! Small files of each shape that was misread once, with their right answers in `expected.json`.

use std::{collections::BTreeSet, fs, path::Path};

use bon_moment::{
    domain::{
        Lang,
        household::{Curve, Direction, NotRead, Part},
    },
    household_import::{Reading, read},
    present::household::household_texts,
};
use serde_json::Value;

use crate::make::*;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases")
}

fn total(reading: &Reading, direction: Direction) -> f64 {
    Part::of(direction, reading.record(direction)).map_or(0.0, |part| part.total.kilo())
}

/// What is wrong with the reading of a case; empty: nothing.
fn wrong(expected: &Value, read: &Result<Reading, NotRead>) -> Vec<String> {
    let mut wrong = Vec::new();
    let number = |key: &str| expected.get(key).and_then(Value::as_f64);
    match read {
        Ok(_) if expected.get("refused").is_some() => wrong.push("was read".to_owned()),
        Ok(reading) => {
            for (key, direction) in [("kwh", Direction::Consumption), ("production_kwh", Direction::Production)] {
                let (read, right) = (total(reading, direction), number(key).unwrap_or(0.0));
                if (read - right).abs() > 5e-5 {
                    wrong.push(format!("{key}: {read}, not {right}"));
                }
            }
            let readings = reading.consumption.intervals().len();
            if number("readings").is_some_and(|right| (right - readings as f64).abs() > 0.5) {
                wrong.push(format!("{readings} readings"));
            }
            if let Some(days) = expected.get("days").and_then(Value::as_array) {
                let curve = Curve::of(&reading.consumption);
                let read: Vec<(String, String, i64)> = curve
                    .intervals()
                    .iter()
                    .map(|of| {
                        let local = |at| paris().local(at).to_string();
                        (local(of.start), local(of.end()), of.energy.0.round() as i64)
                    })
                    .collect();
                let right: Vec<(String, String, i64)> = days
                    .iter()
                    .map(|day| {
                        let first = date(day[0].as_str().unwrap());
                        let at = |day: chrono::NaiveDate| format!("{day} 00:00:00");
                        (at(first), at(first.succ_opt().unwrap()), (day[1].as_f64().unwrap() * 1000.0).round() as i64)
                    })
                    .collect();
                if read != right {
                    wrong.push(format!("days {read:?}, not {right:?}"));
                }
            }
            if reading.bases.is_empty() {
                wrong.push("without evidence".to_owned());
            }
        }
        Err(NotRead::Ambiguous(question)) => {
            if expected.get("or_question").is_none() || question.choices().count() < 2 {
                wrong.push(format!("asks {question:?}"));
            }
        }
        Err(why) => {
            if expected.get("refused").is_none() {
                wrong.push(why.to_string());
            } else if *why != NotRead::MaximumPower {
                wrong.push(format!("refused as: {why}"));
            }
        }
    }
    wrong
}

#[test]
fn every_case_has_its_right_answer() {
    let text = fs::read_to_string(folder().join("expected.json")).unwrap();
    let all: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap();
    let mut failures = Vec::new();
    let mut seen = BTreeSet::new();
    // What is the relay's has its tests there.
    for (name, expected) in all.iter().filter(|(_, expected)| expected.get("relay").is_none()) {
        let bytes = fs::read(folder().join(name)).unwrap();
        for problem in wrong(expected, &read(&bytes, &paris())) {
            failures.push(format!("{name}: {problem}"));
        }
        seen.insert(name.clone());
    }
    assert!(seen.len() >= 15);
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn maxima_are_refused_by_their_name_in_both_languages() {
    for name in ["maximum-power-kVA.csv", "maximum-power-kW.csv"] {
        let why = read(&fs::read(folder().join(name)).unwrap(), &paris()).unwrap_err();
        for (lang, word) in [(Lang::Fr, "puissances maximales"), (Lang::En, "peak power")] {
            let (what, way) = (household_texts(lang).not_read)(why);
            assert!(what.contains(word) && !way.is_empty(), "{what}");
        }
    }
}
