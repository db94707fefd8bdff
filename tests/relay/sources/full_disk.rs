//! A disk that is really full: a file system of one megabyte in memory.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use bon_moment::{
    domain::{Instant, Raw},
    relay::{
        Source,
        clock::RelayClock,
        config::Config,
        sources::{Batch, MeterReading, Said, Sink},
        station::Station,
        store::{Keep, Store},
        tasks::Tasks,
        waits::{Observation, Seen},
    },
};
use chrono::Duration;
use serde_json::Value;
use tower::ServiceExt;

use super::territory::{HEAD, SCHOOLS, SITES, now};

/// Names the small file system to the test inside of it.
const SMALL: &str = "BON_MOMENT_SMALL_DISK";

/// Runs one of the tests below again, on a file system of one megabyte: in a namespace of its own, so that nothing is left
/// mounted whatever happens.
fn on_a_small_disk(test: &str) -> Option<PathBuf> {
    if let Some(disk) = env::var_os(SMALL) {
        return Some(disk.into());
    }
    let disk = tempfile::tempdir().unwrap();
    let run = "mount -t tmpfs -o size=1m none \"$1\" || exit 77; BON_MOMENT_SMALL_DISK=\"$1\" exec \"$2\" --exact \"$3\" --nocapture";
    let namespaces: &[&[&str]] = &[&["-m"], &["-rm"]];
    for namespace in namespaces {
        let mut command = Command::new("unshare");
        command
            .args(*namespace)
            .args(["sh", "-c", run, "sh"])
            .arg(disk.path())
            .arg(env::current_exe().unwrap())
            .arg(test);
        let done = command.output().expect("unshare belongs to util-linux");
        match done.status.code() {
            Some(0) if String::from_utf8_lossy(&done.stdout).contains("1 passed") => return None,
            // Neither root nor a namespace of one's own.
            Some(77 | 1) if !String::from_utf8_lossy(&done.stdout).contains("running 1 test") => {}
            _ => panic!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr)),
        }
    }
    eprintln!("SKIPPED {test}: this machine lets nobody mount a file system; nothing was shown");
    None
}

struct Small {
    disk: PathBuf,
    station: Arc<Station>,
    config: Config,
    _folder: tempfile::TempDir,
}

impl Small {
    fn open(disk: PathBuf) -> Self {
        Self::with(disk, "")
    }

    fn with(disk: PathBuf, sources: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("sites.json"), SITES).unwrap();
        fs::write(folder.path().join("schools.json"), SCHOOLS).unwrap();
        let file = folder.path().join("t.toml");
        let history = format!("file = \"{}\"", disk.join("history.sqlite").display());
        fs::write(folder.path().join("secret"), "s3cret-of-16-signs").unwrap();
        let head = HEAD.replace("file = \"history.sqlite\"", &history);
        fs::write(&file, format!("{head}{sources}")).unwrap();
        let config = Config::load(&file).map_err(|error| error.to_string()).unwrap();
        Self { disk, station: Arc::new(Station::open(&config, now()).unwrap()), config, _folder: folder }
    }

    /// Something else takes all the room that is left.
    fn fill(&self) {
        fill(&self.disk);
    }

    fn free(&self) {
        fs::remove_file(self.disk.join("filler")).unwrap();
    }

    fn trouble(&self) -> Option<String> {
        let documents = self.station.documents(now());
        let status: Value = serde_json::from_slice(documents.get("status.json").unwrap()).unwrap();
        let history =
            status["sources"].as_array().unwrap().iter().find(|source| source["id"] == "history").unwrap().clone();
        assert_eq!(history["ok"], history["last_error"].is_null(), "{history}");
        history["last_error"].as_str().map(str::to_owned)
    }

    fn say(&self, readings: i64, from: i64) {
        let reading = |n: i64| MeterReading {
            school: "kermelo".parse().unwrap(),
            meter: "pv".parse().unwrap(),
            at: now() - Duration::days(30) + Duration::seconds(n),
            step_s: Some(600),
            raw: Raw::Power(Some(n as f64)),
        };
        let queue = Observation {
            site: "riantec".parse().unwrap(),
            sensor: "x/loop".into(),
            at: now() - Duration::minutes(1) + Duration::seconds(from % 50),
            frame: None,
            seen: Seen::Queue(15),
        };
        let batch = Batch {
            observations: vec![queue],
            readings: (from..from + readings).map(reading).collect(),
            ..Batch::default()
        };
        self.station.hear(&"x".parse().unwrap(), Said::Batch(batch), now());
    }

    fn kept(&self) -> usize {
        let (from, until): (Instant, Instant) = (now() - Duration::days(31), now());
        let store = self.station.history().unwrap();
        store.readings(&"kermelo".parse().unwrap(), &"pv".parse().unwrap(), from, until).unwrap().len()
    }

    fn serves(&self) {
        let live = self.station.documents(now());
        let live: Value = serde_json::from_slice(live.get("live.json").unwrap()).unwrap();
        assert_eq!(live["sites"][0]["vehicles"], 15.0, "the service goes on: {live}");
    }
}

