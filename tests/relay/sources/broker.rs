//! A real broker.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use rumqttc::{AsyncClient, Event, MqttOptions, Packet, QoS};
use serde_json::json;
use tempfile::TempDir;

use super::territory::Territory;

/// Debian's place, which is not in everybody's path.
const MOSQUITTO: &str = "/usr/sbin/mosquitto";

pub struct Broker {
    child: Child,
    pub port: u16,
    folder: TempDir,
    /// What its listener says besides.
    more: String,
}

impl Broker {
    /// A broker that knows one user, `relay` with the password `s3cret-of-16-signs`.
    pub fn start() -> Self {
        Self::with("")
    }

    /// The same, with more lines for its listener.
    pub fn with(more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let passwords = folder.path().join("passwords");
        fs::write(&passwords, "").unwrap();
        let made = Command::new("mosquitto_passwd")
            .args(["-b"])
            .arg(&passwords)
            .args(["relay", "s3cret-of-16-signs"])
            .status();
        assert!(made.expect("mosquitto is missing: packaging/setup.sh test installs it").success());
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Self::run(folder.path(), port, more);
        Self { child, port, folder, more: more.to_owned() }
    }

    fn run(folder: &Path, port: u16, more: &str) -> Child {
        let passwords = folder.join("passwords");
        // Started by root it would become another user, who may not read this folder.
        let text = format!(
            "listener {port} 127.0.0.1\nallow_anonymous false\npassword_file {}\nuser {}\npersistence true\npersistence_location {}/\n{more}",
            passwords.display(),
            whoami(),
            folder.display()
        );
        let file = folder.join("mosquitto.conf");
        fs::write(&file, text).unwrap();
        let mut command = Command::new(MOSQUITTO);
        command.arg("-c").arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("mosquitto is missing: packaging/setup.sh test installs it")
    }

    fn stop(&mut self) {
        if self.child.try_wait().unwrap().is_some() {
            return;
        }
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }

    fn again(&mut self) {
        self.stop();
        self.child = Self::run(self.folder.path(), self.port, &self.more);
    }

    /// Publishes messages and waits until the broker has them.
    async fn publish(&self, messages: &[(&str, String)]) {
        self.publish_as(false, messages).await;
    }

