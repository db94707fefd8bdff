//! Whatever other machines send, the relay's memory stays bounded: the worst answers of each form, as large as they may be,
//! are read by a relay that counts what it allocates.
//!
//! One test alone in its program: the count is the whole program's.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{fs, path::Path, process::Command, sync::Arc};

use bon_moment::{
    domain::Instant,
    relay::{
        Source,
        clock::RelayClock,
        config::Config,
        import::{self, ImportOptions},
        neighbours::Neighbourhood,
        station::Station,
    },
};
use peak_alloc::PeakAlloc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const CEILING_MB: f32 = 150.0;
/// Of an answer that is many small things: as trees, as it was, they would take more than the ceiling.
const BODY: usize = 1 << 20;
/// The most that a configuration may allow of an answer.
const LARGEST: usize = 48 << 20;

/// An answer that is never there as a whole: a beginning, something again and again, an end.
#[derive(Clone)]
struct Answer {
    begin: String,
    again: String,
    end: String,
    bytes: usize,
}

impl Answer {
    fn new(begin: &str, again: &str, end: &str) -> Self {
        Self { begin: begin.to_owned(), again: again.to_owned(), end: end.to_owned(), bytes: BODY }
    }

    fn count(&self) -> usize {
        (self.bytes - self.begin.len() - self.end.len()) / self.again.len()
    }

    fn length(&self) -> usize {
        self.begin.len() + self.count() * self.again.len() + self.end.len()
    }

    fn text(&self) -> String {
        self.begin.clone() + &self.again.repeat(self.count()) + &self.end
    }
}

/// Serves the answer to whatever is asked; paths in `only` alone where some are given.
async fn serve(answer: Answer) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let Ok(byte) = stream.read_u8().await else { return };
                    head.push(byte);
                }
                let head =
                    format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", answer.length());
                let _ = stream.write_all((head + &answer.begin).as_bytes()).await;
                let at_once = (64 << 10) / answer.again.len() + 1;
                let (piece, count) = (answer.again.repeat(at_once), answer.count());
                for begun in (0..count).step_by(at_once) {
                    let bytes = (count - begun).min(at_once) * answer.again.len();
                    if stream.write_all(&piece.as_bytes()[..bytes]).await.is_err() {
                        return;
                    }
                }
                let _ = stream.write_all(answer.end.as_bytes()).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    url
}