fn fill(disk: &Path) {
    use std::io::Write;
    let mut file = fs::OpenOptions::new().create(true).append(true).open(disk.join("filler")).unwrap();
    for size in [4096, 1] {
        while file.write_all(&vec![b'x'; size]).is_ok() {}
    }
}

#[test]
fn a_disk_that_fills_up_is_said_and_what_was_seen_is_written_once_there_is_room() {
    let Some(disk) = on_a_small_disk(
        "sources::full_disk::a_disk_that_fills_up_is_said_and_what_was_seen_is_written_once_there_is_room",
    ) else {
        return;
    };
    let small = Small::open(disk);
    small.say(10, 0);
    small.station.flush();
    assert_eq!((small.trouble(), small.kept()), (None, 10));
    small.fill();
    small.say(5_000, 10);
    small.station.flush();
    let said = small.trouble().unwrap();
    assert!(
        said.starts_with("the disk of the history ")
            && said.contains(" is full; ")
            && said.contains("rows wait in memory"),
        "{said}"
    );
    small.serves();
    // To let go of what is old needs room too: it is said, and nothing is lost by it.
    small.station.prune(now());
    assert_eq!(small.kept(), 10);
    small.station.flush();
    small.serves();
    small.free();
    small.station.flush();
    assert_eq!(small.trouble(), None);
    assert_eq!(small.kept(), 5_010, "all that waited");
}

#[test]
fn a_history_that_could_not_be_opened_is_opened_once_there_is_room() {
    let Some(disk) =
        on_a_small_disk("sources::full_disk::a_history_that_could_not_be_opened_is_opened_once_there_is_room")
    else {
        return;
    };
    fill(&disk);
    let small = Small::open(disk);
    let said = small.trouble().unwrap();
    assert!(
        said.contains("the disk of the history ") && said.contains(" is full; nothing is kept meanwhile"),
        "{said}"
    );
    small.say(3, 0);
    small.station.flush();
    small.serves();
    small.station.reopen_history(now());
    assert!(small.trouble().is_some() && small.station.history().is_none());
    small.free();
    small.station.reopen_history(now());
    small.say(3, 5);
    small.station.flush();
    assert_eq!((small.trouble(), small.kept()), (None, 6), "what came meanwhile too");
    small.serves();
}

const HOOK: &str = "[[sources]]\nid = \"loops\"\nkind = \"webhook\"\nsecret = { file = \"secret\" }\npayload = \"ttn\"\n\
    [[sources.map]]\nkey = \"loop\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"count\"\n\
    [[sources]]\nid = \"gate\"\nkind = \"webhook\"\nsecret = { file = \"secret\" }\npayload = \"person\"\n\
    [[sources.map]]\nsite = \"queven\"\nsees = \"wait\"\n";

const BEARER: [(&str, &str); 1] = [("authorization", "Bearer s3cret-of-16-signs")];

fn uplink(frame: u32) -> String {
    let at = (now() - Duration::seconds(90 - i64::from(frame))).to_rfc3339();
    serde_json::json!({"end_device_ids": {"device_id": "loop"}, "received_at": at,
        "uplink_message": {"f_port": 1, "f_cnt": frame, "decoded_payload": {"count": frame}}})
    .to_string()
}

