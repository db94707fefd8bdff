use std::{path::Path, sync::Arc};

use super::{super::SourceError, *};
use crate::relay::{
    config::Config,
    sources::{Batch, Record, take},
};

const HEAD: &str = "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"s.json\"\n\
    [history]\nfile = \"h\"\n[[sources]]\nid = \"x\"\n";
const POLLED: &str = "kind = \"json\"\nurl = \"https://x.example/\"\nat_field = \"t\"\nat_format = \"rfc3339\"\n";
const MQTT: &str = "kind = \"mqtt\"\nbroker = \"mqtt://x.example\"\ntopics = []\npayload = \"ttn\"\n";
const QUEUE: &str = "[[sources.map]]\nsite = \"a\"\nsees = \"queue\"\nfield = \"n\"\n";
const METER: &str = "[[sources.map]]\nkey = \"Meter-1\"\nmeter = \"s/m\"\nunit = \"W\"\nfield = \"p\"\n";

fn source(text: &str) -> Arc<SourceConfig> {
    let config = Config::parse(Path::new("t.toml"), &format!("{HEAD}{text}"));
    config.map_err(|error| error.to_string()).unwrap().sources.remove(0)
}
fn at(minute: i64) -> Instant {
    "2026-11-21T10:00:00Z".parse::<Instant>().unwrap() + Duration::minutes(minute)
}
fn heard(key: &str, minute: i64) -> Said {
    let mut batch = Batch::default();
    batch.hear(key, at(minute));
    Said::Batch(batch)
}
fn rejected(reason: &str) -> Said {
    let mut batch = Batch::default();
    batch.reject("loop", reason);
    Said::Batch(batch)
}
/// The source's trouble at a minute after it began and said this.
fn trouble(text: &str, said: &[(i64, Said)], now: i64) -> Option<String> {
    let source = source(text);
    let mut health = Health::begun(at(0));
    for (minute, said) in said {
        health.hear(said, at(*minute));
    }
    let status = health.status(&source, at(now));
    assert_eq!(status.ok, Some(status.last_error.is_none()), "{status:?}");
    status.last_error
}
fn polled(said: &[(i64, Said)], now: i64) -> Option<String> {
    trouble(&format!("{POLLED}{QUEUE}"), said, now)
}

#[test]
fn an_answer_that_repeats_old_rows_is_no_sign_of_life() {
    let repeated: Vec<_> = (0..=240).map(|minute| (minute, heard("", -5))).collect();
    assert_eq!(polled(&repeated[..30], 29), None);
    let said = polled(&repeated, 240).unwrap();
    assert_eq!(said, "it answers, but with nothing newer than 2026-11-21T09:55Z, 4 hours ago");
    let unchanged: Vec<_> = std::iter::once((0, heard("", 0))).chain((1..=90).map(|m| (m, Said::Alive))).collect();
    let said = polled(&unchanged, 90).unwrap();
    assert_eq!(said, "it answers, but with nothing newer than 2026-11-21T10:00Z, 90 minutes ago");
}

#[test]
fn success_is_the_newest_evidence_never_the_newest_answer() {
    let source = source(&format!("{POLLED}{QUEUE}"));
    let mut health = Health::begun(at(0));
    let last = |health: &Health| health.status(&source, at(9)).last_success;
    health.hear(&Said::Alive, at(1));
    assert_eq!(last(&health), None, "an answer without evidence");
    health.hear(&heard("", -30), at(2));
    health.hear(&heard("", -40), at(3));
    assert_eq!(last(&health).as_deref(), Some("2026-11-21T09:30:00Z"));
    health.hear(&heard("", 60), at(4));
    assert_eq!(last(&health).as_deref(), Some("2026-11-21T09:30:00Z"), "the future is no evidence");
    health.hear(&heard("", 6), at(5));
    assert_eq!(last(&health).as_deref(), Some("2026-11-21T10:05:00Z"), "a clock that is a little ahead");
}

