//! The pages over HTTP.

use std::{fs, sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use bon_moment::{
    present::Area,
    relay::{
        assets::App,
        clock::RelayClock,
        serve::{Relay, router},
    },
};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::territories::{OPEN, demo, instant};

pub const INDEX: &str = "<!doctype html><html lang=fr><meta charset=utf-8><base href=/><body><div id=shell>\
    <div id=shell-centres></div></div><div id=app></div></body></html>";

pub fn app(folder: &TempDir) -> App {
    fs::write(folder.path().join("index.html"), INDEX).unwrap();
    for area in Area::ALL {
        let own = folder.path().join(area.path());
        fs::create_dir(&own).unwrap();
        fs::write(own.join("index.html"), INDEX).unwrap();
    }
    App::load(folder.path()).unwrap()
}

fn relay_at(now: &str) -> Arc<Relay> {
    let folder = tempfile::tempdir().unwrap();
    let clock = RelayClock::new(Some(instant(now)), Some(0.0));
    Arc::new(Relay::new(Arc::new(demo(&[])), clock, Some(app(&folder)), Duration::from_mins(1)))
}

async fn get(relay: &Arc<Relay>, path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, Bytes) {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    let response = router(Arc::clone(relay)).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap())
}

fn text(bytes: &Bytes) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn a_page_brings_its_policy_keeps_shortly_and_is_known_again() {
    let relay = relay_at(OPEN);
    for encoding in ["br", "gzip", "identity"] {
        let (status, headers, body) = get(&relay, "/sobre/", &[("accept-encoding", encoding)]).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers["content-type"], "text/html; charset=utf-8");
        assert_eq!(headers["cache-control"], "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'sha256-") && policy.contains("frame-ancestors 'none'")
        );
        // As on the wire: each header with its colon, blank and line end, and what the connection adds.
        let head: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
        assert!(head + 80 <= 1_000, "{head} bytes of headers");
        assert!(encoding == "identity" || head + body.len() <= 14_600);
        let etag = headers["etag"].to_str().unwrap();
        assert!(etag.starts_with('"'), "a strong one: {etag}");
        let again = get(&relay, "/sobre/", &[("accept-encoding", encoding), ("if-none-match", etag)]).await;
        assert_eq!((again.0, again.2.len()), (StatusCode::NOT_MODIFIED, 0));
    }
    let (_, headers, _) = get(&relay, "/sobre/aide", &[]).await;
    assert_eq!(headers["cache-control"], "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400");
    let (_, headers, _) = get(&relay, "/sobre/ecoles/lorient/kermelo/ecran/", &[]).await;
    assert_eq!(headers["cache-control"], "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400");
    let (_, headers, body) = get(&relay, "/sobre/texte.txt", &[]).await;
    assert_eq!(headers["content-type"], "text/plain; charset=utf-8");
    assert!(text(&body).contains("Déchetterie de Riantec."));
}

#[tokio::test]
async fn addresses_work_with_and_without_a_slash_and_unknown_ones_are_told() {
    let relay = relay_at(OPEN);
    for path in [
        "/sobre",
        "/sobre/",
        "/sobre/en",
        "/sobre/dechetteries/lorient/riantec",
        "/sobre/affiche/riantec/",
        "/sobre/ecoles",
        "/sobre/ecoles/lorient/kermelo/ecran",
    ] {
        assert_eq!(get(&relay, path, &[]).await.0, StatusCode::OK, "{path}");
    }
    for path in [
        "/sobre/x",
        "/sobre/dechetteries/lorient/nowhere",
        "/sobre/dechetteries/x/riantec",
        "/sobre/../x",
        "/sobre/ecoles/lorient/nowhere",
    ] {
        let (status, headers, body) = get(&relay, path, &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(headers["content-type"].to_str().unwrap().starts_with("text/html"));
        assert!(text(&body).contains("href=\"/sobre/\""), "{path}");
    }
    assert!(text(&get(&relay, "/sobre/en/x", &[]).await.2).contains("<html lang=\"en\">"));
    let request = Request::post("/sobre/").body(Body::empty()).unwrap();
    assert_eq!(router(relay).oneshot(request).await.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_apps_page_holds_the_hours_of_the_day_and_no_wait() {
    let relay = relay_at(OPEN);
    let (_, headers, body) = get(&relay, "/", &[]).await;
    let page = text(&body);
    assert!(
        page.contains("samedi 21\u{a0}novembre 2026") && page.contains("href=\"sobre/dechetteries/lorient/riantec/\"")
    );
    assert!(page.contains("href=\"sobre/\"") && page.contains("href=\"sobre/en/\""));
    assert!(!page.contains("attente") && !page.contains("relevé"), "{page}");
    assert!(page.len() <= 13_000);
    // Later that day it is the same page, on the next another.
    let etag = |headers: &HeaderMap| headers["etag"].clone();
    let (_, evening, _) = get(&relay_at("2026-11-21T16:00:00+01:00"), "/", &[]).await;
    assert_eq!(etag(&headers), etag(&evening));
    let (_, sunday, _) = get(&relay_at("2026-11-22T10:00:00+01:00"), "/", &[]).await;
    assert_ne!(etag(&headers), etag(&sunday));
    let (_, deep, _) = get(&relay, "/dechetteries/lorient/riantec", &[("accept", "text/html")]).await;
    assert_eq!(etag(&headers), etag(&deep));
}

#[tokio::test]
async fn a_series_is_served_as_a_table_that_keeps_as_long_as_its_document() {
    let relay = relay_at(OPEN);
    let (status, headers, body) = get(&relay, "/api/v1/series/kermelo/pv/2025.csv", &[]).await;
    assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &"text/csv; charset=utf-8".parse().unwrap()));
    assert!(headers["cache-control"].to_str().unwrap().contains("max-age=604800"));
    assert_eq!(headers["access-control-allow-origin"], "*");
    assert!(text(&body).starts_with("start,energy_wh,coverage\r\n2025-01,"));
    let (status, ..) = get(&relay, "/api/v1/series/kermelo/pv/1999.csv", &[]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (status, ..) = get(&relay, "/api/v1/live.csv", &[]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
