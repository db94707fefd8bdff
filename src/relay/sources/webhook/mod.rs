//! Uplinks that others send here, and what somebody at the gate says.

mod form;
mod outcome;

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use outcome::{Done, Outcome, answer};
use subtle::ConstantTimeEq;

use super::{
    Batch, Message, Outlet, Record, instant::instant, mapping::take, messages, replay::Memory, supervise::Said,
};
use crate::{
    domain::{Instant, SiteId},
    relay::{
        config::{Payload, Secret, SourceConfig, Webhook, When},
        listen::ListeningOn,
        problem::Problem,
    },
};

/// Uplinks are a few kilobytes.
const LONGEST: usize = 64 << 10;
/// Messages a second in the long run, and at once: thousands of sensors that report each minute.
const MACHINES: (f64, f64) = (200.0, 1000.0);
/// The same of people, and of whoever guesses their secret.
const PERSONS: (f64, f64) = (0.5, 20.0);
/// Headers of requests that a proxy passed on.
const PASSED_ON: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// The addresses below `/hooks/`.
#[derive(Default)]
pub struct Hooks(BTreeMap<String, Hook>);

struct Hook {
    source: Arc<SourceConfig>,
    webhook: Webhook,
    /// Only where somebody at this machine needs none.
    secret: Option<Secret>,
    outlet: Outlet,
    /// The sites that it tells of, with their names.
    sites: Vec<(String, String)>,
    state: Mutex<HookState>,
}

#[derive(Default)]
struct HookState {
    memory: Memory,
    /// Messages that came, leaking away with time, and when it was reckoned.
    level: f64,
    reckoned: Option<Instant>,
}

impl Hooks {
    /// Adds a source of which others send, or somebody says, something. `names` are those of its sites.
    pub fn add(
        &mut self,
        source: Arc<SourceConfig>,
        webhook: Webhook,
        secret: Option<Secret>,
        outlet: Outlet,
        names: BTreeMap<SiteId, String>,
    ) {
        let name = source.id.to_string();
        let sites = names.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        self.0.insert(name, Hook { source, webhook, secret, outlet, sites, state: Mutex::default() });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The routes for messages of others.
pub fn hooks(hooks: Hooks) -> Router {
    Router::new().route("/hooks/{name}", get(form::show).post(receive)).with_state(Arc::new(hooks))
}

async fn receive(State(hooks): State<Arc<Hooks>>, Path(name): Path<String>, request: Request) -> Response {
    let problem = |status, detail: &'static str| Problem::new(status, detail).into_response();
    let (request, is_form) = match hooks.0.get(&name).filter(|hook| hook.is_persons()) {
        Some(_) if form::is_form(request.headers()) => match form::peeked(request).await {
            Some(peeked) => peeked,
            None => return problem(StatusCode::PAYLOAD_TOO_LARGE, "longer than 64 kilobytes, or cut off"),
        },
        Some(_) | None => (request, false),
    };
    if let Some(hook) = hooks.0.get(&name).filter(|_| is_form) {
        return form::receive(hook, request).await;
    }
    // Neither says whether the name or the secret was wrong.
    let unknown = || problem(StatusCode::UNAUTHORIZED, "no such hook, or another secret");
    let too_many = || problem(StatusCode::TOO_MANY_REQUESTS, "too many messages at once");
    let Some(hook) = hooks.0.get(&name) else { return unknown() };
    let now = hook.outlet.received();
    // As in the form, whoever guesses a person's secret is slowed down. Those of machines are too long to be guessed, and
    // no stranger may take the room of their messages.
    if hook.is_persons() && !hook.has_room(now) {
        return too_many();
    }
    if !hook.is_known(&request) {
        return unknown();
    }
    if !hook.is_persons() && !hook.has_room(now) {
        return too_many();
    }
    let Ok(body) = to_bytes(Body::new(request.into_body()), LONGEST).await else {
        return problem(StatusCode::PAYLOAD_TOO_LARGE, "longer than 64 kilobytes, or cut off");
    };
    match hook.take(&body, now) {
        Ok(outcomes) => answer(&outcomes),
        Err(reason) => {
            hook.outlet.say(Said::Batch(rejected(None, &reason)));
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, reason).into_response()
        }
    }
}

/// `localhost:8080`, `127.0.0.1:8080`, `[::1]:8080`: a name that leads here by somebody else's doing is none of these.
fn is_loopback_name(host: &str) -> bool {
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name).trim_matches(['[', ']']);
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn rejected(key: Option<&str>, reason: &str) -> Batch {
    let mut batch = Batch::default();
    batch.reject(key.unwrap_or("message"), reason);
    batch
}

impl Hook {
    fn is_persons(&self) -> bool {
        self.webhook.payload == Payload::Person
    }

