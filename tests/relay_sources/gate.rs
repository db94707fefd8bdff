//! Somebody at the gate, with a telephone and a form, over HTTP.

use std::{sync::Arc, time::Duration};

use bon_moment::relay::{
    Source, listen,
    serve::{Relay, router_with},
    station::{Running, Station},
};
use reqwest::{Response, StatusCode, header::HeaderMap};
use serde_json::json;
use tokio::{net::TcpListener, sync::oneshot};

use crate::territory::Territory;

const SITES: &str = "[[sources.map]]\nsite = \"queven\"\nsees = \"wait\"\n[[sources.map]]\nsite = \"queven\"\nsees = \"state\"\n\
    [[sources.map]]\nsite = \"riantec\"\nsees = \"wait\"\n";

/// A relay that answers for a territory with a form.
struct Gate {
    territory: Territory,
    address: String,
    _running: Running,
    _stop: oneshot::Sender<()>,
}

impl Gate {
    async fn open(own: &str) -> Self {
        let hook = format!("[[sources]]\nid = \"gate\"\nkind = \"webhook\"\npayload = \"person\"\n{own}\n{SITES}");
        let territory = Territory::of(&hook);
        let (running, hooks) = territory.start();
        let source = Arc::clone(&territory.station) as Arc<dyn Source>;
        let relay = Arc::new(Relay::new(source, territory.clock, None, Duration::from_mins(1)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hooks/gate", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(listen::serve(listener, router_with(relay, hooks), async { drop(stopped.await) }));
        Self { territory, address, _running: running, _stop: stop }
    }

    async fn send(&self, form: &str, headers: &[(&'static str, &'static str)]) -> (StatusCode, String) {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let request = client().post(&self.address).headers(headers).body(form.to_owned());
        let sent = request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
        (sent.status(), sent.text().await.unwrap())
    }
}

fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

async fn get(address: &str, language: &str) -> Response {
    client().get(address).header("accept-language", language).send().await.unwrap()
}

const SECRET: &str = "secret = { file = \"secret\" }";

#[tokio::test]
async fn the_form_is_one_plain_page_in_two_languages() {
    let gate = Gate::open(SECRET).await;
    let french = get(&gate.address, "fr-FR,fr;q=0.9").await;
    let policy = french.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-") && policy.contains("form-action 'self'"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe") && !policy.contains("script"), "{policy}");
    assert_eq!(french.headers()["cache-control"], "no-store");
    let french = french.text().await.unwrap();
    for words in [
        "lang=\"fr\"",
        "width=device-width",
        "5 à 10 minutes d’attente",
        "type=\"password\" name=\"secret\"",
        "value=\"queven\"",
        "value=\"riantec\"",
    ] {
        assert!(french.contains(words), "{words} is missing in {french}");
    }
    assert!(!french.contains("<script") && !french.contains("s3cret"));
    let english = get(&gate.address, "en-GB").await.text().await.unwrap();
    assert!(english.contains("5 to 10 minutes of wait") && english.contains("lang=\"en\""), "{english}");
    let wished = get(&format!("{}?lang=en", gate.address), "fr").await.text().await.unwrap();
    assert_eq!(wished, english);
}

