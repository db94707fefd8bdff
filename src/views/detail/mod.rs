//! One centre, at its own address.

mod hours;
mod rules;
mod usual;

use std::sync::Arc;

use leptos::prelude::*;

use super::parts;
use crate::{
    domain::{Known, Site, SiteId, Situation},
    platform::share::{self, Shared},
    present::{Route, read_at, site_name, state_badge, wait_words, way_words},
    state::{App, Place, Sites},
};

/// `territory` and `id` as they stand in the address.
pub fn page(app: App, territory: String, id: &str) -> impl IntoView + use<> {
    let id = id.parse::<SiteId>().ok();
    move || {
        let Some(sites) = app.sites.value() else {
            return view! {
                <h1 tabindex="-1">{app.t().sites}</h1>
                {parts::freshness::loading(app)}
                {parts::freshness::trouble(app)}
            }
            .into_any();
        };
        let elsewhere = app.territory.value().is_some_and(|t| t.id != territory);
        match id.as_ref().filter(|_| !elsewhere).and_then(|id| sites.get(id)) {
            Some(site) => found(app, &sites, site).into_any(),
            None => missing(app, elsewhere).into_any(),
        }
    }
}

fn missing(app: App, elsewhere: bool) -> impl IntoView {
    let t = app.t();
    view! {
        <h1 tabindex="-1">{t.site_not_found_title}</h1>
        <p>{if elsewhere { t.other_territory_text } else { t.site_not_found_text }}</p>
        <p><a class="button" href=app.href(&Route::Sites)>{t.back_to_list}</a></p>
    }
}

fn found(app: App, sites: &Arc<Sites>, site: &Site) -> impl IntoView + use<> {
    let t = app.t();
    // What changes by the minute is drawn apart, so that an open list or a chosen day stays as it is.
    let moving = Arc::new((site.clone(), sites.clone()));
    let (full, hours) = (moving.clone(), moving.clone());
    view! {
        <p class="back"><a href=app.href(&Route::Sites)>{t.back_to_list}</a></p>
        <h1 tabindex="-1">{site_name(t, site)}</h1>
        {parts::notices::current(app, Some(site.id.clone()))}
        {parts::freshness::trouble(app)}
        {move || now(app, &moving.0)}
        {actions(app, site)}
        {move || full_today(app, &full.1, &full.0)}
        {rules::before_leaving(app, site)}
        {move || hours::section(app, &hours.0)}
        {usual::section(app, site)}
        {rules::materials(app, sites, site)}
        {about(app, site)}
    }
}

/// State and wait at this moment.
fn now(app: App, site: &Site) -> impl IntoView + use<> {
    let t = app.t();
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let reading = known.reading(&site.id);
    let situation = Situation::of(site, reading, known.profile(&site.id), context);
    let badge = state_badge(t, &situation, context);
    let wait = wait_words(t, &situation, context);
    let old = situation.stale.map(|(at, interval)| {
        let then = interval.map(|i| (t.old_wait)((t.band)(i.band()))).unwrap_or_default();
        format!("{} {then}", read_at(t, at, crate::domain::Freshness::Old, context))
    });
    let current = reading.filter(|r| crate::domain::Freshness::of(r.at, context.now).counts_as_now());
    let vehicles = current.and_then(|r| r.vehicles).filter(|_| situation.is_open()).map(t.vehicles);
    let note = current.and_then(|r| r.note.as_ref()).map(|note| format!("{} : {}", t.note, note.get(app.lang())));
    let way = app.place.get().as_ref().map(Place::position).map(|from| way_words(t, from, site.position));
    view! {
        <section class="now">
            {parts::card::badge(&badge)}
            {wait.as_ref().map(parts::card::wait)}
            {vehicles.map(|words| view! { <p>{crate::present::initial_capital(&words)}</p> })}
            {old.filter(|_| wait.is_none()).map(|words| view! { <p class="basis">{words}</p> })}
            {note.map(|note| view! { <p class="note">{note}</p> })}
            {way.map(|way| view! { <p class="way">{way}</p> })}
        </section>
    }
}

fn actions(app: App, site: &Site) -> impl IntoView + use<> {
    let t = app.t();
    let shared = RwSignal::new(None);
    let (title, path) = (site_name(t, site), share_path(app, site));
    let share =
        move |_| share::share(&title, &crate::platform::document::absolute(&path), move |how| shared.set(Some(how)));
    view! {
        <p class="actions">
            <a class="button" href=parts::links::directions(site) rel="noreferrer">{t.go}</a>
            " "
            {site.phone.clone().map(|phone| view! { <a class="button quiet" href=parts::links::phone(&phone)>{(t.call)(&phone)}</a> " " })}
            <button on:click=share>{t.share}</button>
        </p>
        <p role="status" class="hint">
            {move || match shared.get() {
                Some(Shared::Copied) => Some(t.link_copied),
                Some(Shared::ByDevice | Shared::Failed) | None => None,
            }}
        </p>
    }
}

/// The page's address without the person's own choices: where somebody lives is not part of what is shared.
fn share_path(app: App, site: &Site) -> String {
    let route = Route::Site { territory: app.territory_id(), site: site.id.to_string() };
    app.base.with_value(|base| format!("{base}{}", route.path()))
}

fn full_today(app: App, sites: &Sites, site: &Site) -> Option<impl IntoView + use<>> {
    let t = app.t();
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let reading = known.reading(&site.id)?;
    let full = |id: &&crate::domain::MaterialId| crate::domain::is_full_today(Some(reading), Some(id), context);
    let items: Vec<_> = reading
        .unavailable
        .iter()
        .filter(full)
        .map(|id| view! { <li>{parts::material::label(app, sites, id)}</li> })
        .collect();
    (!items.is_empty())
        .then(|| view! { <section class="trouble"><h2>{t.full_today_title}</h2><ul>{items}</ul></section> })
}

fn about(app: App, site: &Site) -> impl IntoView + use<> {
    let t = app.t();
    let approximate = site.position_quality == crate::domain::PositionQuality::Approximate;
    let sources: Vec<_> = site
        .sources
        .iter()
        .map(|source| {
            let rest = [source.licence.clone(), source.retrieved_on.map(|d| (t.retrieved_on)(&(t.day_month)(d)))];
            let rest: Vec<_> = rest.into_iter().flatten().collect();
            let rest = if rest.is_empty() { String::new() } else { format!(" ({})", rest.join(", ")) };
            let name = match source.url.clone() {
                Some(url) => view! { <a href=url rel="noreferrer">{source.name.clone()}</a> }.into_any(),
                None => source.name.clone().into_any(),
            };
            view! { <li>{name}{rest}</li> }
        })
        .collect();
    view! {
        <section>
            <h2>{t.address}</h2>
            {site.address.clone().or_else(|| site.commune.clone()).map(|address| view! { <p>{address}</p> })}
            {approximate.then(|| view! { <p class="hint">{t.approximate_place}</p> })}
            {site.url.clone().map(|url| view! { <p><a href=url rel="noreferrer">{t.website}</a></p> })}
        </section>
        {(!sources.is_empty()).then(|| view! { <section><h2>{t.where_data_from}</h2><ul>{sources}</ul></section> })}
    }
}