    /// By the header that bears the secret, or by sitting at this machine.
    fn is_known(&self, request: &Request) -> bool {
        let given = request.headers().get(&self.webhook.header).map(HeaderValue::as_bytes).unwrap_or_default();
        self.is_secret(given.strip_prefix(b"Bearer ").unwrap_or(given)) || self.is_at_home(request)
    }

    /// Compared in a time that does not depend on how much of it is right.
    fn is_secret(&self, given: &[u8]) -> bool {
        self.secret.as_ref().is_some_and(|secret| given.ct_eq(secret.reveal().as_bytes()).into())
    }

    /// Whether this hook lets in whoever sits at this very machine, and the request is of one who does: the relay listens on
    /// loopback, no proxy stands between, and no other site's page has sent it.
    fn is_at_home(&self, request: &Request) -> bool {
        let headers = request.headers();
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let listens_here = request.extensions().get::<ListeningOn>().is_some_and(|on| on.0.ip().is_loopback());
        let is_passed_on = PASSED_ON.iter().any(|name| headers.contains_key(*name));
        let host = text("host").unwrap_or_default();
        let is_own = text("origin").is_none_or(|origin| origin.strip_prefix("http://") == Some(host))
            && text("sec-fetch-site").is_none_or(|from| ["same-origin", "none"].contains(&from));
        self.webhook.loopback && listens_here && !is_passed_on && is_loopback_name(host) && is_own
    }

    /// A bucket that leaks.
    fn has_room(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let since = state.reckoned.map_or(0.0, |then| (now - then).num_milliseconds().max(0) as f64 / 1000.0);
        state.reckoned = Some(now);
        let (a_second, at_once) = if self.is_persons() { PERSONS } else { MACHINES };
        state.level = (state.level - since * a_second).max(0.0) + 1.0;
        let has_room = state.level <= at_once;
        if !has_room {
            state.level -= 1.0;
        }
        has_room
    }

    /// Takes in each message of a body, and says what became of it.
    ///
    /// # Errors
    /// When no messages can be told in it.
    fn take(&self, body: &[u8], now: Instant) -> Result<Vec<Outcome>, String> {
        let messages = messages(self.webhook.payload, self.webhook.key.as_deref(), body)?;
        Ok(messages.into_iter().map(|message| self.take_one(message, now)).collect())
    }

    fn take_one(&self, message: Message, now: Instant) -> Outcome {
        match message {
            Message::Report(record) => self.take_report(&record, now),
            Message::Other { key, what } => {
                let (key, mut batch) = (key.as_deref(), Batch::default());
                batch.ignore(key.unwrap_or("message"), || what.clone());
                self.outlet.say(Said::Batch(batch));
                Outcome::new(key, Done::Ignored, &what)
            }
            Message::Wrong { key, reason } => self.reject(key.as_deref(), Done::Rejected, &reason),
        }
    }

    fn take_report(&self, record: &Record, now: Instant) -> Outcome {
        let (key, batch) = (record.key.as_deref(), take(std::slice::from_ref(record), &self.source, now));
        // A message without an instant of its own can be told from its repetition by nothing: its sender may mean it.
        if self.source.when != When::Received
            && batch.kept() > 0
            && let Ok(at) = instant(record, &self.source.when, now)
        {
            let noted = self.state.lock().unwrap_or_else(PoisonError::into_inner).memory.note(record, at, now);
            if let Err(replay) = noted {
                return self.reject(key, Done::Repeated, &replay.to_string());
            }
        }
        let taken = self.outlet.say(Said::Batch(batch)).unwrap_or_default();
        Outcome::of(key, &taken)
    }

    fn reject(&self, key: Option<&str>, done: Done, reason: &str) -> Outcome {
        self.outlet.say(Said::Batch(rejected(key, reason)));
        Outcome::new(key, done, reason)
    }
}
