//! How fast the relay takes in what sensors send: `cargo bench --bench ingest`. Figures to look at; the last column
//! compares with the same rows put into SQLite by hand in the same run.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

use std::{path::Path, time::Instant as Clock};

use bon_moment::{
    domain::Instant,
    relay::{
        config::{Config, Payload},
        sources::{Message, messages, take},
        store::{Keep, Store},
        waits::{Gate, Observation, Window},
    },
};
use chrono::Duration;

const MESSAGES: u32 = 50_000;
/// As many as the relay writes at once when messages come fast.
const BATCH: usize = 1_000;
const CONFIG: &str = "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"s.json\"\n\
    [[sources]]\nid = \"x\"\nkind = \"webhook\"\nsecret = { env = \"X\" }\npayload = \"ttn\"\n\
    [[sources.map]]\nkey = \"loop\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"n\"\n";

fn main() {
    let source = Config::parse(Path::new("t.toml"), CONFIG).unwrap().sources.remove(0);
    let begin: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
    let at = |i: u32| begin + Duration::seconds(i64::from(i));
    let bodies: Vec<String> = (0..MESSAGES)
        .map(|i| {
            let stamp = at(i).to_rfc3339();
            format!(
                r#"{{"end_device_ids":{{"device_id":"loop"}},"received_at":"{stamp}","uplink_message":{{"f_port":1,"f_cnt":{i},"frm_payload":"AQ==","decoded_payload":{{"n":{}}}}}}}"#,
                i % 12
            )
        })
        .collect();
    let mut observations: Vec<Observation> = Vec::new();
    said("read and mapped", || {
        for (i, message) in (0..).zip(&bodies) {
            let Message::Report(record) = messages(Payload::Ttn, None, message.as_bytes()).unwrap().remove(0) else {
                continue;
            };
            observations.append(&mut take(&[record], &source, at(i)).observations);
        }
        observations.len()
    });
    let mut window = Window::default();
    said("made into a wait", || {
        let gate = Gate::default();
        let told = observations.iter().filter(|seen| {
            let _ = window.note(seen, seen.at);
            window.estimate(&gate, seen.at).wait.is_some()
        });
        told.count()
    });
    let folder = tempfile::tempdir().unwrap();
    let keep = Keep { observations: Duration::days(30), waits: Duration::days(30), readings: Duration::days(30) };
    let store = Store::open(&folder.path().join("history.sqlite"), keep).unwrap();
    let ours = said("kept", || {
        let batches = observations.chunks(BATCH).map(|batch| {
            for seen in batch {
                store.note(seen);
            }
            store.flush().unwrap()
        });
        batches.sum()
    });
    let theirs = said("SQLite by hand", || by_hand(&folder.path().join("plain.sqlite"), &observations));
    println!("kept / SQLite by hand: {:.2}", ours / theirs);
}

/// Prints, and returns, how many a second.
fn said(what: &str, act: impl FnOnce() -> usize) -> f64 {
    let begun = Clock::now();
    let count = act();
    let rate = count as f64 / begun.elapsed().as_secs_f64();
    println!("{what:<20} {count:>8} {rate:>12.0} a second");
    rate
}

/// The same rows, with the same care for a power cut, and nothing else.
fn by_hand(file: &Path, observations: &[Observation]) -> usize {
    let mut connection = rusqlite::Connection::open(file).unwrap();
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE o (site TEXT, sensor TEXT, at INTEGER, frame INTEGER, seen TEXT)").unwrap();
    for batch in observations.chunks(BATCH) {
        let transaction = connection.transaction().unwrap();
        let mut insert = transaction.prepare_cached("INSERT INTO o VALUES (?1, ?2, ?3, ?4, ?5)").unwrap();
        for seen in batch {
            let what = format!("{:?}", seen.seen);
            insert
                .execute((seen.site.as_str(), seen.sensor.to_string(), seen.at.timestamp(), seen.frame, what))
                .unwrap();
        }
        drop(insert);
        transaction.commit().unwrap();
    }
    observations.len()
}
