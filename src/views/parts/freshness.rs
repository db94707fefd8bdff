//! When the data came, what went wrong with them, and the means to ask again or to stop asking.

use crate::{
    api::{DecodeError, FetchError},
    domain::Instant,
    present::Texts,
    state::{App, Feed},
    views::bricks::{View, all, button, live, maybe, none, p, status, strong, text},
};

/// Why data are missing, as a sentence.
pub fn trouble_words(t: &Texts, error: &FetchError) -> String {
    match error {
        FetchError::Network => t.trouble_network.to_owned(),
        FetchError::Timeout => t.trouble_timeout.to_owned(),
        FetchError::Status(status) => (t.trouble_status)(*status),
        FetchError::Busy(_) => t.trouble_busy.to_owned(),
        FetchError::Portal => t.trouble_portal.to_owned(),
        FetchError::Unreadable(DecodeError::OtherVersion(_)) => t.trouble_version.to_owned(),
        FetchError::Unreadable(DecodeError::NotJson(_) | DecodeError::Unexpected(_)) => t.trouble_unreadable.to_owned(),
    }
}

/// For the foot of every page.
pub fn line(app: App) -> View {
    line_of(app, move || app.live.load().received.or_else(|| app.sites.load().received))
}

/// The same, for pages whose data come in other documents.
pub fn line_of(app: App, received: impl Fn() -> Option<Instant> + Send + 'static) -> View {
    let paused = app.paused;
    live(move || {
        let t = app.t();
        let received = received().map(|at| (t.received_at)(&moment(app, at))).unwrap_or_default();
        let state = if paused.get() { t.paused } else { "" };
        let toggle = if paused.get() { t.resume } else { t.pause };
        all(vec![
            p("freshness", format!("{received} {state}")),
            p(
                "actions",
                [
                    button("plain", t.refresh, move || app.refresh()),
                    button("plain", toggle, move || paused.update(|p| *p = !*p)),
                ],
            ),
        ])
    })
}

/// What went wrong, where something did: the centres' data first, then the waits'.
pub fn trouble(app: App) -> View {
    trouble_of(app, app.sites, app.live, app.t().waits_missing)
}

/// The same for any two documents: the one that pages stand on, and that which tells of this minute; `without` says what is
/// shown while there is nothing of the second.
pub fn trouble_of<A, B>(app: App, ground: Feed<A>, now: Feed<B>, without: &'static str) -> View
where
    A: Send + Sync + 'static,
    B: Send + Sync + 'static,
{
    live(move || {
        let (ground_load, now_load) = (ground.load(), now.load());
        let (error, old) = match (&ground_load.trouble, &now_load.trouble) {
            (Some(error), _) => (error, ground_load.received),
            (None, Some(error)) => (error, now_load.received),
            (None, None) => return none(),
        };
        told(app, error, old, ground.value().is_some(), without)
    })
}

fn told(app: App, error: &FetchError, old: Option<Instant>, has_ground: bool, without: &str) -> View {
    let t = app.t();
    let fallback = match (has_ground, old) {
        (true, None) => without.to_owned(),
        (_, Some(at)) => (t.trouble_old)(&moment(app, at)),
        (false, None) => t.trouble_none.to_owned(),
    };
    let phone = app.territory.value().and_then(|t| t.contact.phone.clone());
    status(
        "trouble",
        [
            p("", [strong("", trouble_words(t, error)), text(" "), text(fallback)]),
            maybe(phone.map(|phone| p("", (t.call_instead)(&phone)))),
            p("", button("", t.retry, move || app.refresh())),
        ],
    )
}

/// While nothing has come yet.
pub fn loading(app: App) -> View {
    live(move || {
        let waiting = app.sites.value().is_none() && app.sites.load().trouble.is_none();
        if waiting { p("loading", app.t().loading) } else { none() }
    })
}

/// An instant as the territory's clock shows it, with the day where it is another one.
pub fn clock(app: App, at: Instant) -> String {
    let moment = app.moment();
    crate::present::instant_text(app.t(), at, moment.context())
}

/// The same with its preposition, to go on a sentence.
pub fn moment(app: App, at: Instant) -> String {
    let moment = app.moment();
    crate::present::moment_text(app.t(), at, moment.context())
}
