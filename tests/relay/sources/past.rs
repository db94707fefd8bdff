//! What is left of days that are over, in a running territory: kept before their reports are let go, there after a restart,
//! told as documents.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use bon_moment::{
    domain::{Instant, Minutes, WaitInterval},
    relay::{
        Documents, Source,
        config::Config,
        serve::{Relay, router},
        sources::{Batch, Said, Sink},
        station::Station,
        store::{Store, ToldWait},
        waits::{Observation, Passage, Seen},
    },
};
use chrono::TimeDelta;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::territory::{Territory, now};

const BARRIER: &str = "[[sources]]\nid = \"lora\"\nkind = \"webhook\"\nsecret = { file = \"secret\" }\npayload = \"ttn\"\n\
    [[sources.map]]\nkey = \"loop\"\nsite = \"riantec\"\nsees = \"entries_total\"\nfield = \"n\"\n";

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Three hours of the day of the clock change, of which Riantec's barrier counted two.
fn busy_sunday(store: &Store) {
    let begin = at("2026-10-25T08:00:00Z");
    for step in 0..36 {
        let instant = begin + TimeDelta::minutes(5 * step);
        let wait = WaitInterval::new(Minutes(5), (step < 30).then_some(Minutes(10))).unwrap();
        let site = "riantec".parse().unwrap();
        store.note_wait(&ToldWait { site, at: instant, wait, median: step as f64, vehicles: None });
        if step <= 24 {
            let seen = Seen::Total(Passage::Entry, 500 + 3 * step.cast_unsigned());
            let (site, sensor) = ("riantec".parse().unwrap(), "lora/loop".into());
            store.note(&Observation { site, sensor, at: instant, frame: None, seen });
        }
    }
    store.flush().unwrap();
}

fn read(documents: &Documents, name: &str) -> Option<Value> {
    documents.get(name).map(|bytes| serde_json::from_slice(bytes).unwrap())
}

fn riantec(report: &Value) -> &Value {
    report["sites"].as_array().unwrap().iter().find(|site| site["id"] == "riantec").unwrap()
}

fn reopened(territory: &Territory, now: Instant) -> Station {
    let config = Config::load(&territory.folder.path().join("territory.toml")).unwrap();
    Station::open(&config, now).unwrap()
}

#[test]
fn a_day_is_kept_once_it_is_over_and_stays_when_its_reports_and_the_relay_are_gone() {
    let territory = Territory::of(BARRIER);
    let station = &territory.station;
    busy_sunday(&station.history().unwrap());
    // It is late on the same day: nothing is over.
    station.keep_days(at("2026-10-25T22:59:00Z"));
    assert_eq!(station.history().unwrap().kept_days().unwrap(), None);
    assert_eq!(read(&station.documents(at("2026-10-25T22:59:00Z")), "report/2026.json"), None);
    let monday = at("2026-10-26T08:00:00Z");
    assert_eq!(read(&station.documents(monday), "history.json"), None, "nothing is kept yet");
    station.keep_days(monday);
    let documents = station.documents(monday);
    let report = read(&documents, "report/2026.json").unwrap();
    assert_eq!(
        (&report["days"], &report["until"], &report["days_in_year"]),
        (&json!(1), &json!("2026-10-25"), &json!(365))
    );
    // Open all day, which has 25 hours; heard for two hours and twenty minutes of them.
    let site = riantec(&report);
    assert_eq!((&site["open_min"], &site["told_min"], &site["vehicles"]), (&json!(1500), &json!(180), &json!(72)));
    assert_eq!((&site["heard_share"], &site["vehicles_coverage"]), (&json!(0.093), &json!(0.08)));
    assert_eq!(
        (&site["wait_mean_min"], &site["wait_median_min"], &site["wait_p90_min"]),
        (&json!(17.5), &json!(17), &json!(32))
    );
    let other = report["sites"].as_array().unwrap().iter().find(|site| site["id"] == "queven").unwrap();
    assert_eq!((&other["vehicles"], &other["heard_share"], &other["days"]), (&json!(null), &json!(null), &json!(0)));
    let waits = read(&documents, "waits/2026-10-25.json").unwrap();
    let of_riantec = &waits["sites"][0];
    assert_eq!(
        (&of_riantec["start"], of_riantec["wait_min"].as_array().unwrap().len()),
        (&json!("2026-10-25T08:00:00Z"), 36)
    );
    assert_eq!((&of_riantec["wait_min"][0], &of_riantec["wait_min"][35]), (&json!([5.0, 10.0]), &json!([5.0, null])));
    assert_eq!(
        read(&documents, "history.json").unwrap(),
        json!({"version": 1, "days": ["2026-10-25"], "years": [2026]})
    );

    // Years later its reports and waits are gone, the relay was started anew, and it is as it was.
    station.prune(at("2029-06-01T08:00:00Z"));
    let history = station.history().unwrap();
    history.each_observation_since(at("2026-01-01T00:00:00Z"), |seen| panic!("{seen:?} is still there")).unwrap();
    let again = reopened(&territory, monday);
    let after = again.documents(monday);
    assert_eq!(read(&after, "report/2026.json").unwrap(), report);
    assert_eq!(read(&after, "waits/2026-10-25.json"), None, "its waits are let go");
    again.keep_days(monday);
    assert_eq!(read(&again.documents(monday), "report/2026.json").unwrap(), report, "a kept day is not made again");
}

