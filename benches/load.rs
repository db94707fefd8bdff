//! What a running relay takes with 13 centres and with 5 000, each with three dozen public buildings and with the reports of
//! the last hours behind it, while a hundred uplinks a second come over a real broker and readers ask:
//! `cargo bench --bench load`. Peak memory and processor time are the kernel's (`/proc`). `LOAD_S` are the seconds of each
//! run, `DIST` the built app; without it a page stands for it.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant as Clock, SystemTime},
};

use bon_moment::{
    domain::Instant,
    relay::{
        store::{Keep, Store},
        waits::{Observation, Seen},
    },
};
use chrono::TimeDelta;
use rumqttc::{Client, Event, MqttOptions, Packet, QoS};
use tempfile::TempDir;

const CENTRES: [usize; 2] = [13, 5_000];
/// Public buildings with panels: what they give and what is used there.
const BUILDINGS: usize = 36;
const METERS: [&str; 2] = ["pv", "load"];
const UPLINKS_A_SECOND: u64 = 100;
/// So many of them are a building's, the others a centre's.
const METER_EVERY: u64 = 5;
/// How far back a sensor's reports count: so much lies in the history already, as after a restart.
const PAST: Duration = Duration::from_hours(3);
/// Readers: a document or a page so many times a second.
const READS_A_SECOND: u64 = 20;
/// What a small machine can spare.
const BOUND_MB: f64 = 64.0;
/// Linux counts a process' time in hundredths of a second, whatever the machine.
const TICKS_A_SECOND: f64 = 100.0;
/// What the systemd unit says to the C library's allocator.
const MALLOC: [(&str, &str); 3] =
    [("MALLOC_ARENA_MAX", "1"), ("MALLOC_MMAP_THRESHOLD_", "262144"), ("MALLOC_TRIM_THRESHOLD_", "131072")];
/// Debian's place, which is not in everybody's path.
const MOSQUITTO: &str = "/usr/sbin/mosquitto";

fn main() {
    let seconds = std::env::var("LOAD_S").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    println!(
        "{UPLINKS_A_SECOND} uplinks and {READS_A_SECOND} answers a second, {seconds} s each, {BUILDINGS} buildings of {} meters",
        METERS.len()
    );
    println!(
        "{:>8} {:>10} {:>10} {:>12} {:>14} {:>12}",
        "centres", "sent", "kept", "peak, MB", "one core, %", "64 MB hold"
    );
    for centres in CENTRES {
        let taken = run(centres, seconds);
        let holds = if taken.peak_mb <= BOUND_MB { "yes" } else { "no" };
        println!(
            "{centres:>8} {:>10} {:>10} {:>12.1} {:>14.1} {holds:>12}",
            seconds * UPLINKS_A_SECOND,
            taken.kept,
            taken.peak_mb,
            taken.core_percent
        );
        eprintln!(
            "  at its start {:.1} MB; {} answers, {} kB",
            taken.start_mb,
            taken.answers,
            taken.answered_bytes / 1000
        );
    }
}

struct Taken {
    kept: u64,
    start_mb: f64,
    peak_mb: f64,
    core_percent: f64,
    answers: u64,
    answered_bytes: u64,
}

fn run(centres: usize, seconds: u64) -> Taken {
    let folder = tempfile::tempdir().unwrap();
    let broker = Broker::start(&folder);
    territory(folder.path(), centres, broker.port);
    buildings(folder.path(), broker.port);
    past(folder.path(), centres);
    let relay = Relay::start(folder.path());
    // Its first documents are made; their peak counts as well.
    let start_mb = relay.peak_mb();
    let (begun, before) = (Clock::now(), relay.ticks());
    let sending = std::thread::spawn({
        let port = broker.port;
        move || send(port, centres, seconds)
    });
    let bytes = Arc::new(AtomicU64::new(0));
    let answers = read(&relay.address, centres, seconds, &bytes);
    sending.join().unwrap();
    // What came last is still on its way through the broker.
    std::thread::sleep(Duration::from_secs(2));
    let core_percent = (relay.ticks() - before) / TICKS_A_SECOND / begun.elapsed().as_secs_f64() * 100.0;
    let kept = relay.kept();
    let answered_bytes = bytes.load(Ordering::Relaxed);
    Taken { kept, start_mb, peak_mb: relay.peak_mb(), core_percent, answers, answered_bytes }
}