#[tokio::test]
async fn what_somebody_says_is_noted_and_live() {
    let gate = Gate::open(SECRET).await;
    let (status, page) = gate.send("lang=fr&site=queven&said=2&secret=s3cret", &[]).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("10 à 20 minutes d’attente") && page.contains("11\u{a0}h"), "{page}");
    let reading = gate.territory.reading("queven").unwrap();
    assert_eq!((&reading["wait_min"], &reading["state"]), (&json!([10.0, 20.0]), &json!("open")), "{reading}");
    let (status, page) = gate.send("lang=en&site=queven&said=5&secret=s3cret", &[]).await;
    assert!(status == StatusCode::OK && page.contains("queven: closed for the rest of the day, at"), "{page}");
    let reading = gate.territory.reading("queven").unwrap();
    assert_eq!((&reading["wait_min"], &reading["state"]), (&json!(null), &json!("closed")), "{reading}");
    assert!(page.contains("until this evening"), "{page}");
    // Said again through a program, as JSON.
    let json = client()
        .post(&gate.address)
        .header("authorization", "Bearer s3cret")
        .body(r#"{"site":"riantec","wait":"30-"}"#);
    assert_eq!(json.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(gate.territory.reading("riantec").unwrap()["wait_min"], json!([30.0, null]));
}

/// The reading of a centre so many minutes later.
fn later(gate: &Gate, site: &str, minutes: i64) -> Option<serde_json::Value> {
    let then = gate.territory.clock.now() + chrono::Duration::minutes(minutes);
    let documents = gate.territory.station.documents(then);
    let live: serde_json::Value = serde_json::from_slice(documents.get("live.json").unwrap()).unwrap();
    live["sites"].as_array().unwrap().iter().find(|entry| entry["id"] == site).cloned()
}

#[tokio::test]
async fn a_gate_that_a_person_closed_stays_closed_until_the_day_ends_or_it_is_opened() {
    // Eleven in the morning; Quéven is open day and night.
    let gate = Gate::open(SECRET).await;
    assert_eq!(gate.send("site=queven&said=5&secret=s3cret", &[]).await.0, StatusCode::OK);
    for minutes in [0, 21, 61, 12 * 60, 13 * 60 - 1] {
        let reading = later(&gate, "queven", minutes).unwrap();
        let then = gate.territory.clock.now() + chrono::Duration::minutes(minutes);
        let at: bon_moment::domain::Instant = reading["at"].as_str().unwrap().parse().unwrap();
        assert_eq!((reading["state"].as_str(), at), (Some("closed"), then), "{minutes}: {reading}");
    }
    assert!(later(&gate, "queven", 13 * 60).is_none(), "the next day begins as any other");
    // Whoever has read the documents once needs no newer reading to know it.
    let closures = |sites: &serde_json::Value| sites["sites"][1]["closures"].clone();
    let sites = gate.territory.document("sites.json");
    assert_eq!(sites["sites"][1]["id"], "queven");
    let (from, until) = ("2026-11-21T10:00:00Z", "2026-11-21T23:00:00Z");
    let reason = json!({"fr": "signalé fermé sur place", "en": "reported closed on site"});
    assert_eq!(closures(&sites), json!([{"from": from, "until": until, "reason": reason}]));
    assert_eq!(sites["sites"].as_array().unwrap().len(), 3);
    // A restart does not open it.
    gate.territory.station.flush();
    let again = Station::open(&gate.territory.config, gate.territory.clock.now()).unwrap();
    let documents = again.documents(gate.territory.clock.now() + chrono::Duration::hours(5));
    let live: serde_json::Value = serde_json::from_slice(documents.get("live.json").unwrap()).unwrap();
    assert_eq!(live["sites"][0]["state"], "closed", "{live}");
    // Somebody at the gate opens it.
    assert_eq!(gate.send("site=queven&said=6&secret=s3cret", &[]).await.0, StatusCode::OK);
    assert_eq!(later(&gate, "queven", 1).unwrap()["state"], "open");
    assert_eq!(closures(&gate.territory.document("sites.json")), json!(null));
    assert_eq!(gate.send("site=queven&said=5&secret=s3cret", &[]).await.0, StatusCode::OK);
    assert_eq!(gate.send("site=queven&said=2&secret=s3cret", &[]).await.0, StatusCode::OK);
    assert_eq!(later(&gate, "queven", 1).unwrap()["wait_min"], json!([10.0, 20.0]));
}

#[tokio::test]
async fn nothing_is_noted_without_the_secret_or_with_half_a_form() {
    let gate = Gate::open(SECRET).await;
    for form in [
        "site=queven&said=2",
        "site=queven&said=2&secret=",
        "site=queven&said=2&secret=s3cre",
        "secret=s3cret2&site=queven&said=2",
    ] {
        let (status, page) = gate.send(form, &[]).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{form}");
        assert!(page.contains("Ce mot de passe n’est pas le bon") && page.contains("<form"), "{page}");
    }
    // Riantec's state is not asked, Plouay is not mapped.
    for form in ["said=2", "site=queven", "site=queven&said=99", "site=riantec&said=5", "site=plouay&said=2", "%ff=%fe"]
    {
        let (status, _) = gate.send(&format!("{form}&secret=s3cret"), &[]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    assert_eq!(gate.territory.status("gate")["kept"], 0);
    assert_eq!(get(&gate.address.replace("gate", "other"), "fr").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_guesses_is_slowed_down() {
    let gate = Gate::open(SECRET).await;
    let mut last = StatusCode::OK;
    for _ in 0..30 {
        last = gate.send("site=queven&said=2&secret=guess", &[]).await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "the clock stands still");
    let (status, page) = gate.send("site=queven&said=2&secret=s3cret", &[]).await;
    assert!(status == StatusCode::TOO_MANY_REQUESTS && page.contains("Trop d’envois"), "{page}");
}

#[tokio::test]
async fn whoever_guesses_as_a_program_is_slowed_down_too() {
    let gate = Gate::open(SECRET).await;
    let say = async |secret: &str| {
        let sent = client().post(&gate.address).header("authorization", format!("Bearer {secret}"));
        sent.body(r#"{"site":"queven","wait":"10-20"}"#).send().await.unwrap().status()
    };
    let mut last = say("guess").await;
    assert_eq!(last, StatusCode::UNAUTHORIZED);
    for _ in 0..30 {
        last = say("guess").await;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "the clock stands still");
    assert_eq!(say("s3cret").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(gate.territory.status("gate")["kept"], 0);
}

#[tokio::test]
async fn on_loopback_no_secret_is_asked_where_the_configuration_says_so_and_nobody_stands_between() {
    let gate = Gate::open("loopback = true").await;
    let page = get(&gate.address, "fr").await.text().await.unwrap();
    assert!(page.contains("<form") && !page.contains("name=\"secret\""), "{page}");
    let form = "site=queven&said=0";
    for (name, value) in [
        ("x-forwarded-for", "203.0.113.7"),
        ("host", "evil.example"),
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        assert_eq!(gate.send(form, &[(name, value)]).await.0, StatusCode::UNAUTHORIZED, "{name}");
    }
    assert_eq!(gate.territory.status("gate")["kept"], 0);
    assert_eq!(gate.send(form, &[("sec-fetch-site", "same-origin")]).await.0, StatusCode::OK);
    assert_eq!(gate.territory.reading("queven").unwrap()["wait_min"], json!([0.0, 5.0]));
    let closed = Gate::open(SECRET).await;
    assert_eq!(closed.send(form, &[]).await.0, StatusCode::UNAUTHORIZED, "the configuration does not say so");
}