#[test]
fn days_that_were_missed_are_made_up_and_what_is_let_go_already_is_unknown() {
    let territory = Territory::of(BARRIER);
    let station = &territory.station;
    busy_sunday(&station.history().unwrap());
    // The relay comes back after the reports of that day are older than they are kept, before its waits are.
    let late = at("2026-12-20T08:00:00Z");
    station.keep_days(late);
    let report = read(&station.documents(late), "report/2026.json").unwrap();
    assert_eq!((&report["days"], &report["until"]), (&json!(1), &json!("2026-12-19")));
    let site = riantec(&report);
    assert_eq!((&site["told_min"], &site["vehicles"]), (&json!(180), &json!(null)));
    assert_eq!(site["heard_share"], 0.0, "of the days since, whose reports would be there");
}

#[test]
fn what_a_portal_says_of_years_before_makes_no_days_of_them() {
    let territory = Territory::of(BARRIER);
    let station = &territory.station;
    let say = |time: &str| {
        let seen = Seen::Total(Passage::Entry, 500);
        let (site, sensor) = ("riantec".parse().unwrap(), "lora/loop".into());
        let observations = vec![Observation { site, sensor, at: at(time), frame: None, seen }];
        station.hear(&"lora".parse().unwrap(), Said::Batch(Batch { observations, ..Batch::default() }), now());
        station.flush();
    };
    let (sunday, kept) = (at("2026-11-22T08:00:00Z"), || station.history().unwrap().kept_days().unwrap());
    say("2023-05-01T10:00:00Z");
    station.keep_days(sunday);
    assert_eq!(kept(), None, "the relay has seen nothing yet");
    say("2026-11-21T09:59:00Z");
    station.keep_days(sunday);
    let saturday = "2026-11-21".parse().unwrap();
    assert_eq!(kept(), Some((saturday, saturday)));
    assert_eq!(read(&station.documents(sunday), "history.json").unwrap()["years"], json!([2026]));
}

#[tokio::test]
async fn what_is_answered_is_counted_by_day_and_survives_a_restart() {
    let territory = Territory::of(BARRIER);
    let station = Arc::clone(&territory.station);
    busy_sunday(&station.history().unwrap());
    let relay =
        Arc::new(Relay::new(Arc::clone(&station) as Arc<dyn Source>, territory.clock, None, Duration::from_mins(1)));
    station.count(relay.traffic());
    let router = router(relay);
    let (first, then) = (at("2026-10-25T10:00:00Z"), at("2026-10-25T10:01:00Z"));
    station.note_service(first);
    let size = ask(&router, "GET", "/api/v1/openapi.json").await;
    assert!(size > 10_000);
    ask(&router, "HEAD", "/api/v1/openapi.json").await;
    ask(&router, "GET", "/nowhere").await;
    station.note_service(then);
    // A machine that slept through the night did not run.
    station.note_service(at("2026-10-25T22:00:00Z"));
    station.flush();
    station.keep_days(at("2026-10-26T08:00:00Z"));
    let report = read(&reopened(&territory, then).documents(at("2026-10-26T08:00:00Z")), "report/2026.json").unwrap();
    let service = &report["service"];
    assert_eq!((&service["requests"], &service["days"], &service["running_min"]), (&json!(3), &json!(1), &json!(1)));
    let bytes = service["bytes"].as_u64().unwrap();
    assert!(bytes >= size && bytes < size + 1000, "{bytes} of {size}: a HEAD sends no body");
}

#[tokio::test]
async fn the_parts_of_seconds_between_two_looks_add_up() {
    let territory = Territory::of(BARRIER);
    let station = Arc::clone(&territory.station);
    busy_sunday(&station.history().unwrap());
    let relay =
        Arc::new(Relay::new(Arc::clone(&station) as Arc<dyn Source>, territory.clock, None, Duration::from_mins(1)));
    station.count(relay.traffic());
    let first = at("2026-10-25T10:00:00Z");
    for look in 0..=100 {
        station.note_service(first + TimeDelta::milliseconds(look * 60_900));
    }
    station.flush();
    station.keep_days(at("2026-10-26T08:00:00Z"));
    let report = read(&reopened(&territory, first).documents(at("2026-10-26T08:00:00Z")), "report/2026.json").unwrap();
    // By hand: 100 × 60.9 s are 101 minutes and a half.
    assert_eq!(report["service"]["running_min"], json!(101));
}

/// How many bytes the answer has.
async fn ask(router: &Router, method: &str, path: &str) -> u64 {
    let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    assert!(response.status() == StatusCode::OK || path == "/nowhere");
    axum::body::to_bytes(response.into_body(), 1 << 24).await.unwrap().len() as u64
}

#[tokio::test]
async fn the_waits_of_a_day_are_served_as_a_table_too() {
    let territory = Territory::of(BARRIER);
    busy_sunday(&territory.station.history().unwrap());
    territory.station.keep_days(at("2026-10-26T08:00:00Z"));
    let source = Arc::clone(&territory.station) as Arc<dyn Source>;
    let clock = bon_moment::relay::clock::RelayClock::new(Some(at("2026-10-26T08:00:00Z")), Some(0.0));
    let router = router(Arc::new(Relay::new(source, clock, None, Duration::from_mins(1))));
    let request = Request::get("/api/v1/waits/2026-10-25.csv").body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/csv; charset=utf-8");
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    let rows: Vec<&str> = std::str::from_utf8(&body).unwrap().lines().collect();
    assert_eq!((rows.len(), rows[1]), (37, "riantec,2026-10-25T08:00:00Z,5,10"));
    assert_eq!(rows[36], "riantec,2026-10-25T10:55:00Z,5,");
}
