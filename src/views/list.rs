//! Every centre: searched, filtered, sorted, a page at a time.

use std::sync::Arc;

use leptos::prelude::*;

use super::parts;
use crate::{
    domain::{DistanceMetres, Known, MaterialId, Position, Site, Situation, fold},
    present::{MaterialWords, Route, Texts, card, site_name},
    state::{App, Place, Sites, Sort},
};

/// Centres shown at first, and added each time more are asked for.
const PAGE: usize = 15;

pub fn page(app: App) -> impl IntoView {
    let t = app.t();
    let typed = parts::material::typed(app);
    let shown = RwSignal::new(PAGE);
    let found = Memo::new(move |_| find(app, &typed.read()));
    view! {
        <h1 tabindex="-1">{t.sites_title}</h1>
        {parts::notices::current(app, None)}
        {parts::freshness::trouble(app)}
        <section aria-label=t.filters class="filters">
            {parts::material::field(app, typed, t.search_label, t.search_hint)}
            {from_where(app)}
            {sorting(app)}
        </section>
        {parts::freshness::loading(app)}
        <div class="results" role="status">
            {move || found.with(|found| found.as_ref().map(|found| summary(app, found, &typed.read())))}
        </div>
        <ul class="cards">
            <For
                each=move || found.with(|found| found.iter().flat_map(|f| f.order.iter()).take(shown.get()).copied().collect::<Vec<_>>())
                key=|index| *index
                children=move |index| view! { <li class="card">{move || entry(app, found, index)}</li> }
            />
        </ul>
        {move || {
            let left = found.with(|found| found.as_ref().map_or(0, |f| f.order.len())).saturating_sub(shown.get());
            (left > 0).then(|| view! {
                <p><button on:click=move |_| shown.update(|n| *n += PAGE)>{(app.t().show_more)(left.min(PAGE))}</button></p>
            })
        }}
    }
}

/// What the typed words and the filters leave, in order.
#[derive(Clone, Debug)]
struct Found {
    sites: Arc<Sites>,
    material: Option<MaterialId>,
    /// Indices into the sites.
    order: Vec<usize>,
}

// Compared by what is shown: the same centres in the same order are drawn once.
impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.sites, &other.sites) && self.material == other.material && self.order == other.order
    }
}

fn find(app: App, typed: &str) -> Option<Found> {
    let sites = app.sites.value()?;
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let from = app.place.get().as_ref().map(Place::position);
    let (open_only, sort) = app.choices.with(|c| (c.open_only, c.sort));
    // A commune's name wins over a material that resembles it.
    let by_name = sites.search.sites(typed);
    let material = if by_name.is_empty() { parts::material::meant(&sites, typed) } else { None };
    let candidates: Vec<usize> = if by_name.is_empty() { (0..sites.all.len()).collect() } else { by_name };
    let mut keyed: Vec<_> = candidates
        .into_iter()
        .filter_map(|index| {
            let site = &sites.all[index];
            let situation = Situation::of(site, known.reading(&site.id), known.profile(&site.id), context);
            let kept = !open_only || situation.is_open();
            let words =
                material.as_ref().map(|m| MaterialWords::of(app.t(), site, known.reading(&site.id), m, context));
            kept.then(|| (order_key(app.t(), takes(words), site, &situation, from, sort), index))
        })
        .collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    Some(Found { sites, material, order: keyed.into_iter().map(|(_, index)| index).collect() })
}

/// First whether it takes what one brings, then what the person sorts by, then the name.
type OrderKey = (u8, u8, u32, String);

/// Where it is taken first, where it is not said next, where it cannot be left last.
fn takes(words: Option<MaterialWords>) -> u8 {
    match words {
        None | Some(MaterialWords::Accepted(_)) => 0,
        Some(MaterialWords::Unknown(_)) => 1,
        Some(MaterialWords::Full(_)) => 2,
        Some(MaterialWords::Refused(_)) => 3,
    }
}

