//! Two territories at one border: two relays, of which one reads the other.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

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
    let (_lorient, file) =
        territory("lorient", &format!("[[neighbours]]\nid = \"auray\"\napi = \"{}/api/v1/\"\n", neighbour.1));
    let relay = Relay::start(&file);
    let sites = relay.until("sites.json", "the other centre came", |sites| ids(sites).len() == 2).await;
    assert_eq!(ids(&sites), ["nord", "auray-nord"]);
    assert_eq!(sites["sites"][1]["territory"], "auray");
    let status = relay.until("status.json", "all is well", |status| entry(status)["ok"] == true).await;
    assert_eq!((&entry(&status)["kept"], &entry(&status)["label"]["fr"]), (&1.into(), &"Pays de auray".into()));
    assert_eq!(relay.document("territory.json").await["id"], "lorient");
    drop(neighbour);
    // Asked again after a minute at the earliest: until then, and then too, what came stays.
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(ids(&relay.document("sites.json").await).len(), 2);
}

#[tokio::test]
async fn a_neighbour_that_cannot_be_reached_is_said_and_harms_nobody() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let more = "[[neighbours]]\nid = \"auray\"\napi = \"http://127.0.0.1:9/api/v1/\"\n";
    let (_folder, file) = territory("lorient", more);
    let relay = Relay::start(&file);
    let told = |status: &Value| entry(status)["last_error"].as_str().unwrap_or_default().contains("territory.json");
    let status = relay.until("status.json", "it is said", told).await;
    assert_eq!(entry(&status)["ok"], false);
    assert_eq!(ids(&relay.document("sites.json").await), ["nord"]);
}

#[test]
fn a_neighbour_is_checked_with_its_line() {
    for (more, expected) in [
        ("[[neighbours]]\nid = \"auray\"\napi = \"https://auray.example/api/v1\"\n", "does not end with a slash"),
        ("[[neighbours]]\nid = \"lorient\"\napi = \"https://auray.example/api/v1/\"\n", "two territories"),
        ("[[neighbours]]\nid = \"auray\"\napi = \"ftp://auray.example/\"\n", ":10:"),
    ] {
        let (_folder, file) = territory("lorient", more);
        let checked =
            Command::new(env!("CARGO_BIN_EXE_relay")).args(["check", "--now", NOW]).arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&checked.stderr).into_owned();
        assert_eq!(checked.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{said}");
    }
}
