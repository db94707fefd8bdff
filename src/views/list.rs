//! Every centre: searched, filtered, sorted, a page at a time.

use std::sync::Arc;

use super::{
    bricks::{
        View, all, button, checkbox, div, h1, h2, li, link, live, maybe, named_section, none, p, select, status, text,
        ul,
    },
    parts,
};
use crate::{
    domain::{DistanceMetres, Known, MaterialId, Position, Site, Situation, drive_estimate, name_key},
    present::{MaterialWords, Route, Texts, card, site_name},
    state::{App, Derived, Held, Place, Sites, Sort},
};

/// Centres shown at first, and added each time more are asked for.
const PAGE: usize = 15;

pub fn page(app: App) -> View {
    let t = app.t();
    let typed = parts::material::typed(app);
    let shown = Held::new(PAGE);
    let found = Derived::new(move || typed.with(|typed| find(app, typed)));
    all(vec![
        h1(t.sites_title),
        parts::notices::current(app, None),
        parts::freshness::trouble(app),
        named_section(
            "filters",
            t.filters,
            [
                parts::material::field(app, typed, t.search_label, Some(t.search_hint)),
                live(move || from_where(app)),
                live(move || sorting(app)),
            ],
        ),
        parts::freshness::loading(app),
        h2("visually-hidden", t.results),
        status("results", live(move || found.with(|f| maybe(f.as_ref().map(|f| summary(app, f, &typed.get())))))),
        live(move || found.with(|f| maybe(f.as_ref().map(|f| cards(app, f, shown.get()))))),
        live(move || {
            let all = found.with(|found| found.as_ref().map_or(0, |f| f.order.len()));
            match all.saturating_sub(shown.get()) {
                0 => none(),
                left => {
                    let words = (app.t().show_more)(left.min(PAGE));
                    p("", button("", words, move || shown.update(|n| *n += PAGE)))
                }
            }
        }),
    ])
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
    let open_only = app.choices.with(|c| c.open_only);
    let sort = order(app);
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

/// The order that was chosen; without a place to set off from nothing is near, and names are in order.
fn order(app: App) -> Sort {
    match app.choices.with(|c| c.sort) {
        sort if needs_place(sort) && app.place.with(Option::is_none) => Sort::Name,
        sort => sort,
    }
}

const fn needs_place(sort: Sort) -> bool {
    matches!(sort, Sort::Near | Sort::Distance)
}

/// First whether it takes what one brings, then what the person sorts by, then the name.
type OrderKey = (u8, u8, u32, String);

/// From here on it cannot be left.
pub(super) const FULL: u8 = 2;

/// Where it is taken first, where it is not said next, where it cannot be left last.
pub(super) fn takes(words: Option<MaterialWords>) -> u8 {
    match words {
        None | Some(MaterialWords::Accepted(_)) => 0,
        Some(MaterialWords::Unknown(_)) => 1,
        Some(MaterialWords::Full(_)) => FULL,
        Some(MaterialWords::Refused(_)) => 3,
    }
}

fn order_key(t: &Texts, taken: u8, site: &Site, situation: &Situation, from: Option<Position>, sort: Sort) -> OrderKey {
    let open = u8::from(!situation.is_open());
    let wait = situation.wait.expected().map(|wait| wait.0);
    let name = name_key(&site_name(t, site));
    match (sort, from.map(|from| from.distance(site.position))) {
        (Sort::Distance, Some(DistanceMetres(metres))) => (taken, 0, metres as u32, name),
        (Sort::Near, Some(DistanceMetres(metres))) => {
            let drive = drive_estimate(DistanceMetres(metres)).0;
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
        (Sort::Near | Sort::Distance, None) | (Sort::Name, _) => (taken, 0, 0, name),
    }
}

fn cards(app: App, found: &Found, shown: usize) -> View {
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let from = app.place.get().as_ref().map(Place::position);
    let one = |site: &Site| {
        let reading = known.reading(&site.id);
        let situation = Situation::of(site, reading, known.profile(&site.id), context);
        let card = card(app.t(), site, reading, &situation, from, found.material.as_ref(), context);
        li("card", parts::card::card(app.t(), &card, parts::links::site(app, site)))
    };
    let sites = found.order.iter().take(shown).map(|index| &found.sites.all[*index]);
    ul("cards", sites.map(one).collect::<Vec<_>>())
}

fn summary(app: App, found: &Found, typed: &str) -> View {
    let t = app.t();
    if found.order.is_empty() {
        return p("", t.none_found);
    }
    let Some(material) = &found.material else {
        let everything = found.order.len() == found.sites.all.len();
        let words = if everything { parts::material::understood(app, &found.sites, typed) } else { none() };
        return all(vec![words, p("", (t.found)(found.order.len()))]);
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
    all(vec![
        parts::material::understood(app, &found.sites, typed),
        p("", (t.acceptance_count)(accepted, refused, full, unknown)),
    ])
}

fn from_where(app: App) -> View {
    let t = app.t();
    let (words, change) = match app.place.get() {
        Some(Place::Commune { name, .. }) => ((t.leaving_from)(&name), t.forget_place),
        Some(Place::Here(_)) => (t.position_in_use.to_owned(), t.forget_place),
        None => (t.sort_needs_place.to_owned(), t.choose),
    };
    p("hint", [text(words), text(" "), link("", app.href(&Route::Home), change)])
}

fn sorting(app: App) -> View {
    let t = app.t();
    let (sort, open_only) = (order(app), app.choices.with(|c| c.open_only));
    let word = |sort| match sort {
        Sort::Near => t.sort_near,
        Sort::Distance => t.sort_distance,
        Sort::Wait => t.sort_wait,
        Sort::Name => t.sort_name,
    };
    let possible = Sort::ALL.into_iter().filter(|option| !needs_place(*option) || app.place.with(Option::is_some));
    let options = possible.map(|option| (option.key().to_owned(), word(option).to_owned(), option == sort)).collect();
    div(
        "row",
        [
            select("sort", t.sort_by, options, move |key| {
                app.choose(|choices| choices.sort = Sort::from_key(&key).unwrap_or_default());
            }),
            checkbox("check", t.only_open, open_only, move |ticked| app.choose(|choices| choices.open_only = ticked)),
        ],
    )
}