fn order_key(t: &Texts, taken: u8, site: &Site, situation: &Situation, from: Option<Position>, sort: Sort) -> OrderKey {
    let open = u8::from(!situation.is_open());
    let wait = situation.wait.expected().map(|wait| wait.0);
    let name = fold(&site_name(t, site));
    match (sort, from) {
        (Sort::Near, Some(from)) => {
            let DistanceMetres(metres) = from.distance(site.position);
            let drive = crate::domain::drive_estimate(DistanceMetres(metres)).0;
            // Where no wait is known the drive alone says less: after those whose wait is known.
            let unknown = u8::from(wait.is_none());
            (
                taken,
                open * 2 + unknown,
                (drive + wait.unwrap_or(0)) * 10_000 + (metres / 100.0).min(9_999.0) as u32,
                name,
            )
        }
        (Sort::Wait, _) => (taken, open * 2 + u8::from(wait.is_none()), wait.unwrap_or(0), name),
        (Sort::Near, None) | (Sort::Name, _) => (taken, 0, 0, name),
    }
}

fn entry(app: App, found: Memo<Option<Found>>, index: usize) -> Option<AnyView> {
    let (sites, material) = found.with(|f| f.as_ref().map(|f| (f.sites.clone(), f.material.clone())))?;
    let site = sites.all.get(index)?;
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let reading = known.reading(&site.id);
    let situation = Situation::of(site, reading, known.profile(&site.id), context);
    let from = app.place.get().as_ref().map(Place::position);
    let card = card(app.t(), site, reading, &situation, from, material.as_ref(), context);
    Some(parts::card::card(app.t(), &card, parts::links::site(app, site)).into_any())
}

fn summary(app: App, found: &Found, typed: &str) -> AnyView {
    let t = app.t();
    let count = (t.found)(found.order.len());
    if found.order.is_empty() {
        return view! { <p>{t.none_found}</p> }.into_any();
    }
    let Some(material) = &found.material else {
        let not_understood = (!typed.trim().is_empty() && found.order.len() == found.sites.all.len())
            .then(|| parts::material::understood(app, &found.sites, typed));
        return view! { {not_understood}<p>{count}</p> }.into_any();
    };
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let mut counts = [0; 4];
    for index in &found.order {
        let site = &found.sites.all[*index];
        counts[match MaterialWords::of(t, site, known.reading(&site.id), material, context) {
            MaterialWords::Accepted(_) => 0,
            MaterialWords::Refused(_) => 1,
            MaterialWords::Full(_) => 2,
            MaterialWords::Unknown(_) => 3,
        }] += 1;
    }
    let [accepted, refused, full, unknown] = counts;
    view! {
        {parts::material::understood(app, &found.sites, typed)}
        <p>{(t.acceptance_count)(accepted, refused, full, unknown)}</p>
    }
    .into_any()
}

fn from_where(app: App) -> impl IntoView {
    move || {
        let t = app.t();
        let words = match app.place.get() {
            Some(Place::Commune { name, .. }) => (t.leaving_from)(&name),
            Some(Place::Here(_)) => t.position_in_use.to_owned(),
            None => t.sort_needs_place.to_owned(),
        };
        let link = if app.place.with(Option::is_some) { t.forget_place } else { t.choose };
        view! { <p class="hint">{words}" "<a href=app.href(&Route::Home)>{link}</a></p> }
    }
}

fn sorting(app: App) -> impl IntoView {
    let t = app.t();
    let word = move |sort| match sort {
        Sort::Near => t.sort_near,
        Sort::Wait => t.sort_wait,
        Sort::Name => t.sort_name,
    };
    let option = move |sort: Sort| {
        view! { <option value=sort.key() prop:selected=move || app.choices.with(|c| c.sort == sort)>{word(sort)}</option> }
    };
    let set_sort = move |ev| {
        let key = event_target_value(&ev);
        app.choose(|choices| choices.sort = Sort::from_key(&key).unwrap_or_default());
    };
    view! {
        <p class="row">
            <label for="sort">{t.sort_by}</label>
            <select id="sort" on:change=set_sort>{Sort::ALL.map(option)}</select>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || app.choices.with(|c| c.open_only)
                    on:change=move |ev| app.choose(|choices| choices.open_only = event_target_checked(&ev))
                />
                " "
                {t.only_open}
            </label>
        </p>
    }
}
