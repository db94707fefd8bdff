//! A broker whose name has two addresses, of which one lies in a private network.

use std::{
    collections::BTreeSet,
    net::IpAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use bon_moment::{
    domain::{Instant, SiteId},
    relay::{
        clock::RelayClock,
        config::{Config, Kind, Secret, SourceConfig},
        sources::{Batch, Client, Connection, Fetcher, Guard, Ready, Said, Sink, supervise},
        tasks::Tasks,
    },
};
use reqwest::header::HeaderMap;
use tokio::{
    io::AsyncReadExt,
    net::TcpListener,
    time::{sleep, timeout},
};

use super::territory::{HEAD, now};

/// A range for examples in books: it is public, and nobody answers there.
const PUBLIC: &str = "203.0.113.7";
const PRIVATE: &str = "127.0.0.1";

#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl Sink for Heard {
    fn hear(&self, _: &SiteId, said: Said, _: Instant) -> Option<Batch> {
        self.0.lock().unwrap().push(format!("{said:?}"));
        None
    }
}

fn source(port: u16) -> Arc<SourceConfig> {
    let text = format!(
        "{HEAD}[[sources]]\nid = \"x\"\nkind = \"mqtt\"\nbroker = \"mqtt://broker.example:{port}\"\nuser = \"relay\"\n\
         topics = [\"a\"]\npayload = \"ttn\"\ntimeout_s = 1\n\
         [[sources.map]]\nkey = \"a\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"n\"\n"
    );
    Config::parse(std::path::Path::new("t.toml"), &text).unwrap().sources.remove(0)
}

/// What a listener in the private network receives, and what was said of the source.
async fn received(allowed: &[&str], addresses: &[&str]) -> (Option<String>, String) {
    let private = TcpListener::bind((PRIVATE, 0)).await.unwrap();
    let source = source(private.local_addr().unwrap().port());
    let Kind::Mqtt(mqtt) = &source.kind else { panic!("another kind") };
    let allowed: BTreeSet<String> = allowed.iter().map(|host| (*host).to_owned()).collect();
    let addresses: Vec<IpAddr> = addresses.iter().map(|address| address.parse().unwrap()).collect();
    let guard = Guard::new(&allowed).with_addresses([("broker.example".to_owned(), addresses)].into());
    let client = Client { name: "a".to_owned(), is_lasting: false };
    let password = Secret::new("s3cret");
    let connection = Connection::new(mqtt, Some(&password), &source.when, &client, ".".as_ref(), guard).unwrap();
    let heard = Arc::new(Heard::default());
    let sink = Arc::clone(&heard) as Arc<dyn Sink>;
    let clock = RelayClock::new(Some(now()), Some(0.0));
    let ready = Ready::Mqtt(Box::new(connection));
    let mut tasks = Tasks::new(Arc::default(), clock);
    supervise(vec![(Arc::clone(&source), ready)], &sink, clock, &mut tasks);
    let met = async {
        let (mut stream, _) = private.accept().await.unwrap();
        let mut bytes = [0; 512];
        let count = stream.read(&mut bytes).await.unwrap();
        String::from_utf8_lossy(&bytes[..count]).into_owned()
    };
    let met = timeout(Duration::from_secs(3), met).await.ok();
    for _ in 0..20 {
        if met.is_some() || !heard.0.lock().unwrap().is_empty() {
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    drop(tasks);
    let said = heard.0.lock().unwrap().join("\n");
    (met, said)
}

#[tokio::test]
async fn of_a_broker_with_a_public_and_a_private_address_the_private_one_is_never_dialled() {
    for addresses in [[PUBLIC, PRIVATE], [PRIVATE, PUBLIC]] {
        let (met, said) = received(&[], &addresses).await;
        assert_eq!(met, None, "the password was sent into a private network");
        assert!(said.contains("Failed"), "{said}");
    }
    let (met, said) = received(&[], &[PRIVATE]).await;
    assert!(met.is_none() && said.contains("Private(\"broker.example\")"), "{said}");
}

#[tokio::test]
async fn an_address_that_was_allowed_is_the_one_that_is_dialled() {
    let (met, _) = received(&["broker.example"], &[PRIVATE, PUBLIC]).await;
    assert!(met.is_some_and(|met| met.contains("MQTT") && met.contains("s3cret")));
}

#[tokio::test]
async fn an_http_source_with_two_addresses_is_asked_at_the_public_one_alone() {
    let server = super::server::Server::start().await;
    server.put("/rows", "[]");
    let url = format!("http://data.example:{}/rows", server.address.port()).parse().unwrap();
    let fetcher = |allowed: &[&str], addresses: &[&str]| {
        let allowed = allowed.iter().map(|host| (*host).to_owned()).collect();
        let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
        let guard = Guard::new(&allowed).with_addresses([("data.example".to_owned(), addresses)].into());
        Fetcher::new(guard, HeaderMap::new(), Duration::from_secs(2), 1000).unwrap()
    };
    for addresses in [[PUBLIC, PRIVATE], [PRIVATE, PUBLIC]] {
        let refused = fetcher(&[], &addresses).get(&url, now()).await.is_err();
        assert!(refused && server.asked().is_empty(), "a private address was asked");
    }
    assert!(fetcher(&["data.example"], &[PRIVATE]).get(&url, now()).await.is_ok() && server.asked().len() == 1);
}
