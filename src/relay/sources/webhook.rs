//! Uplinks that others send here.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use subtle::ConstantTimeEq;

use super::{Batch, Outlet, instant::instant, mapping::take, replay::Memory, supervise::Said, uplink::uplink};
use crate::{
    domain::Instant,
    relay::{
        config::{Secret, SourceConfig, Webhook, When},
        problem::Problem,
    },
};

/// Uplinks are a few kilobytes.
const LONGEST: usize = 64 << 10;
/// Messages a second in the long run, and at once: thousands of sensors that report each minute.
const A_SECOND: f64 = 200.0;
const AT_ONCE: f64 = 1000.0;

/// The addresses below `/hooks/`.
#[derive(Default)]
pub struct Hooks(BTreeMap<String, Hook>);

struct Hook {
    source: Arc<SourceConfig>,
    webhook: Webhook,
    secret: Secret,
    outlet: Outlet,
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
    pub fn add(&mut self, source: Arc<SourceConfig>, webhook: Webhook, secret: Secret, outlet: Outlet) {
        let name = source.id.to_string();
        self.0.insert(name, Hook { source, webhook, secret, outlet, state: Mutex::default() });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The routes for messages of others.
pub fn hooks(hooks: Hooks) -> Router {
    Router::new().route("/hooks/{name}", post(receive)).with_state(Arc::new(hooks))
}

async fn receive(State(hooks): State<Arc<Hooks>>, Path(name): Path<String>, request: Request) -> Response {
    let problem = |status, detail: &'static str| Problem::new(status, detail).into_response();
    // Neither says whether the name or the secret was wrong.
    let Some(hook) = hooks.0.get(&name).filter(|hook| hook.is_known(request.headers())) else {
        return problem(StatusCode::UNAUTHORIZED, "no such hook, or another secret");
    };
    let now = hook.outlet.received();
    if !hook.has_room(now) {
        return problem(StatusCode::TOO_MANY_REQUESTS, "too many messages at once");
    }
    let Ok(body) = to_bytes(Body::new(request.into_body()), LONGEST).await else {
        return problem(StatusCode::PAYLOAD_TOO_LARGE, "longer than 64 kilobytes, or cut off");
    };
    match hook.take(&body, now) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err((status, reason)) => {
            hook.outlet.say(Said::Batch(rejected(&reason)));
            Problem::new(status, reason).into_response()
        }
    }
}

fn rejected(reason: &str) -> Batch {
    let mut batch = Batch::default();
    batch.reject("message", reason);
    batch
}

impl Hook {
    /// Compared in a time that does not depend on how much of it is right.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(&self.webhook.header).map(HeaderValue::as_bytes).unwrap_or_default();
        let given = given.strip_prefix(b"Bearer ").unwrap_or(given);
        given.ct_eq(self.secret.reveal().as_bytes()).into()
    }

    /// A bucket that leaks.
    fn has_room(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let since = state.reckoned.map_or(0.0, |then| (now - then).num_milliseconds().max(0) as f64 / 1000.0);
        state.reckoned = Some(now);
        state.level = (state.level - since * A_SECOND).max(0.0) + 1.0;
        let has_room = state.level <= AT_ONCE;
        if !has_room {
            state.level -= 1.0;
        }
        has_room
    }

    fn take(&self, body: &[u8], now: Instant) -> Result<(), (StatusCode, String)> {
        let unreadable = |reason| (StatusCode::UNPROCESSABLE_ENTITY, reason);
        let record = uplink(self.webhook.payload, self.webhook.key.as_deref(), body).map_err(unreadable)?;
        let Some(record) = record else { return Ok(()) };
        let at = instant(&record, &self.source.when, now).map_err(unreadable)?;
        // A message without an instant of its own can be told from its repetition by nothing: its sender may mean it.
        if self.source.when != When::Received {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.memory.note(&record, at, now).map_err(|replay| (StatusCode::CONFLICT, replay.to_string()))?;
        }
        self.outlet.say(Said::Batch(take(&[record], &self.source, now)));
        Ok(())
    }
}
