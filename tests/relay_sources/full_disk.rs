//! A disk that is really full: a file system of one megabyte in memory.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use bon_moment::{
    domain::{Instant, Raw},
    relay::{
        Source,
        config::Config,
        sources::{Batch, MeterReading, Said, Sink},
        station::Station,
        waits::{Observation, Seen},
    },
};
use chrono::Duration;
use serde_json::Value;

use crate::territory::{HEAD, SCHOOLS, SITES, now};

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
    _folder: tempfile::TempDir,
}

impl Small {
    fn open(disk: PathBuf) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("sites.json"), SITES).unwrap();
        fs::write(folder.path().join("schools.json"), SCHOOLS).unwrap();
        let file = folder.path().join("t.toml");
        let history = format!("file = \"{}\"", disk.join("history.sqlite").display());
        fs::write(&file, HEAD.replace("file = \"history.sqlite\"", &history)).unwrap();
        let config = Config::load(&file).map_err(|error| error.to_string()).unwrap();
        Self { disk, station: Arc::new(Station::open(&config, now()).unwrap()), _folder: folder }
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
            sensor: "x/loop".to_owned(),
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
    let Some(disk) =
        on_a_small_disk("full_disk::a_disk_that_fills_up_is_said_and_what_was_seen_is_written_once_there_is_room")
    else {
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
    let Some(disk) = on_a_small_disk("full_disk::a_history_that_could_not_be_opened_is_opened_once_there_is_room")
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
    assert_eq!((small.trouble(), small.kept()), (None, 3));
    small.serves();
}
