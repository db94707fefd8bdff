//! When the data came, what went wrong with them, and the means to ask again or to stop asking.

use leptos::prelude::*;

use crate::{
    api::{DecodeError, FetchError},
    domain::Instant,
    present::Texts,
    state::App,
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
pub fn line(app: App) -> impl IntoView {
    let paused = app.paused;
    view! {
        <p class="freshness">
            {move || received(app).map(|at| (app.t().received_at)(&clock(app, at)))}
            " "
            {move || paused.get().then_some(app.t().paused)}
        </p>
        <p class="actions">
            <button class="plain" on:click=move |_| app.refresh()>{move || app.t().refresh}</button>
            <button class="plain" on:click=move |_| paused.update(|p| *p = !*p)>
                {move || if paused.get() { app.t().resume } else { app.t().pause }}
            </button>
        </p>
    }
}

/// What went wrong, where something did: the centres' data first, then the waits'.
pub fn trouble(app: App) -> impl IntoView {
    move || {
        let t = app.t();
        let sites = app.sites.load();
        let live = app.live.load();
        let (error, old) = match (&sites.trouble, &live.trouble) {
            (Some(error), _) => (error.clone(), sites.received),
            (None, Some(error)) => (error.clone(), live.received),
            (None, None) => return None,
        };
        let fallback = match (app.sites.value().is_some(), old) {
            (true, None) => t.waits_missing.to_owned(),
            (_, Some(at)) => (t.trouble_old)(&clock(app, at)),
            (false, None) => t.trouble_none.to_owned(),
        };
        let phone = app.territory.value().and_then(|t| t.contact.phone.clone());
        Some(view! {
            <section class="trouble" role="status">
                <p><strong>{trouble_words(t, &error)}</strong>" "{fallback}</p>
                {phone.map(|phone| view! { <p>{(t.call_instead)(&phone)}</p> })}
                <p><button on:click=move |_| app.refresh()>{t.retry}</button></p>
            </section>
        })
    }
}

/// While nothing has come yet.
pub fn loading(app: App) -> impl IntoView {
    move || {
        (app.sites.value().is_none() && app.sites.load().trouble.is_none())
            .then(|| view! { <p class="loading">{app.t().loading}</p> })
    }
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
