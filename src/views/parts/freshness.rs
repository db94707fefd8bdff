//! When the data came, what went wrong with them, and the means to ask again or to stop asking.

use crate::{
    api::{DecodeError, FetchError},
    domain::Instant,
    present::Texts,
    state::App,
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
    let paused = app.paused;
    live(move || {
        let t = app.t();
        let received = received(app).map(|at| (t.received_at)(&clock(app, at))).unwrap_or_default();
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
    live(move || {
        let t = app.t();
        let sites = app.sites.load();
        let live = app.live.load();
        let (error, old) = match (&sites.trouble, &live.trouble) {
            (Some(error), _) => (error, sites.received),
            (None, Some(error)) => (error, live.received),
            (None, None) => return none(),
        };
        let fallback = match (app.sites.value().is_some(), old) {
            (true, None) => t.waits_missing.to_owned(),
            (_, Some(at)) => (t.trouble_old)(&clock(app, at)),
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
    })
}

/// While nothing has come yet.
pub fn loading(app: App) -> View {
    live(move || {
        let waiting = app.sites.value().is_none() && app.sites.load().trouble.is_none();
        if waiting { p("loading", app.t().loading) } else { none() }
    })
}

/// When the waits came, else the centres.
fn received(app: App) -> Option<Instant> {
    app.live.load().received.or_else(|| app.sites.load().received)
}

/// An instant as the territory's clock shows it, with the day where it is another one.
pub fn clock(app: App, at: Instant) -> String {
    let moment = app.moment();
    crate::present::instant_text(app.t(), at, moment.context())
}
