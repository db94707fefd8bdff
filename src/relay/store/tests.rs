use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{
    domain::{Minutes, Raw, SiteId, WaitInterval},
    relay::waits::{Gate, Seen, Window},
};

const KEEP: Keep =
    Keep { observations: Duration::days(35), waits: Duration::days(800), readings: Duration::days(3660) };

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}
fn id(text: &str) -> SiteId {
    text.parse().unwrap()
}
fn observation(minute: i64, vehicles: u32) -> Observation {
    let at = at("2026-11-21T10:00:00Z") + Duration::minutes(minute);
    Observation { site: id("riantec"), sensor: "lorawan/loop".into(), at, frame: Some(7), seen: Seen::Queue(vehicles) }
}
fn seen_since(store: &Store, from: Instant) -> Vec<Observation> {
    let mut seen = Vec::new();
    store.each_observation_since(from, |observation| seen.push(observation)).unwrap();
    seen
}
fn reading(minute: i64, watts: Option<f64>) -> MeterReading {
    let at = at("2026-11-21T10:00:00Z") + Duration::minutes(minute);
    MeterReading { school: id("kermelo"), meter: id("pv"), at, step_s: Some(600), raw: Raw::Power(watts) }
}
fn told(text: &str) -> ToldWait {
    let wait = WaitInterval::new(Minutes(30), None).unwrap();
    ToldWait { site: id("riantec"), at: at(text), wait, median: 41.5, vehicles: Some(30) }
}

#[test]
fn what_was_kept_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history.sqlite");
    let store = Store::open(&file, KEEP).unwrap();
    store.note(&observation(0, 3));
    store.note(&observation(0, 3));
    store.note_wait(&told("2026-11-21T10:04:59Z"));
    store.note_wait(&told("2026-11-21T10:05:00Z"));
    store.note_reading(&reading(0, Some(1200.5)));
    assert_eq!(store.flush().unwrap(), 5);
    assert_eq!((store.flush().unwrap(), store.pending_rows(), store.trouble()), (0, 0, None));
    drop(store);
    let store = Store::open(&file, KEEP).unwrap();
    assert_eq!(seen_since(&store, at("2026-11-21T10:00:00Z")), [observation(0, 3)]);
    assert_eq!(seen_since(&store, at("2026-11-21T10:00:01Z")), []);
    let waits = store.waits(at("2026-11-21T10:00:00Z"), at("2026-11-21T11:00:00Z")).unwrap();
    assert_eq!(waits, [told("2026-11-21T10:00:00Z"), told("2026-11-21T10:05:00Z")]);
    let (from, until) = (at("2026-11-21T00:00:00Z"), at("2026-11-22T00:00:00Z"));
    assert_eq!(store.readings(&id("kermelo"), &id("pv"), from, until).unwrap(), [reading(0, Some(1200.5))]);
    assert_eq!(store.readings(&id("kermelo"), &id("load"), from, until).unwrap(), []);
}

#[test]
fn reports_of_one_instant_keep_their_order_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history.sqlite");
    let store = Store::open(&file, KEEP).unwrap();
    let framed = |minute, frame, vehicles| Observation { frame: Some(frame), ..observation(minute, vehicles) };
    let came = [framed(-1, 40, 2), framed(0, 41, 3), framed(0, 42, 9), framed(1, 43, 4), framed(1, 44, 3)];
    for seen in &came {
        store.note(seen);
        store.note(seen);
    }
    store.flush().unwrap();
    for seen in &came {
        store.note(seen);
    }
    store.flush().unwrap();
    drop(store);
    let store = Store::open(&file, KEEP).unwrap();
    assert_eq!(seen_since(&store, at("2026-11-21T00:00:00Z")), came);
    let (from, until) = (at("2026-11-21T10:00:00Z"), at("2026-11-21T10:01:00Z"));
    assert_eq!(store.observations_of(&id("riantec"), from, until).unwrap(), came[1..3]);
    let mut window = Window::default();
    for seen in &seen_since(&store, at("2026-11-21T00:00:00Z"))[..3] {
        window.note(seen, at("2026-11-21T10:00:30Z")).unwrap();
    }
    assert_eq!(window.estimate(&Gate::default(), at("2026-11-21T10:00:30Z")).vehicles, Some(9));
    store.prune(at("2027-11-21T10:00:00Z")).unwrap();
    assert_eq!(seen_since(&store, at("2026-11-21T00:00:00Z")), []);
}

