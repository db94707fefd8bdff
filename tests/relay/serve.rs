//! The relay's HTTP answers, asked of its router.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use bon_moment::{
    domain::Instant,
    relay::{
        Documents, Source,
        assets::App,
        clock::RelayClock,
        serve::{Relay, router},
    },
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;

const INDEX: &str = "<!doctype html><html lang=fr><meta charset=utf-8><base href=/><title>Bon Moment</title>\
    <p>Où aller maintenant à la déchetterie, quand il y a peu d'attente, et quand l'entrée est encore ouverte.</p>";
const SCRIPT: &str = "app-0123456789abcdef.js";

/// One centre, whose wait is what the test says.
#[derive(Default)]
struct Riantec {
    wait: AtomicU32,
    /// Whether the map has moved to other tiles.
    has_moved: AtomicBool,
}

impl Source for Riantec {
    fn documents(&self, now: Instant) -> Documents {
        let stamp = now.to_rfc3339();
        let wait = self.wait.load(Ordering::Relaxed);
        let note = "Benne gravats pleine. ".repeat(20);
        let mut documents = Documents::default();
        let host = if self.has_moved.load(Ordering::Relaxed) { "moved" } else { "tiles" };
        let tiles = format!("https://{host}.example.org/{{z}}/{{x}}/{{y}}.png");
        documents.insert("territory.json", &json!({"version": 1, "id": "lorient", "map": {"tiles": tiles}}));
        let site = json!({"id": "riantec", "wait_min": [wait, wait + 5], "note": {"fr": note}});
        documents.insert("live.json", &json!({"version": 1, "generated_at": stamp, "sites": [site]}));
        documents.insert("status.json", &json!({"version": 1, "generated_at": stamp, "sources": []}));
        documents
    }
}

struct Fixture {
    relay: Arc<Relay>,
    source: Arc<Riantec>,
    _folder: TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.headers)).to_str().unwrap()
    }
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Fixture {
    /// A Saturday at 14:05 in France, on a clock at this speed.
    fn at_speed(speed: f64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        fs::create_dir(&dist).unwrap();
        let write = |name: &str, text: &str| fs::write(dist.join(name), text).unwrap();
        write("index.html", INDEX);
        write(SCRIPT, &"console.log('bonjour');\n".repeat(50));
        write("boot.js", "import('./app.js')");
        write("données à lire.txt", "é");
        write("../outside.txt", "secret");
        let source = Arc::new(Riantec::default());
        let clock = RelayClock::new(Some("2026-11-21T13:05:00Z".parse().unwrap()), Some(speed));
        let app = App::load(&dist).unwrap();
        let relay = Arc::new(Relay::new(source.clone(), clock, Some(app), Duration::from_mins(1)));
        Self { relay, source, _folder: folder }
    }

    fn frozen() -> Self {
        Self::at_speed(0.0)
    }

    async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = headers
            .iter()
            .fold(Request::builder().method(method).uri(path), |request, (name, value)| request.header(*name, *value));
        let response = router(self.relay.clone()).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.unwrap() }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[]).await
    }
}

#[tokio::test]
async fn each_encoding_has_its_own_tag_and_its_own_304() {
    let relay = Fixture::frozen();
    for path in ["/api/v1/live.json", "/", &format!("/{SCRIPT}")] {
        let mut tags = Vec::new();
        for (accepted, sent) in [("br, gzip", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
            let answer = relay.ask("GET", path, &[("accept-encoding", accepted)]).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.headers.get("content-encoding").map(|value| value.to_str().unwrap()), sent);
            assert_eq!(answer.header("vary"), "Accept-Encoding");
            assert_eq!(answer.header("content-length"), answer.body.len().to_string());
            let tag = answer.header("etag").to_owned();
            for held in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
                let again = relay.ask("GET", path, &[("accept-encoding", accepted), ("if-none-match", &held)]).await;
                assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{held}");
                for name in ["etag", "vary", "cache-control"] {
                    assert_eq!(again.header(name), answer.header(name));
                }
                assert_eq!(again.headers.get("content-type"), None);
                assert_eq!(again.headers.get("content-encoding"), None);
            }
            tags.push(tag);
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 3, "{tags:?}");
        let other_form = relay.ask("GET", path, &[("accept-encoding", "br"), ("if-none-match", &tags[0])]).await;
        assert_eq!(other_form.status == StatusCode::NOT_MODIFIED, other_form.header("etag") == tags[0]);
    }
}

