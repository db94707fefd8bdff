//! The HTTP server's answers. Everything lies in memory, so that no request reads a file; what has to be made first is made
//! in the background, so that no request waits for what others asked for.

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
            CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, DATE,
        },
        request::Parts,
    },
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;
use tower_http::catch_panic::CatchPanicLayer;

use super::{
    Base, Documents, Source,
    assets::{App, INDEX},
    background::Background,
    clock::{RelayClock, http_date},
    content::{Content, Effort, PAGE},
    content_policy::ContentPolicy,
    deliver::{Delivery, unmade},
    edition::Edition,
    headers::{
        REVALIDATED, api_body_headers, api_headers, document_cache, file_cache, file_headers, page_headers,
        plain_cache, plain_headers,
    },
    listen::Malformed,
    pages::{is_page, page_file},
    plain::{Deployment, Plain, PlainPage, PublicUrl, is_plain, keeps_for_days},
    problem::Problem,
    series_csv::{MEDIA_TYPE, document_of},
    tables::Tables,
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
    tables: Arc<Tables>,
    background: Background,
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
        let relay = Self {
            source,
            period: clock.refresh_period(every),
            clock,
            app,
            published,
            traffic: Arc::default(),
            tables: Arc::default(),
            background: Background::default(),
        };
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

    /// How many tables were made of documents.
    pub fn tables_made(&self) -> u64 {
        self.tables.made()
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
            kept.unwrap_or_else(|| {
                let content = Content::new(INDEX, page.as_str().to_owned(), Effort::Release);
                if let Some(before) = &before.index {
                    content.prepare_like(before);
                }
                Arc::new(content)
            })
        });
        tracing::debug!(documents = edition.count(), "refreshed");
        let published = Published { edition, page_headers, plain, index };
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(published);
        (documents, now)
    }

    fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published.read().unwrap_or_else(PoisonError::into_inner))
    }

    async fn answer_api(&self, request: &Parts) -> Response {
        let path = request.uri.path();
        let problem = |status, detail| Problem::new(status, detail).at(path).into_response();
        match request.method {
            Method::GET | Method::HEAD => {}
            Method::OPTIONS => return preflight(),
            _ => return allowing(ALLOWED_API, problem(StatusCode::METHOD_NOT_ALLOWED, "the API is read with GET")),
        }
        let published = self.published();
        let name = path.strip_prefix('/').and_then(|path| path.strip_prefix(BASE_PATH)).unwrap_or_default();
        let cache = document_cache(name, self.period, self.clock.now());
        let document = match published.edition.get(name) {
            Some(document) => Some(Arc::clone(document)),
            None => match document_of(name).and_then(|of| published.edition.get(&of)) {
                Some(of) => match self.table(name, of, &request.method).await {
                    Table::Made(table) => table,
                    Table::Unmade => return unmade(&cache, MEDIA_TYPE),
                },
                None => None,
            },
        };
        match document {
            Some(document) => self.deliver(Delivery::of(StatusCode::OK, &cache), &document, request).await,
            None => problem(StatusCode::NOT_FOUND, "no such document; /api/v1/openapi.json describes those there are"),
        }
    }

    /// The table of a document, made when it is first asked for and kept while the document stays: few are asked for. HEAD
    /// makes none.
    async fn table(&self, name: &str, of: &Arc<Content>, method: &Method) -> Table {
        if let Some(kept) = self.tables.kept(name, of) {
            return Table::Made(kept);
        }
        if method == Method::HEAD {
            return Table::Unmade;
        }
        let (tables, name, of) = (Arc::clone(&self.tables), name.to_owned(), Arc::clone(of));
        Table::Made(self.background.run(move || tables.make(&name, &of)).await)
    }

    async fn deliver(&self, delivery: Delivery<'_>, content: &Arc<Content>, request: &Parts) -> Response {
        let answer = delivery.answer(content, &request.headers, &self.background).await;
        answer.unwrap_or_else(|problem| problem.at(request.uri.path()).into_response())
    }

    async fn answer_app(&self, request: &Parts) -> Response {
        let path = request.uri.path();
        let problem = |status, detail| Problem::new(status, detail).at(path).into_response();
        if ![Method::GET, Method::HEAD].contains(&request.method) {
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
            (!is_file || wants_page(&request.headers)).then_some(page.map(|page| (page, status, REVALIDATED)))?
        };
        match found.or_else(page) {
            Some((content, status, cache)) => {
                let policy = published.page_headers.get(CONTENT_SECURITY_POLICY).filter(|_| content.is_page());
                self.deliver(Delivery { status, cache, policy }, content, request).await
            }
            None => problem(StatusCode::NOT_FOUND, "no such file"),
        }
    }

    /// The plain pages are the app's, for those who cannot run it: without an app there are none.
    async fn answer_plain(&self, request: &Parts) -> Response {
        let path = request.uri.path();
        let problem = |status, detail| Problem::new(status, detail).at(path).into_response();
        if ![Method::GET, Method::HEAD].contains(&request.method) {
            return allowing(ALLOWED_APP, problem(StatusCode::METHOD_NOT_ALLOWED, "pages are read with GET"));
        }
        let plain = Arc::clone(&self.published().plain);
        let name = path.strip_prefix('/').unwrap_or(path).to_owned();
        let cache = plain_cache(keeps_for_days(&name), self.period, self.clock.now());
        let page = match plain.kept(&name) {
            Some(page) => Some(page),
            None => self.background.run(move || plain.page_or_not_found(&name)).await,
        };
        match page {
            Some(PlainPage::Found(page)) => self.deliver(Delivery::of(StatusCode::OK, &cache), &page, request).await,
            Some(PlainPage::NotFound(page)) => {
                self.deliver(Delivery::of(StatusCode::NOT_FOUND, REVALIDATED), &page, request).await
            }
            None => problem(StatusCode::NOT_FOUND, "no plain pages: the territory or its centres cannot be read"),
        }
    }

    fn has_plain(&self, path: &str) -> bool {
        self.app.is_some() && is_plain(path.strip_prefix('/').unwrap_or(path))
    }
}

/// A table that was asked for.
enum Table {
    /// Ready; `None` where the document has none.
    Made(Option<Arc<Content>>),
    Unmade,
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
    let request = request.into_parts().0;
    let path = request.uri.path();
    match (is_api(path), relay.has_plain(path)) {
        (true, _) => relay.answer_api(&request).await,
        (false, true) => relay.answer_plain(&request).await,
        (false, false) => relay.answer_app(&request).await,
    }
}

async fn finish(State(relay): State<Arc<Relay>>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = match request.extensions().get::<Malformed>() {
        // Where a proxy and we read a request differently, what comes after it may be somebody else's.
        Some(Malformed(detail)) => {
            ([(CONNECTION, "close")], Problem::new(StatusCode::BAD_REQUEST, *detail).at(&path)).into_response()
        }
        None => next.run(request).await,
    };
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