/// Centres that are always open, each with a loop that counts its queue.
fn territory(folder: &Path, centres: usize, port: u16) {
    let site = |i: usize| {
        format!(
            r#"{{"id":"site-{i}","name":"Déchetterie {i}","commune":"Commune {}","address":"{i} rue des Bennes","lat":{:.4},"lon":{:.4},"hours":[{{"days":[1,2,3,4,5,6,7],"open":[["00:00","24:00"]]}}],"accepts":["green-waste","rubble","wood","cardboard"]}}"#,
            i / 2,
            47.0 + (i % 90) as f64 / 100.0,
            -3.5 + (i / 90) as f64 / 100.0
        )
    };
    let sites: Vec<String> = (0..centres).map(site).collect();
    fs::write(folder.join("sites.json"), format!(r#"{{"version":1,"sites":[{}]}}"#, sites.join(","))).unwrap();
    let mut text = format!(
        "[territory]\nid = \"load\"\nname = \"Load\"\ntime_zone = \"Europe/Paris\"\nsites = \"sites.json\"\nschools = \"schools.json\"\n\
         [network]\nallow_private = [\"127.0.0.1\"]\n[history]\nfile = \"history.sqlite\"\n\
         [[sources]]\nid = \"ttn\"\nkind = \"mqtt\"\nbroker = \"mqtt://127.0.0.1:{port}\"\ntopics = [\"v3/+/devices/+/up\"]\npayload = \"ttn\"\n"
    );
    for i in 0..centres {
        let _ =
            write!(text, "[[sources.map]]\nkey = \"loop-{i}\"\nsite = \"site-{i}\"\nsees = \"queue\"\nfield = \"n\"\n");
    }
    fs::write(folder.join("territory.toml"), text).unwrap();
}

/// Buildings, and a source whose messages tell one meter each.
fn buildings(folder: &Path, port: u16) {
    let building = |i: usize| {
        let meters = [("pv", "pv_production"), ("load", "consumption")];
        let meters = meters.map(|(id, kind)| format!(r#"{{"id":"{id}","kind":"{kind}","step_s":600}}"#)).join(",");
        format!(
            r#"{{"id":"school-{i}","name":"École {i}","commune":"Commune {i}","lat":47.7,"lon":-3.3,"pupils":150,"pv_peak_w":36000,"since":"2025-09","meters":[{meters}]}}"#
        )
    };
    let all: Vec<String> = (0..BUILDINGS).map(building).collect();
    fs::write(folder.join("schools.json"), format!(r#"{{"version":1,"schools":[{}]}}"#, all.join(","))).unwrap();
    let mut text = format!(
        "[[sources]]\nid = \"meters\"\nkind = \"mqtt\"\nbroker = \"mqtt://127.0.0.1:{port}\"\ntopics = [\"meters/+/+\"]\n\
         payload = \"json\"\nkey = \"meter\"\nat_field = \"at\"\nat_format = \"rfc3339\"\n"
    );
    for (i, meter) in (0..BUILDINGS).flat_map(|i| METERS.map(|meter| (i, meter))) {
        let name = format!("school-{i}/{meter}");
        let _ = write!(text, "[[sources.map]]\nkey = \"{name}\"\nmeter = \"{name}\"\nfield = \"w\"\nunit = \"W\"\n");
    }
    let mut file = fs::OpenOptions::new().append(true).open(folder.join("territory.toml")).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// The reports of the last hours at the rate of the run, as a relay that was restarted finds them.
fn past(folder: &Path, centres: usize) {
    let days = TimeDelta::days(60);
    let keep = Keep { observations: days, waits: days, readings: days };
    let store = Store::open(&folder.join("history.sqlite"), keep).unwrap();
    let now = SystemTime::now();
    let count = PAST.as_secs() * UPLINKS_A_SECOND;
    for i in 0..count {
        let (site, frame) = (i as usize % centres, i / centres as u64);
        let before = Duration::from_millis((count - i) * 1000 / UPLINKS_A_SECOND);
        store.note(&Observation {
            site: format!("site-{site}").parse().unwrap(),
            sensor: format!("ttn/loop-{site}").as_str().into(),
            at: (now - before).into(),
            // The run's own numbers follow.
            frame: Some(frame as u32),
            seen: Seen::Queue(((site as u64 + frame) % 12) as u32),
        });
        if i % 50_000 == 49_999 {
            store.flush().unwrap();
        }
    }
    store.flush().unwrap();
}

/// One uplink after the other, each of the next centre, and now and then of the next meter.
fn send(port: u16, centres: usize, seconds: u64) {
    let mut options = MqttOptions::new("sender", "127.0.0.1", port);
    options.set_inflight(1000);
    let (client, mut events) = Client::new(options, 1000);
    let count = seconds * UPLINKS_A_SECOND;
    let before = PAST.as_secs() * UPLINKS_A_SECOND;
    let publishing = std::thread::spawn(move || {
        let begun = Clock::now();
        for i in 0..count {
            let due = Duration::from_micros(i * 1_000_000 / UPLINKS_A_SECOND);
            std::thread::sleep(due.saturating_sub(begun.elapsed()));
            if i % METER_EVERY == 0 {
                let (topic, body) = metered(i / METER_EVERY);
                client.publish(topic, QoS::AtLeastOnce, false, body).unwrap();
                continue;
            }
            let (site, frame) = (i as usize % centres, (before + i) as usize / centres);
            let at = Instant::from(SystemTime::now()).to_rfc3339();
            let body = format!(
                r#"{{"end_device_ids":{{"device_id":"loop-{site}"}},"received_at":"{at}","uplink_message":{{"f_port":1,"f_cnt":{frame},"frm_payload":"AQ==","decoded_payload":{{"n":{}}}}}}}"#,
                (site + frame) % 12
            );
            client.publish(format!("v3/app/devices/loop-{site}/up"), QoS::AtLeastOnce, false, body).unwrap();
        }
        client
    });
    let mut left = count;
    for event in events.iter() {
        if matches!(event.unwrap(), Event::Incoming(Packet::PubAck(_))) {
            left -= 1;
        }
        if left == 0 {
            break;
        }
    }
    drop(publishing.join().unwrap());
}

/// What a meter says: each time of ten minutes earlier, so that its day fills.
fn metered(n: u64) -> (String, String) {
    let all = (BUILDINGS * METERS.len()) as u64;
    let (building, meter) = ((n % all) as usize / METERS.len(), METERS[n as usize % METERS.len()]);
    let at = Instant::from(SystemTime::now() - Duration::from_mins(10 * (n / all))).to_rfc3339();
    let body = format!(r#"{{"meter":"school-{building}/{meter}","at":"{at}","w":{}}}"#, 500 + n % 7000);
    (format!("meters/school-{building}/{meter}"), body)
}

/// Documents and pages, one after the other, compressed either way; how many answers came.
fn read(address: &str, centres: usize, seconds: u64, bytes: &AtomicU64) -> u64 {
    let begun = Clock::now();
    let count = seconds * READS_A_SECOND;
    for i in 0..count {
        std::thread::sleep(Duration::from_micros(i * 1_000_000 / READS_A_SECOND).saturating_sub(begun.elapsed()));
        // Somebody's crawler walks through the pages of all centres.
        let path = match i % 8 {
            0 => "api/v1/live.json".to_owned(),
            1 => "api/v1/sites.json".to_owned(),
            2 => "sobre/".to_owned(),
            3 => "api/v1/schools_live.json".to_owned(),
            4 => format!("sobre/ecoles/load/school-{}/", i as usize / 8 % BUILDINGS),
            _ => format!("sobre/dechetteries/load/site-{}/", i as usize % centres),
        };
        let encoding = if i % 2 == 0 { "br" } else { "gzip" };
        bytes.fetch_add(ask(address, &path, encoding).len() as u64, Ordering::Relaxed);
    }
    count
}

/// The whole answer.
fn ask(address: &str, path: &str, encoding: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("GET /{path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(
        answer.starts_with(b"HTTP/1.1 200"),
        "{path}: {}",
        String::from_utf8_lossy(&answer[..answer.len().min(200)])
    );
    answer
}

struct Broker {
    child: Child,
    port: u16,
}

impl Broker {
    fn start(folder: &TempDir) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let file = folder.path().join("mosquitto.conf");
        fs::write(&file, format!("listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 100000\n"))
            .unwrap();
        let mut command = Command::new(MOSQUITTO);
        command.arg("-c").arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("mosquitto is missing: packaging/setup.sh bench installs it");
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { child, port }
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Relay {
    child: Child,
    address: String,
}

impl Relay {
    fn start(folder: &Path) -> Self {
        let dist = std::env::var_os("DIST").map_or_else(|| plain_app(folder), PathBuf::from);
        let mut command = Command::new(env!("CARGO_BIN_EXE_relay"));
        command.arg("serve").arg("--config").arg(folder.join("territory.toml"));
        command.arg("--dist").arg(dist).args(["--listen", "127.0.0.1:0"]).env("RUST_LOG", "error");
        command.envs(MALLOC);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").expect(&line).to_owned();
        // The sources have connected.
        std::thread::sleep(Duration::from_secs(1));
        Self { child, address }
    }

    fn proc(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }

    /// The most memory that it ever held.
    fn peak_mb(&self) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    }

    /// Its processor time, all cores together.
    fn ticks(&self) -> f64 {
        let stat = self.proc("stat");
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        // utime and stime, the 14th and 15th of all fields (proc_pid_stat(5)).
        fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()
    }

    /// Uplinks that it took in, by its own account at its next refresh.
    fn kept(&self) -> u64 {
        let kept = || {
            let answer = ask(&self.address, "api/v1/status.json", "identity");
            let answer = String::from_utf8(answer).unwrap();
            let body: serde_json::Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
            let sources = body["sources"].as_array().unwrap().iter();
            let ours = sources.filter(|source| ["ttn", "meters"].iter().any(|id| source["id"] == *id));
            (ours.filter_map(|source| source["kept"].as_u64()).sum::<u64>(), body["generated_at"].clone())
        };
        let (begun, first) = (Clock::now(), kept());
        while kept().1 == first.1 && begun.elapsed() < Duration::from_secs(70) {
            std::thread::sleep(Duration::from_millis(500));
        }
        kept().0
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page that stands for the app.
fn plain_app(folder: &Path) -> PathBuf {
    let dist = folder.join("dist");
    fs::create_dir(&dist).unwrap();
    fs::write(dist.join("index.html"), "<!doctype html><base href=/>").unwrap();
    dist
}
