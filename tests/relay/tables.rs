//! Tables beside documents: how often they are made, for GET and for HEAD.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use bon_moment::{
    domain::Instant,
    relay::{
        Documents, Source,
        clock::RelayClock,
        serve::{Relay, router},
    },
};
use serde_json::json;
use tower::ServiceExt;

const DAY: &str = "series/kermelo/pv/2026-11-20.json";
const TABLE: &str = "/api/v1/series/kermelo/pv/2026-11-20.csv";

/// One day of a meter, and a heartbeat.
#[derive(Default)]
struct Kermelo {
    /// Watts of the last step.
    watts: AtomicU32,
}

impl Source for Kermelo {
    fn documents(&self, now: Instant) -> Documents {
        let mut documents = Documents::default();
        let values: Vec<u32> = (0..143).chain([self.watts.load(Ordering::Relaxed)]).collect();
        let start = "2026-11-20T00:00:00+01:00";
        documents.insert(DAY, &json!({"version": 1, "unit": "W", "start": start, "step_s": 600, "values": values}));
        documents.insert("status.json", &json!({"version": 1, "generated_at": now.to_rfc3339(), "sources": []}));
        documents
    }
}

struct Fixture {
    relay: Arc<Relay>,
    source: Arc<Kermelo>,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

impl Fixture {
    fn new() -> Self {
        let source = Arc::new(Kermelo::default());
        let clock = RelayClock::new(Some("2026-11-21T13:05:00Z".parse().unwrap()), Some(0.0));
        Self { relay: Arc::new(Relay::new(source.clone(), clock, None, Duration::from_mins(1))), source }
    }

    async fn ask(&self, method: &str, path: &str, encoding: &str) -> Answer {
        let request = Request::builder().method(method).uri(path).header("accept-encoding", encoding);
        let response = router(self.relay.clone()).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.unwrap() }
    }
}

#[tokio::test]
async fn a_table_is_made_once_of_each_revision_of_its_document_however_many_ask() {
    let relay = Arc::new(Fixture::new());
    let ask_at_once = async |many: usize| {
        let asking: Vec<_> = (0..many)
            .map(|n| {
                let relay = Arc::clone(&relay);
                let encoding = ["br", "gzip", "identity"][n % 3];
                tokio::spawn(async move { relay.ask("GET", TABLE, encoding).await })
            })
            .collect();
        for asking in asking {
            let answer = asking.await.unwrap();
            assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
        }
    };
    ask_at_once(122).await;
    assert_eq!(relay.relay.tables_made(), 1);
    // The heartbeat is new each time, the day is not.
    relay.relay.refresh();
    ask_at_once(10).await;
    assert_eq!(relay.relay.tables_made(), 1);
    relay.source.watts.store(812, Ordering::Relaxed);
    relay.relay.refresh();
    ask_at_once(10).await;
    assert_eq!(relay.relay.tables_made(), 2);
    assert!(relay.ask("GET", TABLE, "identity").await.body.ends_with(b",812\r\n"));
}

#[tokio::test]
async fn head_makes_no_table_and_says_all_of_one_that_is_there() {
    let relay = Fixture::new();
    for _ in 0..122 {
        let head = relay.ask("HEAD", TABLE, "identity").await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
        assert_eq!((head.header("content-type"), head.header("vary")), ("text/csv; charset=utf-8", "Accept-Encoding"));
        // A length of zero would be wrong, and the right one is not known.
        assert!(head.headers.get("content-length").is_none() && head.headers.get("etag").is_none());
    }
    assert_eq!(relay.ask("HEAD", "/api/v1/series/kermelo/pv/1999-11-20.csv", "br").await.status, StatusCode::NOT_FOUND);
    assert_eq!(relay.relay.tables_made(), 0);
    let (get, head) = (relay.ask("GET", TABLE, "identity").await, relay.ask("HEAD", TABLE, "identity").await);
    assert_eq!((head.status, &head.headers, head.body.len()), (get.status, &get.headers, 0));
    assert_eq!(relay.relay.tables_made(), 1);
}
