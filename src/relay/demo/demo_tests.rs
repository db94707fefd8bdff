use chrono::Duration;
use serde_json::json;

use super::*;
use crate::{
    api::{decode, read},
    domain::Freshness,
};

/// Saturday, twenty minutes after the gates open.
const RUSH: &str = "2026-11-21T09:20:30Z";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn demo(misbehave: &[Misbehaviour]) -> Demo {
    Demo::new(DemoOptions { seed: 1, misbehave: misbehave.iter().copied().collect() })
}

fn read(documents: &Documents, path: &str) -> Value {
    serde_json::from_slice(documents.get(path).unwrap()).unwrap()
}

/// The record of `list` with an identifier.
fn find(document: &Value, list: &str, id: &str) -> Option<Value> {
    document[list].as_array().unwrap().iter().find(|record| record["id"] == id).cloned()
}

fn reading(demo: &Demo, now: &str, site: &str) -> Option<Value> {
    find(&read(&demo.documents(at(now)), "live.json"), "sites", site)
}

/// Median of an hour of a day of the week during term.
fn usual(profiles: &Value, site: &str, day: u8, hour: u8) -> Option<f64> {
    let profile = find(profiles, "sites", site)?;
    let slots = profile["slots"].as_array()?;
    let is_meant = |s: &&Value| s["day"] == day && s["hour"] == hour && s["days"] != "school_holidays";
    slots.iter().find(is_meant)?["p50"].as_f64()
}

#[test]
fn an_instant_has_one_state_whatever_was_asked_before() {
    let asked_often = demo(&[]);
    for other in ["2026-11-20T10:00:00Z", "2026-11-21T08:00:00Z", "2026-11-24T10:00:00Z", "2026-11-21T15:00:00Z"] {
        asked_often.documents(at(other));
    }
    assert_eq!(asked_often.documents(at(RUSH)), demo(&[]).documents(at(RUSH)));
    let other_seed = Demo::new(DemoOptions { seed: 2, ..DemoOptions::default() });
    assert_ne!(other_seed.documents(at(RUSH)).get("live.json"), demo(&[]).documents(at(RUSH)).get("live.json"));
}

#[test]
fn saturdays_are_busier_than_tuesdays_and_openings_than_what_follows() {
    let profiles = read(&demo(&[]).documents(at(RUSH)), "profiles.json");
    for site in ["lorient-nord", "ploemeur", "hennebont", "guidel", "riantec", "caudan", "queven"] {
        let usual = |day, hour| usual(&profiles, site, day, hour).unwrap();
        assert!((5.0..=25.0).contains(&usual(6, 10)), "{site}: {}", usual(6, 10));
        assert!(usual(6, 10) > usual(6, 12), "{site}");
        assert!(usual(6, 14) > usual(6, 16), "{site}");
        assert!(usual(6, 10) > usual(2, 10), "{site}");
        assert!(usual(2, 10) <= 8.0 && usual(2, 11) <= 5.0 && usual(2, 16) <= 5.0, "{site}");
    }
    for site in ["lorient-nord", "ploemeur", "hennebont"] {
        assert!(
            usual(&profiles, site, 6, 10).unwrap() >= 8.0 && usual(&profiles, site, 6, 14).unwrap() >= 8.0,
            "{site}"
        );
    }
}

#[test]
fn what_is_closed_has_no_reading_and_no_usual_wait() {
    let demo = demo(&[]);
    // Night, noon's break, a public holiday on a Tuesday, a Sunday.
    for closed in ["2026-11-21T02:00:00Z", "2026-11-21T12:15:00Z", "2026-07-14T09:00:00Z", "2026-11-22T10:00:00Z"] {
        assert_eq!(read(&demo.documents(at(closed)), "live.json")["sites"], json!([]), "{closed}");
    }
    let profiles = read(&demo.documents(at(RUSH)), "profiles.json");
    for (day, hour) in [(7, 10), (1, 10), (6, 9), (6, 13), (6, 18)] {
        assert_eq!(usual(&profiles, "riantec", day, hour), None, "day {day}, hour {hour}");
    }
    assert!(usual(&profiles, "riantec", 6, 12).is_some());
}