#[tokio::test]
async fn refused_encodings_are_not_sent() {
    let relay = Fixture::frozen();
    let gzip = relay.ask("GET", "/api/v1/live.json", &[("accept-encoding", "br;q=0, gzip;q=0.1, identity;q=0")]).await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let none = relay.ask("GET", "/api/v1/live.json", &[("accept-encoding", "br;q=0, *;q=0")]).await;
    assert_eq!(none.status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(none.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn a_quiet_minute_costs_a_304_and_a_busy_one_does_not() {
    let relay = Fixture::at_speed(86_400.0);
    let first = relay.get("/api/v1/live.json").await;
    let heartbeat = relay.get("/api/v1/status.json").await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    relay.relay.refresh();
    let held = [("if-none-match", first.header("etag"))];
    assert_eq!(relay.ask("GET", "/api/v1/live.json", &held).await.status, StatusCode::NOT_MODIFIED);
    let held_status = [("if-none-match", heartbeat.header("etag"))];
    assert_eq!(relay.ask("GET", "/api/v1/status.json", &held_status).await.status, StatusCode::OK);
    relay.source.wait.store(10, Ordering::Relaxed);
    relay.relay.refresh();
    let busy = relay.ask("GET", "/api/v1/live.json", &held).await;
    assert_eq!(busy.status, StatusCode::OK);
    assert_ne!(busy.json()["generated_at"], first.json()["generated_at"]);
}

#[tokio::test]
async fn the_date_is_that_of_the_moved_clock_on_every_answer() {
    let relay = Fixture::frozen();
    for path in ["/", "/api/v1/live.json", "/api/v1/none.json", "/none.js"] {
        assert_eq!(relay.get(path).await.header("date"), "Sat, 21 Nov 2026 13:05:00 GMT");
    }
}

#[tokio::test]
async fn any_page_of_the_web_may_read_the_api() {
    let relay = Fixture::frozen();
    let answer = relay.get("/api/v1/live.json").await;
    let not_modified = relay.ask("GET", "/api/v1/live.json", &[("if-none-match", "*")]).await;
    for answer in [&answer, &not_modified, &relay.get("/api/v1/none.json").await] {
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("access-control-expose-headers"), "Date, Age, ETag");
        assert_eq!(answer.header("timing-allow-origin"), "*");
    }
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(answer.header("cache-control"), "public, max-age=30, stale-while-revalidate=30");
    let asked = [("origin", "https://example.org"), ("access-control-request-method", "GET")];
    let preflight = relay.ask("OPTIONS", "/api/v1/live.json", &asked).await;
    assert_eq!(preflight.status, StatusCode::NO_CONTENT);
    assert_eq!(preflight.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn a_quiet_answer_of_the_api_is_small() {
    let answer = Fixture::frozen().ask("GET", "/api/v1/live.json", &[("if-none-match", "*")]).await;
    let size: usize = answer.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    assert!(size < 400, "{size} bytes: {:?}", answer.headers);
}

#[tokio::test]
async fn errors_of_the_api_are_problems() {
    let relay = Fixture::frozen();
    let missing = relay.get("/api/v1/caf%C3%A9.json?key=secret").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(missing.header("content-type"), "application/problem+json");
    assert_eq!(missing.header("cache-control"), "no-cache");
    let problem = missing.json();
    assert_eq!(problem["type"], "about:blank");
    assert_eq!(problem["title"], "Not Found");
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["instance"], "/api/v1/caf%C3%A9.json");
    assert!(problem["detail"].as_str().unwrap().contains("openapi.json"));
    for path in ["/api", "/api/", "/api/v1", "/api/v2/live.json", "/api/v1/../v1/live.json", "/api/v1/live.json/"] {
        assert_eq!(relay.get(path).await.json()["status"], 404, "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "BREW"] {
        let refused = relay.ask(method, "/api/v1/live.json", &[]).await;
        assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(refused.header("allow"), "GET, HEAD, OPTIONS");
        assert_eq!(refused.json()["status"], 405);
    }
    assert_eq!(relay.ask("POST", "/", &[]).await.header("allow"), "GET, HEAD");
}

#[tokio::test]
async fn head_says_what_get_would_without_the_body() {
    let relay = Fixture::frozen();
    for path in ["/", "/api/v1/live.json", "/carte", "/none.js", "/api/v1/none.json"] {
        let accept = [("accept-encoding", "br")];
        let (get, head) = (relay.ask("GET", path, &accept).await, relay.ask("HEAD", path, &accept).await);
        assert_eq!(head.body.len(), 0);
        assert_eq!((head.status, &head.headers), (get.status, &get.headers), "{path}");
        assert_eq!(head.header("content-length"), get.body.len().to_string());
    }
}

#[tokio::test]
async fn pages_of_the_app_answer_with_its_index_and_others_with_its_not_found() {
    let relay = Fixture::frozen();
    for path in ["/", "/dechetteries", "/carte/", "/dechetteries/lorient/riantec", "/carte?tri=1"] {
        let page = relay.get(path).await;
        assert_eq!((page.status, page.body.as_ref()), (StatusCode::OK, INDEX.as_bytes()), "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(page.header("cache-control"), "no-cache");
    }
    let unknown = relay.get("/nulle-part").await;
    assert_eq!((unknown.status, unknown.body.as_ref()), (StatusCode::NOT_FOUND, INDEX.as_bytes()));
    let file = relay.ask("GET", "/none.wasm", &[("accept", "*/*")]).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
    let followed = relay.ask("GET", "/none.pdf", &[("accept", "text/html,*/*;q=0.8")]).await;
    assert_eq!((followed.status, followed.body.as_ref()), (StatusCode::NOT_FOUND, INDEX.as_bytes()));
    let held = relay.ask("GET", "/nulle-part", &[("if-none-match", "*")]).await;
    assert_eq!(held.status, StatusCode::NOT_FOUND, "a 304 would turn it into a page that exists");
}

#[tokio::test]
async fn files_keep_for_ever_only_with_a_hash_in_their_name() {
    let relay = Fixture::frozen();
    assert_eq!(relay.get(&format!("/{SCRIPT}")).await.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(relay.get("/boot.js").await.header("cache-control"), "no-cache");
    assert_eq!(relay.get("/donn%C3%A9es%20%C3%A0%20lire.txt").await.body.as_ref(), "é".as_bytes());
}

#[tokio::test]
async fn no_path_leaves_the_folder_of_the_app() {
    let relay = Fixture::frozen();
    for path in [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/%252e%252e/outside.txt",
        "/x/../../outside.txt",
        "//etc/passwd",
        "/%2Fetc%2Fpasswd",
        "/boot.js%00.txt",
        "/%00",
        "/%ff.js",
        "/..%5coutside.txt",
    ] {
        let answer = relay.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.header("content-type").starts_with("application/problem") || answer.body == INDEX, "{path}");
    }
}

#[tokio::test]
async fn every_page_carries_its_security_headers() {
    let relay = Fixture::frozen();
    for path in ["/", "/carte", "/nulle-part"] {
        let answer = relay.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "));
        assert!(policy.contains("img-src 'self' data: https://tiles.example.org;"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "strict-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(answer.header("permissions-policy").starts_with("geolocation=(self), screen-wake-lock=(self), "));
        assert!(answer.header("permissions-policy").contains("camera=()"));
    }
    for path in ["/boot.js", "/none.js"] {
        let answer = relay.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    }
    let document = relay.get("/api/v1/live.json").await;
    assert_eq!(document.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    assert_eq!(document.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn who_holds_a_page_under_another_policy_is_given_it_anew() {
    let relay = Fixture::frozen();
    let held = |etag: &str| [("if-none-match".to_owned(), etag.to_owned())];
    let (page, script) = (relay.get("/carte").await, relay.get("/boot.js").await);
    let ask = async |path: &str, answer: &Answer| {
        let held = held(answer.header("etag"));
        relay.ask("GET", path, &held.each_ref().map(|(name, value)| (name.as_str(), value.as_str()))).await
    };
    assert_eq!(ask("/carte", &page).await.status, StatusCode::NOT_MODIFIED);
    relay.source.has_moved.store(true, Ordering::Relaxed);
    relay.relay.refresh();
    let moved = ask("/carte", &page).await;
    assert_eq!((moved.status, &moved.body), (StatusCode::OK, &page.body));
    assert!(moved.header("content-security-policy").contains("https://moved.example.org;"));
    assert_eq!(ask("/carte", &moved).await.status, StatusCode::NOT_MODIFIED);
    assert_eq!(ask("/boot.js", &script).await.status, StatusCode::NOT_MODIFIED, "a script has no policy");
}

#[tokio::test]
async fn the_policy_allows_the_notice_that_stands_in_every_page_for_browsers_that_cannot_read_the_app() {
    let pages = ["", "mediation/", "ecoles/", "consommation/"].map(|area| {
        let folder = if area.is_empty() { String::new() } else { format!("areas/{area}") };
        (area, fs::read_to_string(format!("{}/{folder}index.html", env!("CARGO_MANIFEST_DIR"))).unwrap())
    });
    let folder = tempfile::tempdir().unwrap();
    for (area, page) in &pages {
        fs::create_dir_all(folder.path().join(area)).unwrap();
        fs::write(folder.path().join(area).join("index.html"), page).unwrap();
    }
    let app = App::load(folder.path()).unwrap();
    let clock = RelayClock::new(Some("2026-11-21T13:05:00Z".parse().unwrap()), Some(1.0));
    let relay = Arc::new(Relay::new(Arc::new(Riantec::default()), clock, Some(app), Duration::from_mins(1)));
    for (area, _) in &pages {
        let request = Request::get(format!("/{area}")).body(Body::empty()).unwrap();
        let response = router(relay.clone()).oneshot(request).await.unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let scripts: Vec<&str> = std::str::from_utf8(&body).unwrap().split("<script>").skip(1).collect();
        assert!(scripts.iter().any(|script| script.contains("shell-trouble")), "/{area}");
        for script in scripts {
            let hash = BASE64_STANDARD.encode(Sha256::digest(script.split("</script>").next().unwrap()));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "/{area}: {policy}");
        }
    }
}