#[test]
fn a_source_that_stops_answering_or_never_says_anything_is_named() {
    assert_eq!(polled(&[], 9), None);
    assert_eq!(polled(&[], 11).unwrap(), "no answer for 11 minutes");
    assert_eq!(polled(&[(0, heard("", 0))], 60).unwrap(), "no answer for an hour");
    let empty: Vec<_> = (0..=90).map(|minute| (minute, Said::Batch(Batch::default()))).collect();
    assert_eq!(polled(&empty, 90).unwrap(), "it answers, but for 90 minutes with nothing that is mapped");
}

#[test]
fn a_failure_is_said_until_it_is_over() {
    let failed = (1, Said::Failed(SourceError::TooLarge(8)));
    assert_eq!(polled(std::slice::from_ref(&failed), 2).unwrap(), "the answer is longer than 8 bytes");
    assert_eq!(polled(&[failed, (2, heard("", 2))], 2), None);
}

#[test]
fn a_source_of_which_nothing_can_be_used_is_trouble_and_one_bad_record_is_not() {
    assert_eq!(polled(&[(1, rejected("no instant"))], 2).unwrap(), "loop: no instant");
    let source = source(&format!("{POLLED}{QUEUE}"));
    let mut health = Health::begun(at(0));
    health.hear(&heard("", 1), at(1));
    health.hear(&rejected("no instant"), at(2));
    let status = health.status(&source, at(2));
    assert_eq!((status.ok, status.last_error.as_deref()), (Some(true), Some("loop: no instant")));
    health.hear(&heard("", 3), at(3));
    assert_eq!(health.status(&source, at(3)).last_error, None);
}

#[test]
fn a_meter_that_reports_is_not_missed_and_one_that_does_not_is_named() {
    let meters = format!("{MQTT}{METER}{}", METER.replace("Meter-1", "meter-2").replace("s/m", "s/n"));
    // Keys are written in either case.
    let one = [(0, Said::Alive), (70, heard("METER-1", 70)), (70, heard("meter-2", 70))];
    assert_eq!(trouble(&meters, &one, 71), None);
    assert_eq!(trouble(&meters, &one[..2], 71).unwrap(), "no report for an hour: meter-2");
    let old = [(70, heard("meter-1", 70)), (70, heard("meter-2", 5))];
    assert_eq!(trouble(&meters, &old, 71).unwrap(), "no report for an hour: meter-2", "it came late and is old");
}

#[test]
fn names_that_nobody_asked_for_are_not_remembered() {
    let all = source(&format!("{POLLED}{QUEUE}"));
    let mut health = Health::begun(at(0));
    for minute in 0..100 {
        let (key, envelope) = (Some(minute.to_string()), serde_json::json!({"t": at(minute).to_rfc3339(), "n": 3}));
        let record = Record { key, envelope, ..Record::default() };
        health.hear(&Said::Batch(take(&[record], &all, at(minute))), at(minute));
    }
    assert_eq!((health.heard.len(), health.evidence, health.kept), (1, Some(at(99)), 100));
}

#[test]
fn many_silent_devices_are_counted_and_those_without_a_key_are_one() {
    let many: String = (0..7).map(|n| METER.replace("Meter-1", &format!("m{n}"))).collect();
    assert_eq!(
        trouble(&format!("{MQTT}{many}"), &[], 61).unwrap(),
        "no report for an hour: m0, m1, m2, m3, m4 and 2 more"
    );
    assert_eq!(trouble(&format!("{MQTT}{QUEUE}"), &[(0, Said::Alive)], 61).unwrap(), "no report for 61 minutes");
}

#[test]
fn patience_follows_steps_and_what_the_configuration_says() {
    let stepped = format!("{POLLED}every_s = 3600\nstep_s = 7200\n{QUEUE}");
    let answers: Vec<_> = (0..=13).map(|n| (n * 60, heard("", 0))).collect();
    assert_eq!(trouble(&stepped, &answers, 350), None);
    assert!(trouble(&stepped, &answers, 370).is_some());
    let patient = format!("{POLLED}every_s = 3600\nsilent_after_s = 40000\n{QUEUE}");
    assert_eq!(trouble(&patient, &answers, 660), None);
    assert!(trouble(&patient, &answers, 680).unwrap().contains("11 hours ago"));
    let impatient = format!("{MQTT}silent_after_s = 600\n{METER}");
    assert_eq!(trouble(&impatient, &[], 11).unwrap(), "no report for 10 minutes: Meter-1");
}

