//! Somebody at the gate, with a telephone and a form, over HTTP.

use std::{sync::Arc, time::Duration};

use bon_moment::relay::{
    Source,
    client_address::TrustedProxies,
    listen::{ListenOptions, serve_with},
    serve::{Relay, router_with},
    station::Station,
    tasks::Tasks,
};
use reqwest::{Response, StatusCode, header::HeaderMap};
use serde_json::json;
use tokio::{net::TcpListener, sync::oneshot};

use super::territory::Territory;

const SITES: &str = "[[sources.map]]\nsite = \"queven\"\nsees = \"wait\"\n[[sources.map]]\nsite = \"queven\"\nsees = \"state\"\n\
    [[sources.map]]\nsite = \"riantec\"\nsees = \"wait\"\n";

/// A relay that answers for a territory with a form.
struct Gate {
    territory: Territory,
    address: String,
    client: reqwest::Client,
    _running: Tasks,
    _stop: oneshot::Sender<()>,
}

impl Gate {
    async fn open(own: &str) -> Self {
        Self::open_with(own, ListenOptions::default()).await
    }

    /// Behind a proxy on this machine that the configuration names.
    async fn open_behind_a_proxy(own: &str) -> Self {
        let trusted = TrustedProxies::new(&["127.0.0.1".parse().unwrap()]);
        Self::open_with(own, ListenOptions { trusted, ..ListenOptions::default() }).await
    }