#[test]
fn a_relay_that_is_killed_loses_no_more_than_what_was_not_flushed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history.sqlite");
    let store = Store::open(&file, KEEP).unwrap();
    store.note(&observation(0, 3));
    store.flush().unwrap();
    store.note(&observation(1, 4));
    // Another process that finds the files as a kill leaves them.
    for name in ["history.sqlite", "history.sqlite-wal"] {
        fs::copy(folder.path().join(name), folder.path().join(format!("killed-{name}"))).unwrap();
    }
    fs::rename(folder.path().join("killed-history.sqlite-wal"), folder.path().join("killed.sqlite-wal")).unwrap();
    fs::rename(folder.path().join("killed-history.sqlite"), folder.path().join("killed.sqlite")).unwrap();
    let found = Store::open(&folder.path().join("killed.sqlite"), KEEP).unwrap();
    assert_eq!(seen_since(&found, at("2026-11-21T00:00:00Z")), [observation(0, 3)]);
}

#[test]
fn a_later_reading_of_the_same_step_wins_unless_it_knows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("h"), KEEP).unwrap();
    for watts in [None, Some(1.0), Some(2.0), None] {
        store.note_reading(&reading(0, watts));
    }
    store.note_reading(&reading(10, None));
    store.flush().unwrap();
    let all =
        store.readings(&id("kermelo"), &id("pv"), at("2026-11-21T00:00:00Z"), at("2026-11-22T00:00:00Z")).unwrap();
    assert_eq!(all, [reading(0, Some(2.0)), reading(10, None)], "unknown stays unknown");
}

#[test]
fn a_file_of_the_first_version_is_brought_up_to_date_and_keeps_counters_beside_powers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("h");
    let old = schema::first_version(&file);
    let at_ten = at("2026-11-21T10:00:00Z").timestamp_millis();
    old.execute("INSERT INTO reading VALUES ('kermelo', 'pv', ?1, 600, 7.5)", [at_ten]).unwrap();
    old.execute("INSERT INTO wait VALUES ('riantec', ?1, 5, NULL, 7.5, NULL)", [at_ten / 1000]).unwrap();
    drop(old);
    let store = Store::open(&file, KEEP).unwrap();
    let counter =
        |minute, watt_hours| MeterReading { raw: Raw::Counter(watt_hours), step_s: None, ..reading(minute, None) };
    store.note_reading(&counter(10, 1_234_567.5));
    store.note_reading(&counter(10, 1_234_568.5));
    store.note_reading(&reading(20, None));
    store.flush().unwrap();
    drop(store);
    let store = Store::open(&file, KEEP).unwrap();
    let version: u32 = store.connection().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 5);
    assert_eq!(store.first_instant().unwrap(), Some(at("2026-11-21T10:00:00Z")));
    let all = store.readings(&id("kermelo"), &id("pv"), at("2026-11-21T00:00:00Z"), at("2026-11-22T00:00:00Z"));
    assert_eq!(all.unwrap(), [reading(0, Some(7.5)), counter(10, 1_234_568.5), reading(20, None)]);
}

#[test]
fn what_was_late_begins_no_history() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("h");
    let store = Store::open(&file, KEEP).unwrap();
    store.note_late(&observation(-1_000_000, 3));
    store.note_reading(&reading(-5, None));
    store.flush().unwrap();
    assert_eq!(store.first_instant().unwrap(), None);
    store.note(&observation(10, 3));
    store.flush().unwrap();
    store.note(&observation(5, 4));
    store.note_wait(&told("2026-11-21T10:10:00Z"));
    store.flush().unwrap();
    store.prune(at("2027-11-21T10:00:00Z")).unwrap();
    let again = Store::open(&file, KEEP).unwrap();
    assert_eq!(again.first_instant().unwrap(), Some(at("2026-11-21T10:05:00Z")));
}

#[test]
fn what_is_old_is_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("h"), KEEP).unwrap();
    store.note(&observation(0, 3));
    store.note_wait(&told("2026-11-21T10:00:00Z"));
    store.note_reading(&reading(0, Some(1.0)));
    store.flush().unwrap();
    let prune = |days| store.prune(at("2026-11-21T11:00:00Z") + Duration::days(days)).unwrap();
    assert_eq!([prune(34), prune(36), prune(801), prune(3661)], [0, 1, 1, 1]);
}