#[test]
fn all_sensors_of_open_centres_report_freshly_when_all_is_well() {
    let documents = demo(&[]).documents(at(RUSH));
    let live = read(&documents, "live.json");
    // Twelve are open that Saturday, and Cléguer has no sensor.
    assert_eq!(live["sites"].as_array().unwrap().len(), 11);
    for reading in live["sites"].as_array().unwrap() {
        let report = at(reading["at"].as_str().unwrap());
        assert!(report < at(RUSH) && at(RUSH) - report <= Duration::seconds(80), "{reading}");
        assert_eq!(reading["state"], "open");
        assert!(reading["wait_min"].is_array() && reading["vehicles"].is_number() && reading["trend"].is_string());
    }
    let status = read(&documents, "status.json");
    // Their sensors, and the meters of the schools.
    assert_eq!(status["sources"].as_array().unwrap().len(), 11 + 1);
    assert!(status["sources"].as_array().unwrap().iter().all(|source| source["ok"] == true));
    assert!(usual(&read(&documents, "profiles.json"), "cleguer", 6, 10).is_some());
}

#[test]
fn silent_stale_and_future_sensors_are_not_live_and_say_so_in_the_status() {
    let faults = [Misbehaviour::SensorSilent, Misbehaviour::Stale, Misbehaviour::FutureClock];
    let demo = demo(&faults);
    let freshness = |site| {
        let reading = reading(&demo, RUSH, site).unwrap();
        Freshness::of(Some(at(reading["at"].as_str().unwrap())), at(RUSH))
    };
    assert_eq!(reading(&demo, RUSH, "hennebont"), None);
    assert_eq!((freshness("ploemeur"), freshness("queven")), (Freshness::Old, Freshness::Undated));
    assert_eq!(freshness("riantec"), Freshness::Live);
    let status = read(&demo.documents(at(RUSH)), "status.json");
    let meters = [Misbehaviour::MeterSilent, Misbehaviour::MeterWild];
    for fault in Misbehaviour::ALL.into_iter().filter(|fault| !meters.contains(fault)) {
        let source = find(&status, "sources", &format!("sensor-{}", fault.site())).unwrap();
        assert_eq!(source["ok"], !faults.contains(&fault), "{fault}");
        assert_eq!(source["last_error"].is_string(), faults.contains(&fault), "{fault}");
    }
}

#[test]
fn a_strike_closes_its_centre_for_the_local_day_and_is_announced() {
    let demo = demo(&[Misbehaviour::Strike]);
    let documents = demo.documents(at(RUSH));
    let site = find(&read(&documents, "sites.json"), "sites", "guidel").unwrap();
    assert_eq!(site["closures"][0]["from"], "2026-11-20T23:00:00Z");
    assert_eq!(site["closures"][0]["until"], "2026-11-21T23:00:00Z");
    assert_eq!(reading(&demo, RUSH, "guidel"), None);
    let notice = find(&read(&documents, "territory.json"), "notices", "strike-2026-11-21").unwrap();
    assert_eq!((&notice["level"], &notice["sites"]), (&json!("warning"), &json!(["guidel"])));
}

#[test]
fn a_full_skip_and_a_shut_gate_are_told_by_the_reading() {
    let demo = demo(&[Misbehaviour::SkipFull, Misbehaviour::GateShut]);
    let full = reading(&demo, RUSH, "riantec").unwrap();
    assert_eq!((&full["unavailable"], &full["state"]), (&json!(["rubble"]), &json!("open")));
    assert!(full["note"]["fr"].is_string());
    let shut = reading(&demo, RUSH, "caudan").unwrap();
    assert_eq!((&shut["state"], &shut["wait_min"]), (&json!("closed"), &Value::Null));
}

#[test]
fn every_centre_and_commune_lies_in_the_box_of_the_territory() {
    let documents = demo(&[]).documents(at(RUSH));
    let ignored = &mut crate::api::Problems::default();
    let territory = decode(documents.get("territory.json").unwrap(), ignored, read::territory).unwrap();
    let (_, sites) = decode(documents.get("sites.json").unwrap(), ignored, read::sites).unwrap();
    let places = sites.iter().map(|s| s.position).chain(territory.communes.iter().map(|c| c.position));
    let bbox = territory.bbox.unwrap();
    assert!(places.into_iter().all(|place| bbox.contains(place)));
}

#[test]
fn documents_are_light_enough_for_a_phone_in_the_country() {
    let compressed = |documents: &Documents, path: &str| {
        let mut out = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
        brotli::BrotliCompress(&mut documents.get(path).unwrap(), &mut out, &params).unwrap();
        out.len()
    };
    let documents = demo(&[]).documents(at(RUSH));
    for (path, most) in
        [("sites.json", 6_000), ("live.json", 1_000), ("profiles.json", 8_000), ("territory.json", 3_000)]
    {
        let size = compressed(&documents, path);
        assert!(size <= most, "{path}: {size} bytes");
    }
}