    /// The same; what is retained is sent to whoever comes later too.
    async fn publish_as(&self, is_retained: bool, messages: &[(&str, String)]) {
        let mut options = MqttOptions::new("sender", "127.0.0.1", self.port);
        options.set_credentials("relay", "s3cret-of-16-signs");
        let (client, mut events) = AsyncClient::new(options, 64);
        for (topic, body) in messages {
            client.publish(*topic, QoS::AtLeastOnce, is_retained, body.as_bytes()).await.unwrap();
        }
        let mut left = messages.len();
        while left > 0 {
            match events.poll().await {
                Ok(Event::Incoming(Packet::PubAck(_))) => left -= 1,
                Ok(_) => {}
                // It has only just been started.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.stop();
    }
}

fn whoami() -> String {
    String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap().trim().to_owned()
}

fn source(id: &str, port: u16, payload: &str, topic: &str, more: &str) -> String {
    format!(
        "[[sources]]\nid = \"{id}\"\nkind = \"mqtt\"\nbroker = \"mqtt://127.0.0.1:{port}\"\nuser = \"relay\"\n\
         topics = [\"{topic}\"]\npayload = \"{payload}\"\n{more}\n\
         [[sources.map]]\nkey = \"loop-{id}\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"count\"\n"
    )
}

const PASSWORD: &str = "password = { file = \"secret\" }";

fn ttn(frame: u32, at: &str, payload: &serde_json::Value) -> String {
    json!({"end_device_ids": {"device_id": "loop-ttn"}, "received_at": at,
           "uplink_message": {"f_cnt": frame, "decoded_payload": payload}})
    .to_string()
}

#[tokio::test]
async fn uplinks_of_both_network_servers_arrive_over_a_real_broker() {
    let broker = Broker::start();
    let sources = source("ttn", broker.port, "ttn", "v3/+/devices/+/up", PASSWORD)
        + &source("chirp", broker.port, "chirpstack", "application/+/device/+/event/up", PASSWORD);
    let territory = Territory::of(&sources);
    let (_running, _) = territory.start();
    territory
        .until("both connections", |t| ["ttn", "chirp"].iter().all(|id| t.status(id)["last_success"].is_string()))
        .await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let chirp = json!({"deviceInfo": {"devEui": "LOOP-chirp"}, "time": "2026-11-21T09:58:00Z", "fCnt": 3, "object": {"count": 16}});
    broker
        .publish(&[
            ("v3/app@ttn/devices/loop-ttn/up", ttn(41, "2026-11-21T09:58:00Z", &json!({"count": 14}))),
            ("v3/app@ttn/devices/loop-ttn/up", ttn(42, "2026-11-21T09:59:00Z", &json!({"count": 15}))),
            // Over a second gateway, and another late.
            ("v3/app@ttn/devices/loop-ttn/up", ttn(42, "2026-11-21T09:59:01Z", &json!({"count": 15}))),
            ("v3/app@ttn/devices/loop-ttn/up", ttn(40, "2026-11-21T09:59:30Z", &json!({"count": 2}))),
            ("v3/app@ttn/devices/loop-ttn/up", "no JSON".to_owned()),
            (
                "v3/app@ttn/devices/other/up",
                ttn(1, "2026-11-21T09:59:00Z", &json!({"count": 9})).replace("loop-ttn", "other"),
            ),
            ("application/1/device/a1/event/up", chirp.to_string()),
        ])
        .await;
    territory.until("all messages", |t| t.status("ttn")["rejected"] == 1 && t.status("chirp")["kept"] == 1).await;
    territory.until("three uplinks", |t| t.status("ttn")["kept"] == 3).await;
    let reading = territory.reading("riantec").unwrap();
    assert_eq!((&reading["vehicles"], &reading["at"]), (&json!(15.0), &json!("2026-11-21T09:59:00Z")), "{reading}");
}

#[tokio::test]
async fn the_last_of_thousands_of_topics_is_heard() {
    let broker = Broker::start();
    let topics: Vec<String> = (0..3_000).map(|number| format!("v3/app@ttn/devices/loop-{number:04}/up")).collect();
    let one = source("ttn", broker.port, "ttn", "LAST", PASSWORD);
    let territory = Territory::of(&one.replace("\"LAST\"", &format!("\"{}\"", topics.join("\", \""))));
    let (_running, _) = territory.start();
    territory.until("a connection", |t| t.status("ttn")["last_success"].is_string()).await;
    let last = topics.last().unwrap().as_str();
    // The broker may still be reading the topics.
    let heard = async {
        for frame in 1.. {
            let uplink = ttn(frame, "2026-11-21T09:59:00Z", &json!({"count": 5}));
            broker.publish(&[(last, uplink)]).await;
            if territory.status("ttn")["kept"].as_u64() > Some(0) {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), heard).await.expect("the last topic was never heard");
    assert_eq!(territory.status("ttn")["ok"], true);
}

#[tokio::test]
async fn a_wrong_password_is_said_and_a_broker_that_comes_back_is_found() {
    let mut broker = Broker::start();
    let wrong = source("wrong", broker.port, "ttn", "v3/+/devices/+/up", "");
    let territory = Territory::of(&(source("ttn", broker.port, "ttn", "v3/+/devices/+/up", PASSWORD) + &wrong));
    let (_running, _) = territory.start();
    territory.until("a connection", |t| t.status("ttn")["last_success"].is_string()).await;
    territory.until("a refusal", |t| t.error("wrong").contains("the broker refused")).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    broker.stop();
    territory.until("a loss", |t| t.status("ttn")["ok"] == false).await;
    broker.again();
    broker.publish(&[("v3/a/devices/loop-ttn/up", ttn(7, "2026-11-21T09:59:00Z", &json!({"count": 0})))]).await;
    territory.until("the message that was sent meanwhile", |t| t.status("ttn")["kept"] == 1).await;
    assert_eq!(territory.reading("riantec").unwrap()["vehicles"], 0.0);
    assert_eq!(territory.status("ttn")["ok"], true);
}

#[tokio::test]
async fn what_waited_at_the_broker_is_not_told_as_now_where_messages_bear_no_instant() {
    let broker = Broker::start();
    let territory = Territory::of(&source(
        "bare",
        broker.port,
        "json",
        "loops/+",
        &format!("{PASSWORD}\nat_received = true\nkey = \"id\""),
    ));
    let topic = "loops/riantec";
    let message = |vehicles: u32| json!({"id": "loop-bare", "count": vehicles}).to_string();
    // The clock stands still, so the same count is the same report.
    let hears = async |vehicles: u32, kept: u64| {
        for _ in 0..100 {
            broker.publish(&[(topic, message(vehicles))]).await;
            tokio::time::sleep(Duration::from_millis(100)).await;
            if territory.status("bare")["kept"].as_u64().unwrap() >= kept {
                return;
            }
        }
        panic!("{vehicles} vehicles were not heard; {}", territory.status("bare"));
    };
    broker.publish_as(true, &[(topic, message(99))]).await;
    let (running, _) = territory.start();
    hears(5, 1).await;
    drop(running);
    tokio::time::sleep(Duration::from_millis(300)).await;
    broker.publish(&[(topic, message(98))]).await;
    let (_running, _) = territory.start();
    hears(7, 2).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(territory.status("bare")["kept"], 2, "neither the retained message nor the one that waited");
}

#[tokio::test]
async fn two_installations_of_one_territory_do_not_take_each_others_session_and_each_finds_its_queue_again() {
    let broker = Broker::start();
    let sources = source("ttn", broker.port, "ttn", "v3/+/devices/+/up", PASSWORD);
    let (here, there) = (Territory::of(&sources), Territory::of(&sources));
    let topic = "v3/a/devices/loop-ttn/up";
    let message = |frame: u32, at: &str| (topic, ttn(frame, at, &json!({"count": 4})));
    let (running, _) = here.start();
    let (_other, _) = there.start();
    for territory in [&here, &there] {
        territory.until("a connection", |t| t.status("ttn")["last_success"].is_string()).await;
    }
    // Under one name each would end the other's session as it comes.
    tokio::time::sleep(Duration::from_millis(500)).await;
    broker.publish(&[message(1, "2026-11-21T09:58:00Z")]).await;
    for territory in [&here, &there] {
        territory.until("the message", |t| t.status("ttn")["kept"] == 1).await;
        assert_eq!(territory.status("ttn")["ok"], true, "{}", territory.status("ttn"));
    }
    // One of them is started anew; what was sent meanwhile waits for it, since the message says itself when it was seen.
    drop(running);
    tokio::time::sleep(Duration::from_millis(300)).await;
    broker.publish(&[message(2, "2026-11-21T09:59:00Z")]).await;
    let Territory { folder, config, station, clock } = here;
    drop(station);
    let station = std::sync::Arc::new(bon_moment::relay::station::Station::open(&config, clock.now()).unwrap());
    let again = Territory { folder, config, station, clock };
    let (_running, _) = again.start();
    again.until("the message that was sent meanwhile", |t| t.status("ttn")["kept"] == 1).await;
    there.until("the same at the other", |t| t.status("ttn")["kept"] == 2).await;
}