#[test]
fn what_is_silent_is_named_by_centre() {
    let loops = QUEUE.replace("[[sources.map]]", "[[sources.map]]\nkey = \"loop\"");
    let said = trouble(&format!("{MQTT}{loops}"), &[(0, Said::Alive)], 61).unwrap();
    assert_eq!(said, "no report for an hour: loop (a)");
    // One row of a portal is old, the others are new.
    let rows = format!("{POLLED}{loops}{}", loops.replace("loop", "other").replace("\"a\"", "\"b\""));
    let said: Vec<_> = (0..=90).flat_map(|m| [(m, heard("loop", m)), (m, heard("other", 0))]).collect();
    assert_eq!(trouble(&rows, &said, 90).unwrap(), "no report for an hour: other (b)");
    assert_eq!(trouble(&rows, &said[..40], 19), None);
}

#[test]
fn names_that_no_map_asks_for_explain_why_nothing_comes() {
    let loops = QUEUE.replace("[[sources.map]]", "[[sources.map]]\nkey = \"loop\"");
    let mut batch = Batch::default();
    batch.ignore("1oop", || "no map asks for this key".to_owned());
    let said = trouble(&format!("{MQTT}{loops}"), &[(60, Said::Batch(batch))], 61).unwrap();
    assert_eq!(said, "no report for an hour: loop (a)\npassed over 1oop: no map asks for this key");
}

#[test]
fn trouble_hides_no_rejected_record() {
    let loops = QUEUE.replace("[[sources.map]]", "[[sources.map]]\nkey = \"loop\"");
    let source = source(&format!("{MQTT}{loops}"));
    let mut health = Health::begun(at(0));
    health.hear(&heard("loop", 0), at(0));
    health.hear(&rejected("-3 is no number of vehicles"), at(1));
    let status = health.status(&source, at(100));
    let expected = "no report for an hour: loop (a)\nloop: -3 is no number of vehicles";
    assert_eq!((status.ok, status.last_error.as_deref()), (Some(false), Some(expected)));
}

#[test]
fn the_log_says_an_example_and_not_each_record() {
    let mut health = Health::begun(at(0));
    let mut log = |minute| {
        let mut batch = Batch::default();
        batch.reject("loop", "no instant");
        batch.reject("loop", "no instant");
        let said = Said::Batch(batch);
        health.hear(&said, at(minute));
        health.to_log(&said, at(minute))
    };
    assert_eq!(log(0).unwrap(), "rejected loop: no instant (and 1 more); 2 since the start");
    assert_eq!(log(1), None);
    assert_eq!(log(11).unwrap(), "rejected loop: no instant (and 1 more); 6 since the start");
}

#[test]
fn each_reason_of_rejections_is_told_and_not_too_many() {
    let lines = |said: &[(i64, Said)]| {
        let (source, mut health) = (source(&format!("{MQTT}{METER}")), Health::begun(at(0)));
        for (minute, said) in said {
            health.hear(said, at(*minute));
        }
        health.status(&source, at(9)).last_error.unwrap_or_default().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let four = ["no number", "no site", "no number", "its clock is ahead"].map(|reason| (1, rejected(reason)));
    assert_eq!(lines(&four), ["loop: its clock is ahead", "loop: no number", "loop: no site"]);
    let mut together = Batch::default();
    for reason in ["a", "b", "b", "c"] {
        together.reject("loop", reason);
    }
    assert_eq!(lines(&[(1, Said::Batch(together))]), ["loop: c", "loop: b", "loop: a"]);
    let many: Vec<_> = (0..50).map(|n| (1, rejected(&format!("reason {n}")))).collect();
    assert_eq!(lines(&many).len(), 5);
    let over = [(1, rejected("no number")), (2, heard("Meter-1", 2))];
    assert_eq!(lines(&over), [""; 0]);
}
