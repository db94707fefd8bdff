//! "Where do I go now?": one answer, what it rests on, and what else is near.

use std::sync::Arc;

use leptos::prelude::*;

use super::parts;
use crate::{
    domain::{Context, Known, MaterialId, OpeningState, Reach, Site, Situation, Trip, rank},
    present::{Route, card, initial_capital, site_name, trip_sentence, wait_words},
    state::{App, Place, Sites, Snapshot},
};

/// How many other possibilities stand below the answer.
const OTHERS: usize = 4;

pub fn page(app: App) -> impl IntoView {
    let t = app.t();
    let typed = parts::material::typed(app);
    view! {
        <h1 tabindex="-1">{t.home_title}</h1>
        {parts::notices::current(app, None)}
        {parts::place::picker(app)}
        {parts::material::field(app, typed, t.what_i_bring, t.what_hint)}
        {move || app.sites.value().and_then(|sites| typed.with(|words| parts::material::understood(app, &sites, words)))}
        {parts::freshness::trouble(app)}
        {parts::freshness::loading(app)}
        {move || {
            let sites = app.sites.value()?;
            let material = typed.with(|words| parts::material::meant(&sites, words));
            Some(match app.place.get() {
                Some(place) => answer(app, &sites, &place, material.as_ref()).into_any(),
                None => open_now(app, &sites, material.as_ref()).into_any(),
            })
        }}
        <p><a class="button quiet" href=move || app.href(&Route::Sites)>{move || app.t().all_sites}</a></p>
    }
}

fn answer(app: App, sites: &Arc<Sites>, place: &Place, material: Option<&MaterialId>) -> impl IntoView + use<> {
    let t = app.t();
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let trips = rank(&sites.all, &known, place.position(), material, context);
    let (answers, others): (Vec<_>, Vec<_>) = trips.iter().partition(|trip| trip.is_answer());
    let best = answers.first().map(|trip| best_trip(app, trip, context).into_any());
    let next = || next_to_open(app, sites, context);
    let nothing = best.is_none().then(|| {
        let words = if material.is_some() { t.none_takes } else { t.none_now };
        view! { <section class="answer none"><h2>{words}</h2>{next()}</section> }
    });
    let rest: Vec<_> = answers
        .iter()
        .skip(1)
        .chain(&others)
        .take(OTHERS)
        .map(|trip| other_trip(app, trip, &known, material, context))
        .collect();
    view! {
        {best}
        {nothing}
        <section>
            <h2>{t.nearby}</h2>
            <ul class="cards">{rest}</ul>
        </section>
        <p class="hint">{t.drive_is_estimate}</p>
    }
}

fn best_trip(app: App, trip: &Trip, context: Context) -> impl IntoView + use<> {
    let t = app.t();
    let name = site_name(t, trip.site);
    let entry = match &trip.reach {
        Reach::Yes(open) => {
            open.last_entry.map(|last| (t.entry_until)(&crate::present::instant_text(t, last, context)))
        }
        Reach::TooLate(_) | Reach::Closed | Reach::Unknown => None,
    };
    let total = trip.total().map(|total| view! { <p class="total">{(t.about_total)(total)}</p> });
    let words = wait_words(t, &trip.situation, context);
    let trend = words.as_ref().and_then(|words| words.trend);
    let basis = words.map(|words| words.basis).filter(|basis| !basis.is_empty());
    let approximate = trip.site.position_quality == crate::domain::PositionQuality::Approximate;
    view! {
        <section class="answer">
            <h2><span class="label">{t.best_now}</span>" "<span class="name">{name.clone()}</span></h2>
            {total}
            <p class="parts">{trip_sentence(t, trip)}{trend.map(|trend| format!(" ({trend})"))}</p>
            {entry.map(|entry| view! { <p class="entry"><strong>{entry}</strong></p> })}
            {basis.map(|basis| view! { <p class="basis">{initial_capital(&basis)}"."</p> })}
            {approximate.then(|| view! { <p class="hint">{t.position_approximate_note}</p> })}
            <p class="actions">
                <a class="button" href=parts::links::directions(trip.site) rel="noreferrer">{t.go}</a>
                " "
                <a class="button quiet" href=parts::links::site(app, trip.site) aria-label=(t.details_of)(&name)>{t.details}</a>
            </p>
        </section>
    }
}

fn other_trip(
    app: App,
    trip: &Trip,
    known: &Snapshot,
    material: Option<&MaterialId>,
    context: Context,
) -> impl IntoView + use<> {
    let t = app.t();
    let reading = known.reading(&trip.site.id);
    let mut card = card(t, trip.site, reading, &trip.situation, None, material, context);
    card.way = Some((t.drive_only)(trip.drive));
    let too_late = matches!(trip.reach, Reach::TooLate(_)).then_some(t.too_late);
    view! {
        <li class="card">
            {parts::card::card(t, &card, parts::links::site(app, trip.site))}
            {too_late.map(|words| view! { <p class="hint">{words}</p> })}
        </li>
    }
}

/// The first centre to open again, where none is open.
fn next_to_open(app: App, sites: &Arc<Sites>, context: Context) -> Option<impl IntoView + use<>> {
    let t = app.t();
    let known = app.snapshot();
    let situation = |site: &Site| Situation::of(site, known.reading(&site.id), None, context);
    let opens = |situation: &Situation| match &situation.opening {
        OpeningState::Closed { next, .. } => next.as_ref().map(|open| open.from),
        OpeningState::Open(_) | OpeningState::Unknown => None,
    };
    let first =
        sites.all.iter().filter_map(|site| Some((opens(&situation(site))?, site))).min_by_key(|(from, _)| *from)?.1;
    let badge = crate::present::state_badge(t, &situation(first), context);
    Some(view! {
        <p>{t.next_to_open}</p>
        <p><a href=parts::links::site(app, first)>{site_name(t, first)}</a></p>
        {parts::card::badge(&badge)}
    })
}

/// Without a place to set off from: what is open, the shortest wait first.
fn open_now(app: App, sites: &Arc<Sites>, material: Option<&MaterialId>) -> impl IntoView + use<> {
    let t = app.t();
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let mut open: Vec<_> = sites
        .all
        .iter()
        .map(|site| (site, Situation::of(site, known.reading(&site.id), known.profile(&site.id), context)))
        .filter(|(_, situation)| situation.is_open())
        .collect();
    open.sort_by_key(|(site, situation)| {
        let wait = situation.wait.expected();
        (wait.is_none(), wait, site.name.clone())
    });
    let none = open.is_empty().then(|| view! { <p>{t.none_now}</p>{next_to_open(app, sites, context)} });
    let cards: Vec<_> = open
        .iter()
        .take(OTHERS)
        .map(|(site, situation)| {
            let card = card(t, site, known.reading(&site.id), situation, None, material, context);
            view! { <li class="card">{parts::card::card(t, &card, parts::links::site(app, site))}</li> }
        })
        .collect();
    view! {
        <section>
            <p>{t.choose_place_first}</p>
            <h2>{t.open_now}</h2>
            {none}
            <ul class="cards">{cards}</ul>
        </section>
    }
}