    async fn open_with(own: &str, options: ListenOptions) -> Self {
        let hook = format!("[[sources]]\nid = \"gate\"\nkind = \"webhook\"\npayload = \"person\"\n{own}\n{SITES}");
        let territory = Territory::of(&hook);
        let (running, hooks) = territory.start();
        let source = Arc::clone(&territory.station) as Arc<dyn Source>;
        let relay = Arc::new(Relay::new(source, territory.clock, None, Duration::from_mins(1)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hooks/gate", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(serve_with(listener, router_with(relay, hooks), options, async { drop(stopped.await) }));
        Self { territory, address, client: client(), _running: running, _stop: stop }
    }

    async fn send(&self, form: &str, headers: &[(&'static str, &'static str)]) -> (StatusCode, String) {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let request = self.client.post(&self.address).headers(headers).body(form.to_owned());
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
    assert!(!french.contains("<script") && !french.contains("s3cret-of-16-signs"));
    let english = get(&gate.address, "en-GB").await.text().await.unwrap();
    assert!(english.contains("5 to 10 minutes of wait") && english.contains("lang=\"en\""), "{english}");
    let wished = get(&format!("{}?lang=en", gate.address), "fr").await.text().await.unwrap();
    assert_eq!(wished, english);
}

#[tokio::test]
async fn what_somebody_says_is_noted_and_live() {
    let gate = Gate::open(SECRET).await;
    let (status, page) = gate.send("lang=fr&site=queven&said=2&secret=s3cret-of-16-signs", &[]).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("10 à 20 minutes d’attente") && page.contains("11\u{a0}h"), "{page}");
    let reading = gate.territory.reading("queven").unwrap();
    assert_eq!((&reading["wait_min"], &reading["state"]), (&json!([10.0, 20.0]), &json!("open")), "{reading}");
    let (status, page) = gate.send("lang=en&site=queven&said=5&secret=s3cret-of-16-signs", &[]).await;
    assert!(status == StatusCode::OK && page.contains("queven: closed for the rest of the day, at"), "{page}");
    let reading = gate.territory.reading("queven").unwrap();
    assert_eq!((&reading["wait_min"], &reading["state"]), (&json!(null), &json!("closed")), "{reading}");
    assert!(page.contains("until this evening"), "{page}");
    // Said again through a program, as JSON.
    let json = client()
        .post(&gate.address)
        .header("authorization", "Bearer s3cret-of-16-signs")
        .body(r#"{"site":"riantec","wait":"30-"}"#);
    assert_eq!(json.send().await.unwrap().status(), StatusCode::OK);
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
    assert_eq!(gate.send("site=queven&said=5&secret=s3cret-of-16-signs", &[]).await.0, StatusCode::OK);
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
    assert_eq!(gate.send("site=queven&said=6&secret=s3cret-of-16-signs", &[]).await.0, StatusCode::OK);
    assert_eq!(later(&gate, "queven", 1).unwrap()["state"], "open");
    assert_eq!(closures(&gate.territory.document("sites.json")), json!(null));
    assert_eq!(gate.send("site=queven&said=5&secret=s3cret-of-16-signs", &[]).await.0, StatusCode::OK);
    assert_eq!(gate.send("site=queven&said=2&secret=s3cret-of-16-signs", &[]).await.0, StatusCode::OK);
    assert_eq!(later(&gate, "queven", 1).unwrap()["wait_min"], json!([10.0, 20.0]));
}

#[tokio::test]
async fn nothing_is_noted_without_the_secret_or_with_half_a_form() {
    let gate = Gate::open(SECRET).await;
    for form in [
        "site=queven&said=2",
        "site=queven&said=2&secret=",
        "site=queven&said=2&secret=s3cret-of-16-sign",
        "secret=s3cret-of-16-signs2&site=queven&said=2",
    ] {
        let (status, page) = gate.send(form, &[]).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{form}");
        assert!(page.contains("Ce mot de passe n’est pas le bon") && page.contains("<form"), "{page}");
    }
    // Riantec's state is not asked, Plouay is not mapped.
    for form in ["said=2", "site=queven", "site=queven&said=99", "site=riantec&said=5", "site=plouay&said=2", "%ff=%fe"]
    {
        let (status, _) = gate.send(&format!("{form}&secret=s3cret-of-16-signs"), &[]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    assert_eq!(gate.territory.status("gate")["kept"], 0);
    assert_eq!(get(&gate.address.replace("gate", "other"), "fr").await.status(), StatusCode::NOT_FOUND);
}

const RIGHT: &str = "site=queven&said=2&secret=s3cret-of-16-signs";
const WRONG: &str = "site=queven&said=2&secret=guess";

#[tokio::test]
async fn a_program_with_the_right_secret_is_told_what_is_wrong_with_its_body() {
    let gate = Gate::open(SECRET).await;
    // As `curl -d` sends it; the name of the scheme may be written in any case.
    for scheme in ["Bearer s3cret-of-16-signs", "bearer  s3cret-of-16-signs", "s3cret-of-16-signs"] {
        for body in ["queven=10", "", "x"] {
            let (status, said) = gate.send(body, &[("authorization", scheme)]).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{scheme} {body:?}: {said}");
        }
        let message = r#"{"site": "queven", "wait": "10-20"}"#;
        assert_eq!(gate.send(message, &[("authorization", scheme)]).await.0, StatusCode::OK, "{scheme}");
    }
}

#[tokio::test]
async fn who_guesses_is_slowed_down_and_the_right_secret_passes_all_the_same() {
    let gate = Gate::open(SECRET).await;
    assert_eq!(gate.send(WRONG, &[]).await.0, StatusCode::UNAUTHORIZED);
    for _ in 0..30 {
        gate.send(WRONG, &[]).await;
    }
    let (status, page) = gate.send(WRONG, &[]).await;
    assert!(
        status == StatusCode::TOO_MANY_REQUESTS && page.contains("Trop d’envois"),
        "the clock stands still: {page}"
    );
    // From the very address that is slowed down, at once, and again.
    for _ in 0..30 {
        assert_eq!(gate.send(RIGHT, &[]).await.0, StatusCode::OK);
    }
    assert_eq!(gate.send(WRONG, &[]).await.0, StatusCode::TOO_MANY_REQUESTS, "the right one forgives nothing");
}

#[tokio::test]
async fn who_guesses_as_a_program_is_slowed_down_too_and_locks_nobody_out() {
    let gate = Gate::open(SECRET).await;
    let at = |from: [u8; 4]| reqwest::Client::builder().no_proxy().local_address(std::net::IpAddr::from(from)).build();
    let (here, there) = (at([127, 0, 0, 1]).unwrap(), at([127, 0, 0, 2]).unwrap());
    let say = async |from: &reqwest::Client, name: &str, secret: &str| {
        let sent = from.post(gate.address.replace("gate", name)).header("authorization", format!("Bearer {secret}"));
        sent.body(r#"{"site":"queven","wait":"10-20"}"#).send().await.unwrap()
    };
    assert_eq!(say(&here, "gate", "guess").await.status(), StatusCode::UNAUTHORIZED);
    for _ in 0..30 {
        // Guessed names count like guessed secrets.
        say(&here, "none", "guess").await;
    }
    let slowed = say(&here, "gate", "guess").await;
    assert_eq!(
        (slowed.status(), &slowed.headers()["retry-after"]),
        (StatusCode::TOO_MANY_REQUESTS, &"60".parse().unwrap())
    );
    assert_eq!(say(&there, "gate", "guess").await.status(), StatusCode::UNAUTHORIZED, "another address");
    assert_eq!(gate.territory.status("gate")["kept"], 0);
    assert_eq!(say(&here, "gate", "s3cret-of-16-signs").await.status(), StatusCode::OK);
    assert_ne!(gate.territory.status("gate")["kept"], 0);
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_reader_s_wrong_secrets_count_apart() {
    let gate = Gate::open_behind_a_proxy(SECRET).await;
    let guess = async |from: &'static str| gate.send(WRONG, &[("x-forwarded-for", from)]).await.0;
    for n in 0..30 {
        // What a reader writes there itself does not count.
        guess(["203.0.113.7", "198.51.100.1, 203.0.113.7"][n % 2]).await;
    }
    assert_eq!(guess("203.0.113.7").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(guess("203.0.113.8").await, StatusCode::UNAUTHORIZED);
    for n in ["2001:db8::1", "2001:db8::2", "2001:db8::3"].repeat(10) {
        guess(n).await;
    }
    assert_eq!(guess("2001:db8::4").await, StatusCode::TOO_MANY_REQUESTS, "one household");
    assert_eq!(guess("2001:db8:0:1::1").await, StatusCode::UNAUTHORIZED, "another household");
    assert_eq!(gate.send(RIGHT, &[("x-forwarded-for", "203.0.113.7")]).await.0, StatusCode::OK);
}

#[tokio::test]
async fn who_is_no_trusted_proxy_cannot_guess_under_other_names() {
    let gate = Gate::open(SECRET).await;
    let guess = async |from: &'static str| gate.send(WRONG, &[("x-forwarded-for", from)]).await.0;
    for from in ["203.0.113.1", "203.0.113.2", "203.0.113.3"].repeat(10) {
        guess(from).await;
    }
    assert_eq!(guess("203.0.113.4").await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_page_of_another_site_neither_passes_nor_counts() {
    for own in [SECRET, "loopback = true"] {
        let gate = Gate::open(own).await;
        let sent = if own == SECRET { RIGHT } else { "site=queven&said=0" };
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            for _ in 0..30 {
                assert_eq!(gate.send(sent, &[(name, value)]).await.0, StatusCode::FORBIDDEN, "{name}: {value}");
            }
        }
        assert_eq!(gate.territory.status("gate")["kept"], 0);
        assert_eq!(gate.send(sent, &[]).await.0, StatusCode::OK, "{own}");
    }
    let gate = Gate::open(SECRET).await;
    for _ in 0..30 {
        gate.send(WRONG, &[("sec-fetch-site", "cross-site")]).await;
    }
    assert_eq!(gate.send(WRONG, &[]).await.0, StatusCode::UNAUTHORIZED, "none of them was counted");
}

#[tokio::test]
async fn on_loopback_no_secret_is_asked_where_the_configuration_says_so_and_nobody_stands_between() {
    let gate = Gate::open("loopback = true").await;
    let page = get(&gate.address, "fr").await.text().await.unwrap();
    assert!(page.contains("<form") && !page.contains("name=\"secret\""), "{page}");
    let form = "site=queven&said=0";
    for (name, value) in [("x-forwarded-for", "203.0.113.7"), ("host", "evil.example")] {
        assert_eq!(gate.send(form, &[(name, value)]).await.0, StatusCode::UNAUTHORIZED, "{name}");
    }
    assert_eq!(gate.territory.status("gate")["kept"], 0);
    assert_eq!(gate.send(form, &[("sec-fetch-site", "same-origin")]).await.0, StatusCode::OK);
    assert_eq!(gate.territory.reading("queven").unwrap()["wait_min"], json!([0.0, 5.0]));
    let closed = Gate::open(SECRET).await;
    assert_eq!(closed.send(form, &[]).await.0, StatusCode::UNAUTHORIZED, "the configuration does not say so");
}
