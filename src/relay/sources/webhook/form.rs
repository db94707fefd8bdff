//! The form by which somebody at the gate says how long one waits there.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{
        HeaderMap, StatusCode,
        header::{
            ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::{IntoResponse, Response},
};
use reqwest::Url;
use serde_json::{Value, json};

use super::{Hook, Hooks, Outcome, body::read_body, later};
use crate::{
    domain::Lang,
    present::plain::gate::Said,
    relay::{
        client_address::ClientNetwork,
        config::{Sees, Target},
        plain::{gate_policy, gate_style},
        problem::Problem,
    },
    views::plain::{GatePage, GateRefusal},
};

/// What the form sends.
#[derive(Debug, Default)]
struct Sent {
    lang: Option<Lang>,
    site: Option<String>,
    said: Option<Said>,
    secret: String,
}

/// The form, where this source is somebody's.
pub(super) async fn show(State(hooks): State<Arc<Hooks>>, Path(name): Path<String>, request: Request) -> Response {
    let Some(hook) = hooks.by_name.get(&name).filter(|hook| hook.is_persons()) else {
        return Problem::new(StatusCode::NOT_FOUND, "no form lies here").into_response();
    };
    let asked = fields(request.uri().query().unwrap_or_default()).lang;
    let is_at_home = hook.is_at_home(&request);
    // Without a secret the form is nobody's from elsewhere.
    if !is_at_home && hook.secret.is_none() {
        return Problem::new(StatusCode::FORBIDDEN, "this form is open at the relay's own machine only")
            .into_response();
    }
    let page = hook.page(asked.unwrap_or_else(|| preferred(request.headers())), !is_at_home, &name);
    answer(StatusCode::OK, page.form(None, None))
}

pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// A request with its body read, and whether that is a form at all: `curl -d` calls JSON one, too.
///
/// # Errors
/// Where the body is too long, too slow or cut off.
pub(super) async fn peeked(request: Request) -> Result<(Request, bool), Problem> {
    let (parts, body) = request.into_parts();
    let body = read_body(Request::new(body)).await?;
    let is_form = !body.trim_ascii_start().starts_with(b"{") && !body.trim_ascii_start().starts_with(b"[");
    Ok((Request::from_parts(parts, Body::from(body)), is_form))
}

/// Takes in what somebody said, and says what was noted.
pub(super) async fn receive(hooks: &Hooks, hook: &Hook, request: Request) -> Response {
    let (is_at_home, lang, now) = (hook.is_at_home(&request), preferred(request.headers()), hook.outlet.received());
    let (name, client) = (hook.source.id.as_str(), ClientNetwork::of_request(request.extensions()));
    let body = match read_body(request).await {
        Ok(body) => body,
        Err(problem) => return problem.into_response(),
    };
    let sent = fields(&String::from_utf8_lossy(&body));
    let page = hook.page(sent.lang.unwrap_or(lang), !is_at_home, name);
    let refuse = |status, why| answer(status, page.form(Some(why), sent.site.as_deref()));
    if !is_at_home && !hook.is_secret(sent.secret.as_bytes()) {
        return if hooks.wrong_secrets.note(client, now) {
            refuse(StatusCode::UNAUTHORIZED, GateRefusal::Secret)
        } else {
            later(refuse(StatusCode::TOO_MANY_REQUESTS, GateRefusal::Often))
        };
    }
    if !hook.has_room(now) {
        return later(refuse(StatusCode::TOO_MANY_REQUESTS, GateRefusal::Often));
    }
    let site = hook.sites.iter().find(|(id, _)| Some(id) == sent.site.as_ref());
    let (Some((id, site)), Some(said)) = (site, sent.said) else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, GateRefusal::Incomplete);
    };
    let Some(message) = hook.message(id, said) else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, GateRefusal::Incomplete);
    };
    let message = message.to_string();
    match hook.take(message.as_bytes(), now) {
        // What was said already is as good.
        Ok(outcomes) if !outcomes.iter().any(Outcome::is_refused) => {}
        Ok(_) | Err(_) => return refuse(StatusCode::UNPROCESSABLE_ENTITY, GateRefusal::Incomplete),
    }
    match hooks.write(hook, message.as_bytes(), now).await {
        Ok(()) => {
            let time = now.with_timezone(&hook.source.zone).time();
            answer(StatusCode::OK, page.noted(site, said, time))
        }
        Err(_) => later(refuse(StatusCode::SERVICE_UNAVAILABLE, GateRefusal::Unsaved)),
    }
}

impl Hook {
    fn page<'a>(&'a self, lang: Lang, asks_secret: bool, name: &'a str) -> GatePage<'a> {
        // Relative to itself, wherever a proxy has put it.
        GatePage { lang, address: name, sites: &self.sites, asks_secret, style: gate_style() }
    }

    /// What was said as the message that a program would send; `None` where nothing of this site is asked that says it.
    /// Who tells a wait stands before an open gate.
    fn message(&self, site: &str, said: Said) -> Option<Value> {
        let is_asked = |sees: Sees| {
            let targets = self.source.map.iter().map(|map| &map.target);
            targets
                .into_iter()
                .any(|target| matches!(target, Target::Site(of) if of.site.as_str() == site && of.sees == sees))
        };
        let (sees, message) = match said {
            Said::Wait(low, high) => {
                let band = format!("{low}-{}", high.map(|high| high.to_string()).unwrap_or_default());
                (Sees::Wait, json!({"site": site, "wait": band, "state": "open"}))
            }
            Said::Open => (Sees::State, json!({"site": site, "state": "open"})),
            Said::Closed => (Sees::State, json!({"site": site, "state": "closed"})),
        };
        is_asked(sees).then_some(message)
    }
}

/// Urlencoded fields; what is none of ours is passed over.
fn fields(text: &str) -> Sent {
    let mut sent = Sent::default();
    let mut url: Url = "http://form.invalid/".parse().expect("a literal address");
    url.set_query(Some(text));
    for (name, value) in url.query_pairs() {
        match &*name {
            "lang" => sent.lang = Lang::ALL.into_iter().find(|lang| lang.code() == value),
            "site" => sent.site = Some(value.into_owned()),
            "said" => sent.said = value.parse::<usize>().ok().and_then(|n| Said::ALL.get(n).copied()),
            "secret" => sent.secret = value.into_owned(),
            _ => {}
        }
    }
    sent
}

/// French, unless a reader puts English first.
fn preferred(headers: &HeaderMap) -> Lang {
    let wish = headers.get(ACCEPT_LANGUAGE).and_then(|wish| wish.to_str().ok()).unwrap_or_default();
    if wish.trim_start().to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Fr }
}

fn answer(status: StatusCode, page: String) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, gate_policy()),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // The form's own origin is to be told when it is sent: older browsers say nothing else.
        (REFERRER_POLICY, "same-origin"),
    ];
    (status, headers, page).into_response()
}
