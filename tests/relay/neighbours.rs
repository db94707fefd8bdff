//! Two territories at one border: two relays, of which one reads the other.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

/// A Saturday morning; no test depends on the day on which it runs.
const NOW: &str = "2026-11-21T10:20:00+01:00";

struct Relay(Child, String);

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Relay {
    fn start(config: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relay"));
        command
            .args(["serve", "--api-only", "--listen", "127.0.0.1:0", "--every", "1", "--now", NOW, "--config"])
            .arg(config);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let address = said.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self(child, address)
    }

    async fn document(&self, name: &str) -> Value {
        let bytes = reqwest::get(format!("{}/api/v1/{name}", self.1)).await.unwrap().bytes().await.unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    async fn until(&self, name: &str, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let document = self.document(name).await;
            if is_so(&document) {
                return document;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "{what}: {document}");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

/// A territory with one centre in a folder of its own.
fn territory(id: &str, more: &str) -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let sites = r#"{"version":1,"sites":[{"id":"nord","name":"Déchetterie Nord","lat":47.7,"lon":-3.2}]}"#;
    fs::write(folder.path().join("sites.json"), sites).unwrap();
    let file = folder.path().join("territory.toml");
    let text = format!(
        "[territory]\nid = \"{id}\"\nname = \"Pays de {id}\"\ntime_zone = \"Europe/Paris\"\nsites = \"sites.json\"\n\
         [network]\nallow_private = [\"127.0.0.1\"]\n{more}"
    );
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn ids(sites: &Value) -> Vec<&str> {
    sites["sites"].as_array().unwrap().iter().map(|site| site["id"].as_str().unwrap()).collect()
}

fn entry(status: &Value) -> Value {
    let entries = status["sources"].as_array().unwrap();
    entries.iter().find(|entry| entry["id"] == "neighbour-auray").cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_neighbour_s_centres_stand_beside_ours_and_stay_when_it_fails() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (_auray, file) = territory("auray", "");
    let neighbour = Relay::start(&file);
    let (_lorient, file) = territory(
        "lorient",
        &format!("[[neighbours]]\nid = \"auray\"\nname = \"Auray Quiberon\"\napi = \"{}/api/v1/\"\n", neighbour.1),
    );
    let relay = Relay::start(&file);
    let sites = relay.until("sites.json", "the other centre came", |sites| ids(sites).len() == 2).await;
    assert_eq!(ids(&sites), ["nord", "auray-nord"]);
    assert_eq!(sites["sites"][1]["territory"], "auray");
    let status = relay.until("status.json", "all is well", |status| entry(status)["ok"] == true).await;
    assert_eq!((&entry(&status)["kept"], &entry(&status)["label"]["fr"]), (&1.into(), &"Auray Quiberon".into()));
    assert_eq!(relay.document("territory.json").await["id"], "lorient");
    drop(neighbour);
    // Asked again after a minute at the earliest: until then, and then too, what came stays.
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(ids(&relay.document("sites.json").await).len(), 2);
}

#[tokio::test]
async fn a_neighbour_that_cannot_be_reached_is_said_and_harms_nobody() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let more = "[[neighbours]]\nid = \"auray\"\nname = \"Auray\"\napi = \"http://127.0.0.1:9/api/v1/\"\n";
    let (_folder, file) = territory("lorient", more);
    let relay = Relay::start(&file);
    let told = |status: &Value| entry(status)["last_error"].as_str().unwrap_or_default().contains("territory.json");
    let status = relay.until("status.json", "it is said", told).await;
    assert_eq!(entry(&status)["ok"], false);
    assert_eq!(ids(&relay.document("sites.json").await), ["nord"]);
}

/// A host that takes every connection and never says a word.
fn silent() -> (std::net::TcpListener, u16) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

#[tokio::test]
async fn a_neighbour_that_never_answers_does_not_hold_ours_up() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (_listener, port) = silent();
    let more = format!("[[neighbours]]\nid = \"auray\"\nname = \"Auray\"\napi = \"http://127.0.0.1:{port}/api/v1/\"\n");
    let (_folder, file) = territory("lorient", &more);
    let begun = Instant::now();
    let relay = Relay::start(&file);
    let first = relay.document("status.json").await["generated_at"].clone();
    relay.until("status.json", "it is made again", |status| status["generated_at"] != first).await;
    assert_eq!(ids(&relay.document("sites.json").await), ["nord"]);
    // Of the four documents one alone is waited for twenty seconds.
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn what_a_neighbour_says_of_itself_changes_nothing_of_ours() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (auray, file) = territory("lorient", "");
    // It calls itself as we are called, and its centre as ours; its number is surcharged.
    let sites = r#"{"version":1,"materials":[{"id":"boats","label":{"fr":"Bateaux"},"words":{"fr":["frigo"]}}],"sites":[
        {"id":"nord","name":"Déchetterie Nord","lat":47.7,"lon":-3.2,"phone":"0 899 70 00 00","accepts":["boats"]}]}"#;
    fs::write(auray.path().join("sites.json"), sites).unwrap();
    let neighbour = Relay::start(&file);
    let (_alone, file) = territory("lorient", "");
    let alone = Relay::start(&file);
    let more = format!("[[neighbours]]\nid = \"auray\"\nname = \"Auray\"\napi = \"{}/api/v1/\"\n", neighbour.1);
    let (_lorient, file) = territory("lorient", &more);
    let relay = Relay::start(&file);
    let sites = relay.until("sites.json", "the other centre came", |sites| ids(sites).len() == 2).await;
    let theirs = &sites["sites"][1];
    assert_eq!((&theirs["id"], &theirs["territory_name"]), (&"auray-nord".into(), &"Auray".into()));
    assert_eq!((&theirs["phone"], &theirs["accepts"]), (&Value::Null, &serde_json::json!([])));
    let own = alone.document("sites.json").await;
    assert_eq!((&sites["sites"][0], &sites["materials"]), (&own["sites"][0], &own["materials"]));
    assert_eq!(relay.document("territory.json").await, alone.document("territory.json").await);
}

