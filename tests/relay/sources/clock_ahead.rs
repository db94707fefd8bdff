//! A relay that starts with a clock a year ahead: what cannot be brought back is not removed, and what it kept wrongly is
//! kept anew.

use std::{sync::Arc, time::Duration};

use bon_moment::{
    domain::{Instant, Minutes, WaitInterval},
    relay::{
        clock::RelayClock,
        config::Config,
        sources::{Batch, Said, Sink},
        station::Station,
        store::{Store, ToldWait},
        waits::{Observation, Passage, Seen},
        yearbook::ServiceDay,
    },
};
use chrono::TimeDelta;
use serde_json::json;

use super::{
    server::Server,
    territory::{Territory, now},
};

const YEAR: TimeDelta = TimeDelta::days(365);
const MINUTE: Duration = Duration::from_mins(1);

fn source(server: &Server) -> String {
    format!(
        "[[sources]]\nid = \"loops\"\nkind = \"json\"\nurl = \"{}\"\nat_field = \"t\"\nat_format = \"rfc3339\"\n\
         [[sources.map]]\nsite = \"riantec\"\nsees = \"entries_total\"\nfield = \"n\"\n",
        server.url("/loops")
    )
}

fn observation(at: Instant, total: u64) -> Observation {
    let seen = Seen::Total(Passage::Entry, total);
    Observation { site: "riantec".parse().unwrap(), sensor: "loops/n".into(), at, frame: None, seen }
}

/// Each five minutes of the days before an instant.
fn keep_days_before(store: &Store, until: Instant, days: i64) {
    for step in 1..=days * 288 {
        store.note(&observation(until - TimeDelta::minutes(5 * step), (days * 288 - step).cast_unsigned()));
    }
    store.flush().unwrap();
}

fn rows(store: &Store) -> usize {
    let mut rows = 0;
    store.each_observation_since(now() - YEAR, |_| rows += 1).unwrap();
    rows
}

/// The same territory, opened by a relay whose clock says `at`.
fn reopened(territory: &Territory, at: Instant) -> (Arc<Station>, Config, RelayClock) {
    let config = Config::load(&territory.folder.path().join("territory.toml")).unwrap();
    let station = Arc::new(Station::open(&config, at).unwrap());
    (station, config, RelayClock::new(Some(at), Some(0.0)))
}

#[tokio::test]
async fn a_start_with_a_clock_a_year_ahead_removes_nothing_and_keeps_no_days() {
    let server = Server::start().await;
    server.put("/loops", json!([{"t": "2026-11-21T09:59:00Z", "n": 900}]));
    let territory = Territory::of(&source(&server));
    keep_days_before(&territory.station.history().unwrap(), now(), 3);
    let (station, config, clock) = reopened(&territory, now() + YEAR);
    let store = station.history().unwrap();
    let before = rows(&store);
    assert_eq!(before, 3 * 288);
    // Before anybody has said what time it is.
    assert!(!station.keep_and_prune(clock.now()));
    station.ask_once(&config, clock).await.unwrap();
    station.clock_check().look(clock.now(), MINUTE);
    assert!(!station.keep_and_prune(clock.now()));
    assert!(rows(&store) >= before, "observations were removed");
    assert_eq!(store.kept_days().unwrap(), None, "days were kept by a wrong clock");
    let status = Territory { station: Arc::clone(&station), clock, ..Territory::of("") }.status("history");
    let said = status["last_error"].as_str().unwrap();
    assert!(status["ok"] == false && said.starts_with("the clock is 365 days ahead of what sources say"), "{said}");
    // Set right while the relay runs: once a source agrees, and has for a day, the days that are over are kept.
    let right = RelayClock::new(Some(now()), Some(0.0));
    station.clock_check().look(now(), 2 * MINUTE);
    assert!(!station.keep_and_prune(now()));
    station.ask_once(&config, right).await.unwrap();
    station.clock_check().look(now() + TimeDelta::hours(25), 2 * MINUTE + Duration::from_hours(25));
    assert!(station.keep_and_prune(now()));
    let kept = ("2026-11-18".parse().unwrap(), "2026-11-20".parse().unwrap());
    assert_eq!(store.kept_days().unwrap(), Some(kept));
}

#[tokio::test]
async fn a_usual_restart_keeps_days_as_soon_as_a_source_agrees() {
    let server = Server::start().await;
    server.put("/loops", json!([{"t": "2026-11-21T09:59:00Z", "n": 900}]));
    let territory = Territory::of(&source(&server));
    keep_days_before(&territory.station.history().unwrap(), now(), 2);
    let (station, config, clock) = reopened(&territory, now());
    station.ask_once(&config, clock).await.unwrap();
    assert!(station.keep_and_prune(now()));
    assert!(station.history().unwrap().kept_days().unwrap().is_some());
    assert_eq!(Territory { station, clock, ..Territory::of("") }.status("history")["ok"], true);
}

#[tokio::test]
async fn days_that_a_wrong_clock_kept_empty_are_kept_anew_once_there_is_something() {
    let server = Server::start().await;
    server.put("/loops", json!([]));
    let territory = Territory::of(&source(&server));
    let station = &territory.station;
    let store = station.history().unwrap();
    keep_days_before(&store, now() - TimeDelta::days(5), 1);
    // As an older relay did with a clock ten days ahead: days without anything, up to the future.
    station.keep_days(now() + TimeDelta::days(10));
    let last = store.kept_days().unwrap().unwrap().1;
    assert_eq!(last.to_string(), "2026-11-30");
    let future = now() + TimeDelta::days(10);
    let wait = WaitInterval::new(Minutes(5), None).unwrap();
    store.note_wait(&ToldWait { site: "riantec".parse().unwrap(), at: future, wait, median: 5.0, vehicles: None });
    store.note(&observation(future, 7));
    store.note_service(&ServiceDay { date: future.date_naive(), running_s: 60, requests: 1, bytes: 1 });
    // What a device kept meanwhile comes late.
    let late: Vec<Observation> = (0..288)
        .map(|step| observation(now() - TimeDelta::days(2) + TimeDelta::minutes(5 * step), step.cast_unsigned()))
        .collect();
    let batch = Batch { observations: late, ..Batch::default() };
    station.hear(&"loops".parse().unwrap(), Said::Batch(batch), now());
    station.flush();
    territory.ask_once().await;
    station.clock_check().run_once();
    assert!(station.keep_and_prune(now()));
    assert_eq!(store.kept_days().unwrap().unwrap().1.to_string(), "2026-11-20", "days that are not over are no days");
    store.each_observation_since(now(), |seen| panic!("{seen:?} is still there")).unwrap();
    assert_eq!(store.waits(now(), future + YEAR).unwrap(), []);
    assert_eq!(store.service_days(now().date_naive(), (future + YEAR).date_naive()).unwrap(), []);
    let mut known = Vec::new();
    store
        .each_day("2026-11-01".parse().unwrap(), "2026-12-31".parse().unwrap(), |day| {
            if day.site.as_str() == "riantec" && day.has_data() {
                known.push((day.date.to_string(), day.vehicles.is_some()));
            }
        })
        .unwrap();
    let expected = ["2026-11-15", "2026-11-16", "2026-11-19", "2026-11-20"];
    assert_eq!(known, expected.map(|day| (day.to_owned(), true)), "each day of which there are reports, and no other");
}