#[test]
fn the_room_of_what_was_let_go_is_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("h"), KEEP).unwrap();
    (0..5000).for_each(|minute| store.note(&observation(minute, 1)));
    store.flush().unwrap();
    let pages = |pragma| store.connection().pragma_query_value(None, pragma, |row| row.get::<_, u32>(0)).unwrap();
    let full = pages("page_count");
    assert_eq!(store.prune(at("2027-06-01T00:00:00Z")).unwrap(), 5000);
    assert_eq!(pages("freelist_count"), 0, "of {full} pages");
    assert!(pages("page_count") < full / 4, "{} of {full} pages", pages("page_count"));
}

#[test]
fn a_damaged_file_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("h");
    fs::write(&file, "this is no database, however long it is: ".repeat(200)).unwrap();
    let refused = Store::open(&file, KEEP).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    assert!(refused.to_string().contains("is damaged"), "{refused}");
    assert!(fs::read_to_string(&file).unwrap().starts_with("this is no database"));
}

#[test]
fn a_file_that_is_damaged_in_the_middle_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("h");
    let store = Store::open(&file, KEEP).unwrap();
    (0..5000).for_each(|minute| store.note(&observation(minute, 1)));
    store.flush().unwrap();
    drop(store);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle - 4096..middle + 8192].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    assert!(matches!(Store::open(&file, KEEP), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_newer_file_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("h");
    Store::open(&file, KEEP).unwrap().connection().pragma_update(None, "user_version", 99).unwrap();
    let refused = Store::open(&file, KEEP).unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: 99, .. }), "{refused}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let refused = Store::open(Path::new("/nonexistent/history.sqlite"), KEEP).unwrap_err();
    assert!(refused.to_string().contains("/nonexistent/history.sqlite"), "{refused}");
}

#[test]
fn rows_wait_while_the_disk_is_full_and_are_written_once_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("h"), KEEP).unwrap();
    let pages: u32 = store.connection().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    // SQLite's own limit answers exactly as a full disk does.
    let limit = |pages: u32| store.connection().pragma_update(None, "max_page_count", pages).unwrap();
    limit(pages);
    (0..5000).for_each(|minute| store.note(&observation(minute, 1)));
    let full = store.flush().unwrap_err();
    assert!(matches!(full, StoreError::Full { .. }), "{full}");
    assert!(store.trouble().unwrap().ends_with("5000 rows wait in memory"), "{:?}", store.trouble());
    store.note(&observation(5000, 1));
    limit(100_000);
    assert_eq!((store.flush().unwrap(), store.trouble()), (5001, None));
    assert_eq!(seen_since(&store, at("2026-01-01T00:00:00Z")).len(), 5001);
}

#[test]
fn memory_is_bounded_while_nothing_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("h"), KEEP).unwrap();
    let most = i64::try_from(MOST_PENDING).unwrap();
    (0..most + 10).for_each(|minute| store.note_reading(&reading(minute, Some(1.0))));
    assert_eq!((store.pending_rows(), store.pending().lost), (MOST_PENDING, 10));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_and_is_young_enough_is_there_after_a_restart(
        written in vec((0_i64..90, 0_u8..3, 0_u32..50), 0..60),
        batch in 1_usize..20,
        age in 0_i64..120,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("h");
        let now = at("2026-11-21T10:00:00Z") + Duration::days(age);
        let store = Store::open(&file, KEEP).unwrap();
        let one = |(day, sensor, vehicles): &(i64, u8, u32)| Observation {
            sensor: format!("x/{sensor}").as_str().into(),
            ..observation(day * 1440, *vehicles)
        };
        // The first of two reports of one sensor and instant counts.
        let mut expected = BTreeMap::new();
        for rows in written.chunks(batch) {
            for seen in rows.iter().map(one) {
                store.note(&seen);
                expected.entry((seen.at, seen.sensor.clone())).or_insert(seen);
            }
            store.flush().unwrap();
        }
        store.prune(now).unwrap();
        expected.retain(|(at, _), _| *at >= now - KEEP.observations);
        for _ in 0..2 {
            let again = Store::open(&file, KEEP).unwrap();
            let mut found = seen_since(&again, Instant::MIN_UTC);
            found.sort_by_key(|seen| (seen.at, seen.sensor.clone()));
            prop_assert_eq!(&found, &expected.values().cloned().collect::<Vec<_>>());
        }
    }
}