#[test]
fn a_neighbour_is_checked_with_its_line() {
    let of = |id: &str, more: &str, api: &str| format!("[[neighbours]]\nid = \"{id}\"\n{more}api = \"{api}\"\n");
    let named = |id: &str, name: &str| of(id, &format!("name = \"{name}\"\n"), "https://auray.example/api/v1/");
    let bounded =
        |sides: &str| of("auray", &format!("name = \"Auray\"\nbounds = {sides}\n"), "https://auray.example/api/v1/");
    for (more, expected) in [
        (of("auray", "name = \"Auray\"\n", "https://auray.example/api/v1"), "does not end with a slash"),
        (named("lorient", "Auray"), "two territories"),
        (of("auray", "name = \"Auray\"\n", "ftp://auray.example/"), ":11:"),
        (of("auray", "", "https://auray.example/api/v1/"), "name"),
        (named("auray", ""), "is no name"),
        (named("auray", "Auray\\u202E"), "is no name"),
        (named("auray", &"a".repeat(61)), "is no name"),
        // Residents could not tell it from ours, nor from another one.
        (named("auray", "PAYS DE LORIENT"), "two territories are named"),
        (named("auray", "Auray") + &named("vannes", "auray"), "two territories are named"),
        (named("auray", "Auray") + &named("auray-nord", "Nord"), "could not be told apart"),
        (bounded("[-2.8, 47.4, -3.3, 47.9]"), "is no box"),
        (bounded("[-3.3, 47.4, -2.8, 97.9]"), "is no box"),
    ] {
        let (_folder, file) = territory("lorient", &more);
        let checked =
            Command::new(env!("CARGO_BIN_EXE_relay")).args(["check", "--now", NOW]).arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&checked.stderr).into_owned();
        assert_eq!(checked.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{said}");
    }
}

/// A host that answers the first document with more than anybody reads, and the others never.
fn endless() -> u16 {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for stream in listener.incoming().flatten() {
            let (mut stream, mut head) = (stream, [0; 4096]);
            let read = stream.read(&mut head).unwrap_or(0);
            if head[..read].windows(14).any(|part| part == b"territory.json") {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
                let _ = stream.write_all(&vec![b' '; 9 << 20]);
            }
            open.push(stream);
        }
    });
    port
}

#[tokio::test]
async fn why_a_neighbour_is_not_read_is_said_before_all_of_it_was_asked_for() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let api = format!("http://127.0.0.1:{}/api/v1/", endless());
    let (_folder, file) =
        territory("lorient", &format!("[[neighbours]]\nid = \"auray\"\nname = \"Auray\"\napi = \"{api}\"\n"));
    let begun = Instant::now();
    let relay = Relay::start(&file);
    let told = |status: &Value| entry(status)["last_error"].as_str().unwrap_or_default().contains("is longer than");
    relay.until("status.json", "it is said", told).await;
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}
