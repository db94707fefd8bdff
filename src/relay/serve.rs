//! The HTTP server's answers. Everything lies in memory, so that no request waits or reads a file.

use std::{
    any::Any,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{
            ACCEPT, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, ALLOW,
            CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, DATE, ETAG, VARY,
        },
    },
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;
use tower_http::catch_panic::CatchPanicLayer;

use super::{
    Base, Documents, Source,
    assets::{App, INDEX},
    clock::{RelayClock, http_date},
    content::{Content, Effort, Encoding, PAGE},
    content_policy::ContentPolicy,
    edition::Edition,
    headers::{
        REVALIDATED, api_body_headers, api_headers, document_cache, file_cache, file_headers, page_headers,
        plain_cache, plain_headers,
    },
    negotiate::{accepted_encodings, holds},
    pages::{is_page, page_file},
    plain::{Deployment, Plain, PublicUrl, is_plain, keeps_for_days},
    problem::Problem,
    series_csv::{document_of, table},
    traffic::Traffic,
};
use crate::{api::BASE_PATH, domain::Instant};

/// What the server knows: the app, and the documents as they were made last.
pub struct Relay {
    source: Arc<dyn Source>,
    clock: RelayClock,
    app: Option<Arc<App>>,
    /// Real time between two refreshes.
    period: Duration,
    published: RwLock<Arc<Published>>,
    traffic: Arc<Traffic>,
}

/// What changes together at a refresh.
struct Published {
    edition: Edition,
    /// The policy depends on `territory.json`.
    page_headers: HeaderMap,
    plain: Arc<Plain>,
    /// The app's page with the hours of the day.
    index: Option<Arc<Content>>,
}

impl Relay {
    /// Makes the first edition. Without an app only the API is served.
    pub fn new(source: Arc<dyn Source>, clock: RelayClock, app: Option<App>, every: Duration) -> Self {
        Self::found_at(source, clock, app.map(Arc::new), every, None)
    }

    /// The same, for a relay that knows its public address.
    pub fn found_at(
        source: Arc<dyn Source>,
        clock: RelayClock,
        app: Option<Arc<App>>,
        every: Duration,
        public_url: Option<PublicUrl>,
    ) -> Self {
        let deployment = Deployment { base: Base::root(), public_url, guarded: false };
        let empty = Published {
            edition: Edition::default(),
            page_headers: HeaderMap::new(),
            plain: Arc::new(Plain::new(&deployment)),
            index: None,
        };
        let published = RwLock::new(Arc::new(empty));
        let traffic = Arc::default();
        let relay = Self { source, period: clock.refresh_period(every), clock, app, published, traffic };
        relay.refresh();
        relay
    }

    /// Real time between two refreshes.
    pub fn period(&self) -> Duration {
        self.period
    }

    /// What was answered.
    pub fn traffic(&self) -> Arc<Traffic> {
        Arc::clone(&self.traffic)
    }

    /// Asks the source for the documents of now, and hands them out from here on. They are given back for who publishes
    /// them elsewhere too, with their instant.
    pub fn refresh(&self) -> (Documents, Instant) {
        let (before, now) = (self.published(), self.clock.now());
        let documents = self.source.documents(now);
        let edition = before.edition.next(&documents);
        let territory = edition.get("territory.json").map(|content| content.identity().as_ref());
        let page_headers = match &self.app {
            Some(app) => page_headers(&ContentPolicy::new(app.index(), territory)),
            None => api_body_headers(),
        };
        let read = |name: &str| edition.get(name).map(|content| content.identity().as_ref());
        let plain = before.plain.next(&read, now);
        let index = self.app.as_ref().map(|app| {
            let page = plain.index(app.index());
            let kept = before.index.clone().filter(|old| old.identity() == page.as_str().as_bytes());
            kept.unwrap_or_else(|| Arc::new(Content::new(INDEX, page.as_str().to_owned(), Effort::Release)))
        });
        tracing::debug!(documents = edition.count(), "refreshed");
        let published = Published { edition, page_headers, plain, index };
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(published);
        (documents, now)
    }

    fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn answer_api(&self, request: &Request) -> Response {
        let path = request.uri().path();
        let problem = |status, detail| Problem::new(status, detail).at(path).into_response();
        match *request.method() {
            Method::GET | Method::HEAD => {}
            Method::OPTIONS => return preflight(),
            _ => return allowing(ALLOWED_API, problem(StatusCode::METHOD_NOT_ALLOWED, "the API is read with GET")),
        }
        let published = self.published();
        let name = path.strip_prefix('/').and_then(|path| path.strip_prefix(BASE_PATH));
        let document = |name: &str| published.edition.get(name).cloned();
        // A table is made when somebody asks for it: few do, and one is small.
        let table = |name: &str| {
            let document = document(&document_of(name)?)?;
            Some(Arc::new(Content::new(name, table(document.identity())?, Effort::Minute)))
        };
        match name.and_then(|name| Some((name, document(name).or_else(|| table(name))?))) {
            Some((name, document)) => deliver(
                &document,
                None,
                request.headers(),
                StatusCode::OK,
                &document_cache(name, self.period, self.clock.now()),
            )
            .unwrap_or_else(|problem| problem.at(path).into_response()),
            None => problem(StatusCode::NOT_FOUND, "no such document; /api/v1/openapi.json describes those there are"),
        }
    }

    fn answer_app(&self, request: &Request) -> Response {
        let path = request.uri().path();
        let problem = |status, detail| Problem::new(status, detail).at(path).into_response();
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            return allowing(ALLOWED_APP, problem(StatusCode::METHOD_NOT_ALLOWED, "pages are read with GET"));
        }
        let Some(app) = &self.app else { return problem(StatusCode::NOT_FOUND, "only the API is served here") };
        let name = percent_decode_str(path.strip_prefix('/').unwrap_or(path)).decode_utf8_lossy();
        let name = if path == "/" { INDEX } else { name.as_ref() };
        let published = self.published();
        let index = published.index.as_ref();
        let found = app.file(name).map(|file| (file, StatusCode::OK, file_cache(name)));
        let found = if name == INDEX { index.map(|page| (page, StatusCode::OK, REVALIDATED)) } else { found };
        // Unknown pages are the app's own "not found"; a missing picture or script must never be answered by a page.
        let is_file = name.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let page = || {
            let status = if is_page(name) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            let file = page_file(name);
            let page = if file == INDEX { index } else { app.file(&file) };
            (!is_file || wants_page(request.headers())).then_some(page.map(|page| (page, status, REVALIDATED)))?
        };
        match found.or_else(page) {
            Some((content, status, cache)) => {
                let policy = published.page_headers.get(CONTENT_SECURITY_POLICY).filter(|_| content.is_page());
                deliver(content, policy, request.headers(), status, cache)
                    .unwrap_or_else(|problem| problem.at(path).into_response())
            }
            None => problem(StatusCode::NOT_FOUND, "no such file"),
        }
    }
}

impl Relay {
    /// The plain pages are the app's, for those who cannot run it: without an app there are none.
    fn answer_plain(&self, request: &Request) -> Response {
        let path = request.uri().path();
        let problem = |status, detail| Problem::new(status, detail).at(path).into_response();
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            return allowing(ALLOWED_APP, problem(StatusCode::METHOD_NOT_ALLOWED, "pages are read with GET"));
        }
        let published = self.published();
        let name = path.strip_prefix('/').unwrap_or(path);
        let cache = plain_cache(keeps_for_days(name), self.period, self.clock.now());
        let answer = |content: &Content, status, cache: &str| {
            deliver(content, None, request.headers(), status, cache)
                .unwrap_or_else(|problem| problem.at(path).into_response())
        };
        match published.plain.page(name) {
            Some(page) => answer(&page, StatusCode::OK, &cache),
            None => published.plain.not_found(name).map_or_else(
                || problem(StatusCode::NOT_FOUND, "no plain pages: the territory or its centres cannot be read"),
                |page| answer(&page, StatusCode::NOT_FOUND, REVALIDATED),
            ),
        }
    }

    fn has_plain(&self, path: &str) -> bool {
        self.app.is_some() && is_plain(path.strip_prefix('/').unwrap_or(path))
    }
}

const ALLOWED_API: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");
const ALLOWED_APP: HeaderValue = HeaderValue::from_static("GET, HEAD");

/// All that the relay answers to readers. Bodies of requests are never read.
pub fn router(relay: Arc<Relay>) -> Router {
    router_with(relay, Router::new())
}