/// What the history has, as another program sees it: not this one's memory.
fn on_disk(disk: &Path) -> Vec<Seen> {
    let day = Duration::days(100);
    let keep = Keep { observations: day, waits: day, readings: day };
    let other = Store::open(&disk.join("history.sqlite"), keep).unwrap();
    let mut seen = Vec::new();
    other.each_observation_since(now() - day, |observation| seen.push(observation.seen)).unwrap();
    seen
}

fn is_kept((status, body): (StatusCode, String)) {
    let answer: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, &answer["kept"]), (StatusCode::OK, &1.into()), "{body}");
}

/// Status and body of the answer.
async fn post(router: &Router, path: &str, headers: &[(&str, &str)], body: &str) -> (StatusCode, String) {
    let request = headers.iter().fold(Request::post(path), |request, (name, value)| request.header(*name, *value));
    let response = router.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[test]
fn a_message_is_answered_once_it_lies_on_the_disk_and_may_come_again_where_that_is_full() {
    let Some(disk) = on_a_small_disk(
        "sources::full_disk::a_message_is_answered_once_it_lies_on_the_disk_and_may_come_again_where_that_is_full",
    ) else {
        return;
    };
    let small = Small::with(disk, HOOK);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let clock = RelayClock::new(Some(now()), Some(0.0));
        let mut tasks = Tasks::new(Arc::default(), clock);
        let router = small.station.start(&small.config, clock, &mut tasks).unwrap();
        // Nothing but the message itself writes from here on.
        drop(tasks);
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let said = "lang=fr&site=queven&said=2&secret=s3cret-of-16-signs";
        is_kept(post(&router, "/hooks/loops", &BEARER, &uplink(1)).await);
        assert_eq!(on_disk(&small.disk), [Seen::Queue(1)]);
        assert_eq!(post(&router, "/hooks/gate", &form, said).await.0, StatusCode::OK);
        assert_eq!(on_disk(&small.disk).len(), 2);
        small.fill();
        // The log has room left for the small ones.
        small.say(5_000, 10);
        let (status, body) = post(&router, "/hooks/loops", &BEARER, &uplink(2)).await;
        assert!(status == StatusCode::SERVICE_UNAVAILABLE && body.contains("is full"), "{status} {body}");
        let (status, page) = post(&router, "/hooks/gate", &form, said).await;
        assert!(status == StatusCode::SERVICE_UNAVAILABLE && page.contains("pas enregistré"), "{status} {page}");
        let again = post(&router, "/hooks/loops", &BEARER, &uplink(2)).await.0;
        assert_eq!(again, StatusCode::SERVICE_UNAVAILABLE, "it is no repetition of what was never kept");
        small.free();
        is_kept(post(&router, "/hooks/loops", &BEARER, &uplink(2)).await);
        assert_eq!(on_disk(&small.disk).iter().filter(|seen| **seen == Seen::Queue(2)).count(), 1);
        assert_eq!(post(&router, "/hooks/loops", &BEARER, &uplink(2)).await.0, StatusCode::CONFLICT, "now it is one");
    });
}

#[test]
fn a_message_that_came_before_the_history_could_be_opened_is_written_with_its_repetition() {
    let Some(disk) = on_a_small_disk(
        "sources::full_disk::a_message_that_came_before_the_history_could_be_opened_is_written_with_its_repetition",
    ) else {
        return;
    };
    fill(&disk);
    let small = Small::with(disk, HOOK);
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let clock = RelayClock::new(Some(now()), Some(0.0));
        let mut tasks = Tasks::new(Arc::default(), clock);
        let router = small.station.start(&small.config, clock, &mut tasks).unwrap();
        drop(tasks);
        let (status, body) = post(&router, "/hooks/loops", &BEARER, &uplink(1)).await;
        assert!(status == StatusCode::SERVICE_UNAVAILABLE && body.contains("is full"), "{status} {body}");
        small.free();
        small.station.reopen_history(now());
        is_kept(post(&router, "/hooks/loops", &BEARER, &uplink(1)).await);
        assert_eq!(on_disk(&small.disk), [Seen::Queue(1)]);
    });
}
