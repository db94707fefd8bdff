//! The relay as a program: its arguments, its port, and how it ends.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use bon_moment::{
    domain::{Instant, Minutes, WaitInterval},
    relay::store::{Keep, Store, ToldWait},
};
use chrono::TimeDelta;
use tempfile::TempDir;

/// A Saturday morning; no test depends on the day on which it runs.
const NOW: &str = "2026-11-21T10:20:00+01:00";
const SITES: &str = r#"{"version":1,"sites":[{"id":"riantec","lat":47.7114,"lon":-3.3117}]}"#;

fn relay(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relay"));
    command.args(args).env_remove("RUST_LOG");
    command
}

fn run(args: &[&str]) -> Output {
    relay(args).output().unwrap()
}

/// A folder with a file of centres and an app that holds one large picture.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sites.json"), SITES).unwrap();
    fs::create_dir(folder.path().join("dist")).unwrap();
    fs::write(folder.path().join("dist/index.html"), "<!doctype html><base href=/>").unwrap();
    fs::write(folder.path().join("dist/large.png"), vec![7; LARGE]).unwrap();
    folder
}
/// More than the buffers of a connection hold.
const LARGE: usize = 32 << 20;

fn text(path: &Path, name: &str) -> String {
    path.join(name).to_str().unwrap().to_owned()
}

struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let (sites, dist) = (text(folder, "sites.json"), text(folder, "dist"));
        let mut command =
            relay(&["serve", "--sites", &sites, "--dist", &dist, "--listen", "127.0.0.1:0", "--now", NOW]);
        let mut child = command.args(more).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").expect(&line).to_owned();
        Self { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// The whole answer to raw bytes, until the relay closes the connection.
    fn ask(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn terminate(&self) {
        assert!(Command::new("kill").arg(self.child.id().to_string()).status().unwrap().success());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn documents_and_pages_come_over_a_real_connection() {
    let folder = folder();
    let relay = Serving::start(folder.path(), &["--speed", "0"]);
    let document = relay.ask("GET /api/v1/sites.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert!(document.starts_with("HTTP/1.1 200 OK\r\n"), "{document}");
    assert!(document.contains("date: Sat, 21 Nov 2026 09:20:00 GMT\r\n"));
    assert_eq!(document.matches("\r\ndate: ").count(), 1);
    assert!(document.contains("riantec"));
    let page = relay.ask("GET /carte HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert!(page.ends_with("<!doctype html><base href=/>"));
    let held = relay.ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nIf-None-Match: *\r\n\r\n");
    assert!(held.starts_with("HTTP/1.1 304 Not Modified\r\n") && held.ends_with("\r\n\r\n"), "{held}");
    assert!(!held.contains("content-length: 0"), "a 304 must not claim that the page is empty: {held}");
}

#[test]
fn documents_are_made_anew_while_the_relay_runs() {
    let folder = folder();
    let relay = Serving::start(folder.path(), &["--speed", "60"]);
    let heartbeat = || {
        let answer = relay.ask("GET /api/v1/status.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    };
    let first = heartbeat();
    // A minute of this clock is a second.
    let deadline = std::time::Instant::now() + Duration::from_secs(20);
    while heartbeat() == first {
        assert!(std::time::Instant::now() < deadline, "still {first}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_place_that_cannot_be_published_to_is_said_by_the_status_and_ends_a_watching_program() {
    let folder = folder();
    fs::create_dir(folder.path().join("copy")).unwrap();
    // Its list of files is no list.
    fs::write(folder.path().join("copy/.bon-moment.json"), "[").unwrap();
    let copy = text(folder.path(), "copy");
    let relay = Serving::start(folder.path(), &["--publish-to", &copy, "--every", "1"]);
    let asked = || {
        let output = run(&["status", "--now", NOW, &format!("http://{}/", relay.address)]);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let until = |code: i32, word: &str| {
        let deadline = std::time::Instant::now() + Duration::from_secs(20);
        while asked().0 != Some(code) || !asked().1.contains(word) {
            assert!(std::time::Instant::now() < deadline, "{:?}", asked());
            std::thread::sleep(Duration::from_millis(100));
        }
        asked().1
    };
    let trouble = until(1, "LOOK  publish (publisher): never heard");
    assert!(trouble.contains("not the list of files that an earlier publish wrote"), "{trouble}");
    fs::remove_file(folder.path().join("copy/.bon-moment.json")).unwrap();
    until(0, "ok    publish (publisher): last heard now");
}

#[test]
fn a_head_without_end_and_a_body_are_refused() {
    let folder = folder();
    let relay = Serving::start(folder.path(), &[]);
    let endless = relay.ask(&format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n", "a".repeat(20_000)));
    assert!(endless.starts_with("HTTP/1.1 431 "), "{endless}");
    let body = relay.ask("POST /api/v1/live.json HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
    assert!(body.starts_with("HTTP/1.1 405 "), "{body}");
}

#[test]
fn at_sigterm_the_running_answer_is_finished_and_no_other_begun() {
    let folder = folder();
    let mut relay = Serving::start(folder.path(), &[]);
    let mut slow = relay.connect();
    let idle = relay.connect();
    slow.write_all(b"GET /large.png HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut answer = vec![0; 64];
    slow.read_exact(&mut answer).unwrap();
    relay.terminate();
    // The port closes while the answer is still on its way.
    while TcpStream::connect(&relay.address).is_ok() {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(relay.child.try_wait().unwrap().is_none());
    drop(idle);
    slow.read_to_end(&mut answer).unwrap();
    let body = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    assert_eq!(answer.len() - body, LARGE);
    assert!(relay.child.wait().unwrap().success());
}

/// A relay whose file of centres is a pipe: it reads on for as long as nobody writes there.
fn starting(folder: &Path) -> (Child, String) {
    let pipe = text(folder, "pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("127.0.0.1:{port}");
    let mut command = relay(&["serve", "--sites", &pipe, "--api-only", "--listen", &address]);
    (command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap(), address)
}

/// Asks as soon as the port is there.
fn ask_early(address: &str) -> TcpStream {
    let deadline = std::time::Instant::now() + Duration::from_secs(20);
    loop {
        if let Ok(mut stream) = TcpStream::connect(address) {
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            stream.write_all(b"GET /api/v1/sites.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
            return stream;
        }
        assert!(std::time::Instant::now() < deadline, "the port does not come before the documents");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn who_asks_while_the_relay_starts_is_answered_once_it_can() {
    let folder = folder();
    let (mut child, address) = starting(folder.path());
    let mut asked = ask_early(&address);
    fs::write(folder.path().join("pipe"), SITES).unwrap();
    let mut answer = String::new();
    asked.read_to_string(&mut answer).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("riantec"), "{answer}");
}

#[test]
fn a_relay_that_starts_hears_that_it_is_to_end() {
    let folder = folder();
    let (mut child, address) = starting(folder.path());
    drop(ask_early(&address));
    assert!(Command::new("kill").arg(child.id().to_string()).status().unwrap().success());
    assert!(child.wait().unwrap().success(), "it has ended by itself");
}

#[test]
fn where_the_system_gives_few_files_idle_connections_make_room() {
    let folder = folder();
    let (sites, dist) = (text(folder.path(), "sites.json"), text(folder.path(), "dist"));
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 64; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_relay")]);
    shell.args(["serve", "--sites", &sites, "--dist", &dist, "--listen", "127.0.0.1:0"]);
    let mut child = shell.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").expect(&line).to_owned();
    let relay = Serving { child, address };
    let idle: Vec<TcpStream> = (0..100).map(|_| relay.connect()).collect();
    for _ in 0..3 {
        let answer = relay.ask("GET /api/v1/sites.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    }
    drop(idle);
}

#[test]
fn wrong_arguments_and_files_are_named_with_the_reason() {
    let folder = folder();
    let (sites, dist) = (text(folder.path(), "sites.json"), text(folder.path(), "dist"));
    let broken = text(folder.path(), "broken.json");
    fs::write(&broken, "{\n  \"version\": 1,\n  \"sites\": [,]\n}").unwrap();
    let missing = text(folder.path(), "missing");
    let file_as_out = ["publish", "--sites", &sites, "--dist", &dist, "--out", &sites];
    let cases: [(&[&str], &[&str]); 12] = [
        (&["serve"], &["--demo", "--sites"]),
        (&["serve", "--demo", "--sites", &sites], &["cannot be used with"]),
        (&["serve", "--sites", &missing, "--dist", &dist], &[&missing, "No such file"]),
        (&["serve", "--sites", &broken, "--dist", &dist], &[&broken, "line 3 column"]),
        (&["serve", "--sites", &sites, "--dist", &missing], &[&missing, "No such file"]),
        (&["serve", "--sites", &sites, "--dist", folder.path().to_str().unwrap()], &["no index.html", "--api-only"]),
        (&["serve", "--sites", &sites, "--now", "yesterday"], &["--now", "yesterday", "2026-11-21T14:05:00+01:00"]),
        (&["serve", "--sites", &sites, "--speed", "-1"], &["-1"]),
        (&["serve", "--sites", &sites, "--time-zone", "Europe/Lorient"], &["Europe/Lorient", "Europe/Paris"]),
        (&["serve", "--sites", &sites, "--every", "0"], &["--every", "0"]),
        (&["publish", "--sites", &sites, "--out", &missing, "--base", "sub"], &["--base", "\"sub\"", "/bon-moment/"]),
        (&file_as_out, &[&sites, "not a folder"]),
    ];
    for (args, words) in cases {
        let output = run(args);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {message}");
        for word in words {
            assert!(message.contains(word), "{args:?}: {message}");
        }
    }
}

#[test]
fn a_taken_port_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = folder();
    let sites = text(folder.path(), "sites.json");
    let output = run(&["serve", "--sites", &sites, "--api-only", "--listen", &address]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains(&address));
}

#[test]
fn publish_writes_the_app_and_the_api() {
    let folder = folder();
    let out = folder.path().join("out");
    let (sites, dist) = (text(folder.path(), "sites.json"), text(folder.path(), "dist"));
    let output = run(&[
        "publish",
        "--sites",
        &sites,
        "--dist",
        &dist,
        "--out",
        out.to_str().unwrap(),
        "--base",
        "/b/",
        "--now",
        NOW,
    ]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains("<base href=\"/b/\">"));
    assert!(fs::read_to_string(out.join("api/v1/sites.json")).unwrap().contains("riantec"));
    let inside = text(folder.path(), "dist/out");
    fs::create_dir(&inside).unwrap();
    let output = run(&["publish", "--sites", &sites, "--dist", &dist, "--out", &inside]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("--out ") && message.contains("the app's own folder"), "{message}");
    let output =
        run(&["serve", "--sites", &sites, "--dist", &dist, "--listen", "127.0.0.1:0", "--publish-to", &inside]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("--publish-to ") && !message.contains("--out"), "{message}");
}

/// Five weeks of mornings at one gate: four on which one waited ten minutes, one on which one waited sixteen.
fn mornings(file: &Path) {
    let day = TimeDelta::days(100);
    let store = Store::open(file, Keep { observations: day, waits: day, readings: day }).unwrap();
    let first: Instant = "2026-10-26T09:00:00Z".parse().unwrap();
    for morning in 0..35 {
        let minutes = if morning < 28 { 10 } else { 16 };
        for step in 0..24 {
            let at = first + TimeDelta::days(morning) + TimeDelta::minutes(5 * step);
            let wait = WaitInterval::new(Minutes(minutes), Some(Minutes(minutes))).unwrap();
            let site = "riantec".parse().unwrap();
            store.note_wait(&ToldWait { site, at, wait, median: f64::from(minutes), vehicles: None });
        }
    }
    store.flush().unwrap();
}

#[test]
fn publishing_lets_go_of_what_is_older_than_it_is_to_be_kept() {
    let folder = folder();
    let (file, config) = (folder.path().join("history.sqlite"), text(folder.path(), "territory.toml"));
    let (out, dist) = (text(folder.path(), "out"), text(folder.path(), "dist"));
    let day = TimeDelta::days(10_000);
    let store = Store::open(&file, Keep { observations: day, waits: day, readings: day }).unwrap();
    let (old, young): (Instant, Instant) =
        ("2020-01-02T09:00:00Z".parse().unwrap(), "2096-01-02T09:00:00Z".parse().unwrap());
    for at in [old, young] {
        let wait = WaitInterval::new(Minutes(5), Some(Minutes(10))).unwrap();
        let site = "riantec".parse().unwrap();
        store.note_wait(&ToldWait { site, at, wait, median: 7.0, vehicles: None });
    }
    store.flush().unwrap();
    let head = "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"sites.json\"\n";
    fs::write(&config, format!("{head}[history]\nfile = \"history.sqlite\"\n")).unwrap();
    let left = || {
        let waits = store.waits("2015-01-01T00:00:00Z".parse().unwrap(), "2100-01-01T00:00:00Z".parse().unwrap());
        waits.unwrap().iter().map(|wait| wait.at).collect::<Vec<_>>()
    };
    let publish = ["publish", "--config", &config, "--dist", &dist, "--out", &out];
    for moved in ["2020-01-03T09:00:00Z", "2099-12-31T09:00:00Z"] {
        let output = run(&[&publish[..], &["--now", moved]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(left(), [old, young], "an instant that is given is no clock by which something is old");
        assert_eq!(store.kept_days().unwrap(), None, "nor one by which days are over");
    }
    assert!(run(&publish).status.success());
    assert_eq!(left(), [young]);
}

#[test]
fn a_backtest_of_a_history_says_how_far_off_each_rule_would_have_been() {
    let folder = folder();
    mornings(&folder.path().join("history.sqlite"));
    let config = text(folder.path(), "territory.toml");
    let head = "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"sites.json\"\n";
    fs::write(&config, format!("{head}[history]\nfile = \"history.sqlite\"\n")).unwrap();
    let output = run(&["backtest", "--config", &config, "--now", "2026-11-30T10:00:00+01:00"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let figures: Vec<Vec<f64>> = said
        .lines()
        .skip(2)
        .map(|line| line.split_whitespace().filter_map(|word| word.parse().ok()).collect())
        .collect();
    // Of the last week's seven mornings with a wait each five minutes for two hours; ahead, questions, and the errors of the
    // forecast, the last value, the plain mean and what is usual.
    let expected = [
        [10.0, 154.0, 1.0, 0.0, 6.0, 6.0],
        [20.0, 140.0, 2.0, 0.0, 6.0, 6.0],
        [30.0, 126.0, 4.0, 0.0, 6.0, 6.0],
        [60.0, 84.0, 6.0, 0.0, 6.0, 6.0],
    ];
    assert_eq!(figures, expected, "what is measured fades into what is usual: {said}");
    fs::write(&config, head).unwrap();
    let output = run(&["backtest", "--config", &config]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no history is kept"));
}
