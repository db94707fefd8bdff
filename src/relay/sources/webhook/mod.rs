//! Uplinks that others send here, and what somebody at the gate says.

mod body;
mod form;
mod limits;
mod origin;
mod outcome;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
    routing::get,
};
use subtle::ConstantTimeEq;

use self::{
    body::read_body,
    limits::{LeakyBucket, MESSAGES, WrongSecrets},
    origin::{is_cross_origin, is_of_this_machine},
    outcome::{Done, Outcome, answer},
};
use super::{
    Batch, Message, Outlet, Record, instant::instant, mapping::take, messages, replay::Memory, supervise::Said,
};
use crate::{
    domain::{Instant, SiteId},
    relay::{
        client_address::ClientNetwork,
        config::{Payload, Secret, SourceConfig, Webhook, When},
        listen::ListeningOn,
        problem::Problem,
    },
};

/// Headers of requests that a proxy passed on.
const PASSED_ON: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];
/// Seconds after which one who sent too much, or met a full disk, may try again.
const RETRY_S: HeaderValue = HeaderValue::from_static("60");

/// The addresses below `/hooks/`.
#[derive(Default)]
pub struct Hooks {
    by_name: BTreeMap<String, Hook>,
    wrong_secrets: WrongSecrets,
    /// One at a time asks for the disk: what came meanwhile is written with the next.
    writing: tokio::sync::Mutex<()>,
}

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
    /// Messages that came.
    messages: LeakyBucket,
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
        self.by_name.insert(name, Hook { source, webhook, secret, outlet, sites, state: Mutex::default() });
    }

    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }
}

/// The routes for messages of others.
pub fn hooks(hooks: Hooks) -> Router {
    Router::new().route("/hooks/{name}", get(form::show).post(receive)).with_state(Arc::new(hooks))
}

async fn receive(State(hooks): State<Arc<Hooks>>, Path(name): Path<String>, request: Request) -> Response {
    let problem = |status, detail: &'static str| Problem::new(status, detail).into_response();
    if is_cross_origin(request.headers()) {
        // Whoever sits before that browser has not sent it: neither let in nor counted.
        return problem(StatusCode::FORBIDDEN, "sent by a page of another site");
    }
    let hook = hooks.by_name.get(&name);
    // Whoever has the secret in the header is a program: what it sends is never taken for a form with a wrong secret.
    let (request, is_form) = match hook.filter(|hook| hook.is_persons() && !hook.bears_secret(&request)) {
        Some(_) if form::is_form(request.headers()) => match form::peeked(request).await {
            Ok(peeked) => peeked,
            Err(problem) => return problem.into_response(),
        },
        Some(_) | None => (request, false),
    };
    if let Some(hook) = hook.filter(|_| is_form) {
        return form::receive(&hooks, hook, request).await;
    }
    let Some(hook) = hook.filter(|hook| hook.is_known(&request)) else {
        // Neither says whether the name or the secret was wrong.
        return if hooks.may_guess(&request) {
            problem(StatusCode::UNAUTHORIZED, "no such hook, or another secret")
        } else {
            too_many("too many wrong secrets")
        };
    };
    let now = hook.outlet.received();
    if !hook.has_room(now) {
        return too_many("too many messages at once");
    }
    let body = match read_body(request).await {
        Ok(body) => body,
        Err(problem) => return problem.into_response(),
    };
    let outcomes = match hook.take(&body, now) {
        Ok(outcomes) => outcomes,
        Err(reason) => {
            hook.outlet.say(Said::Batch(rejected(None, &reason)));
            return Problem::new(StatusCode::UNPROCESSABLE_ENTITY, reason).into_response();
        }
    };
    match hooks.write(hook, &body, now).await {
        Ok(()) => answer(&outcomes),
        Err(reason) => later(Problem::new(StatusCode::SERVICE_UNAVAILABLE, reason)),
    }
}

fn too_many(detail: &'static str) -> Response {
    later(Problem::new(StatusCode::TOO_MANY_REQUESTS, detail))
}

fn later(response: impl IntoResponse) -> Response {
    ([(RETRY_AFTER, RETRY_S)], response).into_response()
}

impl Hooks {
    /// Counts a wrong secret, and says whether its client may go on trying.
    fn may_guess(&self, request: &Request) -> bool {
        let now = self.by_name.values().next().map(|hook| hook.outlet.received());
        now.is_none_or(|now| self.wrong_secrets.note(ClientNetwork::of_request(request.extensions()), now))
    }

    /// Waits until what was taken of a message lies on the disk, where a history is kept. Where it does not, the message may
    /// come again.
    async fn write(&self, hook: &Hook, body: &[u8], now: Instant) -> Result<(), String> {
        let turn = self.writing.lock().await;
        let written = hook.outlet.persist().await;
        drop(turn);
        hook.note_written(body, now, written.is_ok());
        written
    }
}

fn is_passed_on(headers: &HeaderMap) -> bool {
    PASSED_ON.iter().any(|name| headers.contains_key(*name))
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
        self.bears_secret(request) || self.is_at_home(request)
    }

    /// Whether the request has the secret in its header. The name of the scheme may be written in any case (RFC 9110 §11.1).
    fn bears_secret(&self, request: &Request) -> bool {
        const SCHEME: &[u8] = b"bearer ";
        let given = request.headers().get(&self.webhook.header).map(HeaderValue::as_bytes).unwrap_or_default();
        let bare = match given.split_at_checked(SCHEME.len()) {
            Some((scheme, secret)) if scheme.eq_ignore_ascii_case(SCHEME) => secret.trim_ascii_start(),
            Some(_) | None => given,
        };
        self.is_secret(bare)
    }

    /// Compared in a time that does not depend on how much of it is right.
    fn is_secret(&self, given: &[u8]) -> bool {
        self.secret.as_ref().is_some_and(|secret| given.ct_eq(secret.reveal().as_bytes()).into())
    }

    /// Whether this hook lets in whoever sits at this very machine, and the request is of one who does: the relay listens on
    /// loopback, no proxy stands between, and no other site's page has sent it.
    fn is_at_home(&self, request: &Request) -> bool {
        let headers = request.headers();
        let listens_here = request.extensions().get::<ListeningOn>().is_some_and(|on| on.0.ip().is_loopback());
        self.webhook.loopback && listens_here && !is_passed_on(headers) && is_of_this_machine(headers)
    }

    fn has_room(&self, now: Instant) -> bool {
        self.state().messages.has_room(MESSAGES, now)
    }

    /// Notes of the messages of a body whether they are written: if not, they are no repetition when they come again.
    fn note_written(&self, body: &[u8], now: Instant, is_written: bool) {
        let is_known = is_written && !self.state().memory.expects_any();
        if is_known {
            return;
        }
        for message in messages(self.webhook.payload, self.webhook.key.as_deref(), body).unwrap_or_default() {
            let Message::Report(record) = message else { continue };
            let Ok(at) = instant(&record, &self.source.when, now) else { continue };
            if is_written {
                self.state().memory.note_written(&record, at);
            } else {
                self.state().memory.expect_again(&record, at);
            }
        }
    }

    // What it holds is changed as a whole, so a panic elsewhere cannot have left half of it.
    fn state(&self) -> MutexGuard<'_, HookState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
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
            let mut state = self.state();
            if state.memory.expects(record, at) {
                // Taken in already: it comes again only because the disk lacks it.
                return Outcome::of(key, &batch);
            }
            let noted = state.memory.note(record, at, now);
            drop(state);
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
