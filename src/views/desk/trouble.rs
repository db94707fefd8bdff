//! What went wrong with the data, and what is still true.

use crate::views::bricks::{View, all, button, live, maybe, none, p, status, strong, text};
use crate::{state::Desk, views::parts::freshness};

pub fn trouble(desk: Desk) -> View {
    let app = desk.app;
    live(move || {
        let t = app.t();
        let (sites, live) = (app.sites.load(), app.live.load());
        let Some(error) = sites.trouble.as_ref().or(live.trouble.as_ref()) else {
            return if app.sites.value().is_some() { none() } else { p("loading", t.loading) };
        };
        let received = if sites.trouble.is_some() { sites.received } else { live.received };
        let still_true = match (received, app.sites.value()) {
            (Some(at), _) => (t.trouble_old)(&freshness::clock(app, at)),
            (None, Some(_)) => t.waits_missing.to_owned(),
            (None, None) => t.trouble_none.to_owned(),
        };
        let phone = app.territory.value().and_then(|territory| territory.contact.phone.clone());
        status(
            "trouble",
            all(vec![
                p("", [strong("", freshness::trouble_words(t, error)), text(" "), text(still_true)]),
                maybe(phone.map(|phone| p("", (t.call_instead)(&phone)))),
                p("", button("", t.retry, move || app.refresh())),
            ]),
        )
    })
}