/// The same, and `more` for those who send.
pub fn router_with(relay: Arc<Relay>, more: Router) -> Router {
    guarded(Router::new().fallback(answer).with_state(Arc::clone(&relay)).merge(more), relay)
}

/// Catches panics, and gives each answer its date and its security headers.
fn guarded(router: Router, relay: Arc<Relay>) -> Router {
    router.layer(CatchPanicLayer::custom(after_panic)).layer(middleware::from_fn_with_state(relay, finish))
}

async fn answer(State(relay): State<Arc<Relay>>, request: Request) -> Response {
    let path = request.uri().path();
    match (is_api(path), relay.has_plain(path)) {
        (true, _) => relay.answer_api(&request),
        (false, true) => relay.answer_plain(&request),
        (false, false) => relay.answer_app(&request),
    }
}

async fn finish(State(relay): State<Arc<Relay>>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    // Queries and headers stay out of the log: they may hold what is nobody's business.
    tracing::debug!(%method, path, status = response.status().as_u16());
    let not_modified = response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    if is_api(&path) {
        headers.extend(api_headers());
        if !not_modified {
            headers.extend(api_body_headers());
        }
    } else if !not_modified && !headers.contains_key(CONTENT_SECURITY_POLICY) {
        let is_page = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(PAGE.as_bytes()));
        headers.extend(match is_page {
            _ if relay.has_plain(&path) => plain_headers(),
            true => relay.published().page_headers.clone(),
            false => file_headers(),
        });
    }
    let date = http_date(relay.clock.now());
    headers.insert(DATE, HeaderValue::from_str(&date).expect("dates are plain ASCII"));
    relay.traffic.note(&method, &response);
    response
}

fn after_panic(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the relay failed on this request").into_response()
}

fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers.get_all(ACCEPT).into_iter().any(|value| value.to_str().is_ok_and(|accept| accept.contains("text/html")))
}

fn preflight() -> Response {
    let headers: [(HeaderName, HeaderValue); 4] = [
        (ALLOW, ALLOWED_API),
        (ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_API),
        (ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*")),
        (ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400")),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

fn allowing(methods: HeaderValue, response: Response) -> Response {
    ([(ALLOW, methods)], response).into_response()
}

/// The content in the best form that the client takes, or a 304 where it already holds that one. A page's policy is part of
/// what it holds, as a 304 does not bear it.
fn deliver(
    content: &Content,
    policy: Option<&HeaderValue>,
    request: &HeaderMap,
    status: StatusCode,
    cache: &str,
) -> Result<Response, Problem> {
    let (encoding, bytes) = accepted_encodings(request)
        .into_iter()
        .find_map(|encoding| Some((encoding, content.encoded(encoding)?)))
        .ok_or_else(|| {
            Problem::new(StatusCode::NOT_ACCEPTABLE, "no encoding accepted; br, gzip and identity are known")
        })?;
    let etag = policy.map_or_else(|| content.etag(encoding), |policy| content.etag_under(policy.as_bytes(), encoding));
    let value = |text: &str| HeaderValue::from_str(text).expect("our own headers are plain ASCII");
    let mut headers = HeaderMap::from_iter([
        (CACHE_CONTROL, value(cache)),
        (VARY, HeaderValue::from_static("Accept-Encoding")),
        (ETAG, value(&etag)),
    ]);
    if status.is_success() && holds(request, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    headers.insert(CONTENT_TYPE, value(content.media_type()));
    if encoding != Encoding::Identity {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.token()));
    }
    Ok((status, headers, Body::from(bytes)).into_response())
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    struct Silent;
    impl Source for Silent {
        fn documents(&self, _: Instant) -> Documents {
            Documents::default()
        }
    }

    #[tokio::test]
    async fn a_panic_is_answered_as_a_problem() {
        async fn fail() -> &'static str {
            panic!("on purpose")
        }
        let clock = RelayClock::new(Some("2026-11-21T09:20:00Z".parse().unwrap()), Some(0.0));
        let relay = Arc::new(Relay::new(Arc::new(Silent), clock, None, Duration::from_mins(1)));
        let request = Request::get("/api/v1/live.json").body(Body::empty()).unwrap();
        let router = guarded(Router::new().route("/api/v1/live.json", get(fail)), relay);
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[CONTENT_TYPE], "application/problem+json");
        assert!(response.headers().contains_key(DATE));
    }
}