fn now() -> Instant {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn config(folder: &Path, more: &str) -> Config {
    let sites = r#"{"version":1,"sites":[{"id":"riantec","name":"Riantec","lat":47.7,"lon":-3.3}]}"#;
    fs::write(folder.join("sites.json"), sites).unwrap();
    let file = folder.join("territory.toml");
    let text = format!(
        "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"sites.json\"\n\
         [network]\nallow_private = [\"127.0.0.1\"]\n[history]\nfile = \"history.sqlite\"\n{more}"
    );
    fs::write(&file, text).unwrap();
    Config::load(&file).map_err(|error| error.to_string()).unwrap()
}

/// Megabytes that the program took at most while `act` ran.
async fn peak(what: &str, act: impl Future<Output = ()>) {
    MEMORY.reset_peak_usage();
    act.await;
    let peak = MEMORY.peak_usage_as_mb();
    println!("{what:<40} {peak:>6.1} MB");
    assert!(peak < CEILING_MB, "{what} took {peak} MB");
}

/// A source of a kind takes in an answer. Returns what its status says then.
async fn asked(what: &str, kind: &str, own: &str, answer: Answer) -> serde_json::Value {
    let (url, folder) = (serve(answer).await, tempfile::tempdir().unwrap());
    let own = own.replace("URL", &url);
    // Feeds are asked for by their number.
    let key = if kind == "emoncms" { "key = \"1\"\n" } else { "" };
    let map = |lane| {
        format!(
            "[[sources.map]]\n{key}site = \"riantec\"\nlane = \"l{lane}\"\nsees = \"entries_total\"\nfield = \"n\"\n"
        )
    };
    let maps: String = (0..3).map(map).collect();
    let text = format!("[[sources]]\nid = \"x\"\nkind = \"{kind}\"\ntimeout_s = 60\n{own}\n{maps}");
    let config = config(folder.path(), &text);
    let clock = RelayClock::new(Some(now()), Some(0.0));
    let station = Arc::new(Station::open(&config, clock.now()).unwrap());
    peak(&format!("{kind}: {what}"), async { station.ask_once(&config, clock).await.unwrap() }).await;
    let status = station.documents(now());
    let status: serde_json::Value = serde_json::from_slice(status.get("status.json").unwrap()).unwrap();
    let entry = status["sources"].as_array().unwrap().iter().find(|entry| entry["id"] == "x").unwrap().clone();
    assert!(entry["last_error"].as_str().unwrap_or_default().len() < 1000, "{entry}");
    entry
}

const OWN: &str = "url = \"URL/\"\nkey = \"k\"";
const AT: &str = "at_field = \"t\"\nat_format = \"seconds\"";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worst_answer_of_each_form_stays_below_the_ceiling() {
    let maps = r#"{"a":{"b":0}},"#;
    // Each form with a list of maps of maps, which take ninety times their text.
    for (kind, begin, end) in [
        ("json", "[", "0]"),
        ("geojson", "{\"features\":[", "0]}"),
        ("sensorthings", "{\"value\":[", "0]}"),
        ("data-fair", "{\"results\":[", "0]}"),
        ("ngsi-ld", "[", "0]"),
        ("senml", "[", "{}]"),
        ("fronius", "{\"Head\":{\"Status\":{\"Code\":0}},\"Body\":{\"Data\":{\"Site\":{\"n\":[", "0]}}}}"),
        ("emoncms", "[", "0]"),
    ] {
        let (own, at) = match kind {
            "senml" | "fronius" | "sensorthings" => (OWN, ""),
            "emoncms" => ("url = \"URL/\"", ""),
            _ => (OWN, AT),
        };
        let own = format!("{own}\n{at}");
        asked("maps of maps", kind, &own, Answer::new(begin, maps, end)).await;
    }
    // One record of which everything is part.
    let json = format!("{OWN}\n{AT}");
    for (what, begin, again, end) in [
        ("maps of maps in one record", "[{\"n\":[", maps, "0]}]"),
        ("zeros", "[", "0,", "0]"),
        ("lists without end", "", "[", ""),
        ("instants that are none", "[", "{\"k\":\"a\",\"t\":\"yesterday\",\"n\":1},", "0]"),
    ] {
        asked(what, "json", &json, Answer::new(begin, again, end)).await;
    }
    let values = Answer::new("[", "{\"t\":1795255200,\"n\":1},", "0]");
    let status = asked("values to keep", "json", &json, Answer { bytes: 2 << 20, ..values }).await;
    assert!(status["last_error"].as_str().unwrap_or_default().contains("more than 200000 values"), "{status}");
    // The largest that may be allowed.
    let large = format!("{json}\nmost_bytes = {LARGEST}");
    for (what, begin, again, end) in [
        ("a long text", "[{\"k\":\"", "xxxxxxxx", "\"}]"),
        ("a long name of escapes", "[{\"", "\\n\\n\\n\\n", "\":1}]"),
        ("lists without end", "[", "[[[[[[[[", ""),
    ] {
        asked(what, "json", &large, Answer { bytes: LARGEST, ..Answer::new(begin, again, end) }).await;
    }
    let named = format!("[{{\"bn\":\"{}\",\"bt\":1795255200}},", "x".repeat(60_000));
    asked("a long name of many records", "senml", OWN, Answer::new(&named, "{\"n\":\"a\",\"v\":1},", "{}]")).await;
    let table = format!("{OWN}\n{AT}");
    asked("a quotation without end", "csv", &table, Answer::new("t,n\n1,\"", "x", "")).await;
    asked("a name of a column", "csv", &table, Answer::new("t,", "n", "\n1,2\n")).await;
    asked("short rows", "csv", &table, Answer::new("t,n\n", "1795255200,1\n", "")).await;
    others().await;
}

async fn others() {
    // Ten pages that name each other, of which none is too large.
    let page =
        Answer { bytes: 1 << 20, ..Answer::new("{\"@iot.nextLink\":\"?p\",\"value\":[", "{\"a\":{\"b\":0}},", "0]}") };
    let status = asked("pages", "sensorthings", "url = \"URL/\"\nmost_pages = 10", page).await;
    assert_eq!(status["kept"], 0);
    // A neighbour's four documents.
    let sites = Answer::new("{\"version\":1,\"sites\":[", r#"{"a":{"b":0}},"#, "0]}");
    for (what, answer) in [
        ("maps of maps", sites.clone()),
        // As much as is taken.
        ("as many as are taken", Answer { bytes: 40_000, ..sites.clone() }),
        ("zeros", Answer::new("{\"version\":1,\"sites\":[", "0,", "0]}")),
    ] {
        let (url, folder) = (serve(answer).await, tempfile::tempdir().unwrap());
        let config = config(folder.path(), &format!("[[neighbours]]\nid = \"b\"\nname = \"B\"\napi = \"{url}/\"\n"));
        let station = Arc::new(Station::open(&config, now()).unwrap());
        let neighbourhood = Arc::new(Neighbourhood::new(station, &config));
        peak(&format!("neighbour: {what}"), async {
            neighbourhood.ask_once(&config, now()).await.unwrap();
            drop(neighbourhood.documents(now()));
        })
        .await;
    }
    // An answer of OpenStreetMap.
    let elements = Answer::new("{\"elements\":[", r#"{"a":{"b":0}},"#, "0]}").text();
    peak("overpass: maps of maps", async {
        let read = import::read_overpass(Path::new("a.json"), elements.as_bytes(), ImportOptions::default());
        assert!(read.is_ok_and(|imported| imported.report.kept == 0));
    })
    .await;
    drop(elements);
    status_of_a_stranger().await;
}

/// `relay status` at an address that is no relay's.
async fn status_of_a_stranger() {
    for (answer, expected) in [
        (
            Answer { bytes: 14 << 20, ..Answer::new("{\"version\":1,\"sources\":[", "0,", "0]}") },
            "no status of a relay is that long",
        ),
        (
            Answer { bytes: 1 << 20, ..Answer::new("{\"version\":1,\"sources\":[", r#"{"a":{"b":0}},"#, "0]}") },
            "of memory",
        ),
    ] {
        let url = serve(answer).await;
        let run = move || {
            Command::new(env!("CARGO_BIN_EXE_relay"))
                .args(["status", "--now", "2026-11-21T10:00:00Z", &url])
                .output()
                .unwrap()
        };
        let output = tokio::task::spawn_blocking(run).await.unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(expected) && said.len() < 500, "{said}");
    }
}
