//! Every centre: searched, filtered, sorted, a page at a time.

use std::sync::Arc;

use leptos::prelude::request_animation_frame;

use super::{
    bricks::{
        View, all, button, checkbox, div, h1, h2, li, link, live, maybe, named_section, none, p, select, status, text,
        ul,
    },
    parts,
};
use crate::{
    domain::{DistanceMetres, Known, MaterialId, Site, Situation, name_key, trip},
    platform::document,
    present::{MaterialWords, Route, card, site_name, way_and_total},
    state::{App, Derived, Place, Sites, Sort},
};

/// Centres shown at first, and added each time more are asked for.
const PAGE: usize = 15;

pub fn page(app: App) -> View {
    let t = app.t();
    let typed = parts::material::typed(app);
    let shown = move || PAGE + app.more_listed.get();
    let asked = Derived::new(move || typed.with(|typed| asked(app, typed)));
    let standings = Derived::new(move || standings(app));
    let found = Derived::new(move || {
        asked.with(|asked| asked.as_ref().map(|asked| standings.with(|standings| found(app, asked, standings))))
    });
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
        live(move || found.with(|f| maybe(f.as_ref().map(|f| cards(app, f, shown()))))),
        live(move || {
            let all = found.with(|found| found.as_ref().map_or(0, |f| f.named.len()));
            match all.saturating_sub(shown()) {
                0 => none(),
                left => {
                    let words = (app.t().show_more)(left.min(PAGE));
                    let first_new = shown() + 1;
                    let more = move || {
                        app.more_listed.update(|n| *n += PAGE);
                        // The button may go; one reads on where the list grew.
                        request_animation_frame(move || {
                            document::focus_on(&format!(".cards > :nth-child({first_new}) a"));
                        });
                    };
                    p("", button("", words, more))
                }
            }
        }),
    ])
}

/// What the typed words mean, and the centres that they name.
#[derive(Clone, Debug)]
struct Asked {
    sites: Arc<Sites>,
    material: Option<MaterialId>,
    /// Indices into the sites.
    named: Vec<usize>,
}

// Compared by what is shown: the same centres are drawn once.
impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.sites, &other.sites) && self.material == other.material && self.named == other.named
    }
}

fn asked(app: App, typed: &str) -> Option<Asked> {
    let sites = app.sites.value()?;
    let (material, named) = meaning(&sites, typed);
    Some(Asked { sites, material, named })
}

/// What the typed words mean: a material, or centres by their names. A commune's name wins over a material that resembles it;
/// that of another territory's centre never does, so that it gives no word another meaning.
fn meaning(sites: &Sites, typed: &str) -> (Option<MaterialId>, Vec<usize>) {
    let named = sites.search.sites(typed);
    let is_ours = named.iter().any(|index| sites.all[*index].origin.is_none());
    let material = if is_ours { None } else { parts::material::meant(sites, typed) };
    let is_named = material.is_none() && !named.is_empty();
    (material, if is_named { named } else { (0..sites.all.len()).collect() })
}

/// Where a centre stands in the order that was chosen, whatever one brings: its group first, then its figure, then its name.
#[derive(Clone, Debug, PartialEq)]
struct Standing {
    is_open: bool,
    group: u8,
    figure: u32,
    name: String,
}

/// Of each centre in their order. What is typed changes nothing here: thousands of centres are gone through once a minute
/// instead of at each key.
fn standings(app: App) -> Vec<Standing> {
    let Some(sites) = app.sites.value() else { return Vec::new() };
    let (t, moment) = (app.t(), app.moment());
    let (known, context) = (app.snapshot(), moment.context());
    let (from, sort) = (app.place.get().as_ref().map(Place::position), order(app));
    let standing = |site: &Site| {
        let situation = Situation::of(site, known.reading(&site.id), known.profile(&site.id), context);
        let (is_open, wait) = (situation.is_open(), situation.wait.expected().map(|wait| wait.0));
        // Where no wait is known the drive alone says less: after those whose wait is known.
        let by_state = u8::from(!is_open) * 2 + u8::from(wait.is_none());
        let (group, figure) = match (sort, from.map(|from| (from, from.distance(site.position)))) {
            (Sort::Distance, Some((_, DistanceMetres(metres)))) => (0, metres as u32),
            // As the answer of the first page is found.
            (Sort::Near, Some((from, DistanceMetres(metres)))) => {
                let going = trip(site, known.reading(&site.id), known.profile(&site.id), from, None, context);
                let (group, total) = going.standing();
                (group, total.0 * 10_000 + (metres / 100.0).min(9_999.0) as u32)
            }
            (Sort::Wait, _) => (by_state, wait.unwrap_or(0)),
            (Sort::Near | Sort::Distance, None) | (Sort::Name, _) => (0, 0),
        };
        Standing { is_open, group, figure, name: name_key(&site_name(t, site)) }
    };
    sites.all.iter().map(standing).collect()
}

/// What the typed words and the filters leave, in order: first whether it takes what one brings, then what the person sorts by.
fn found(app: App, asked: &Asked, standings: &[Standing]) -> Asked {
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let open_only = app.choices.with(|c| c.open_only);
    let taken = |site: &Site| {
        let words = asked.material.as_ref();
        takes(words.map(|m| MaterialWords::of(app.t(), site, known.reading(&site.id), m, context)))
    };
    let mut kept = Vec::new();
    for index in &asked.named {
        if let Some(Standing { is_open, group, figure, name }) = standings.get(*index)
            && (*is_open || !open_only)
        {
            kept.push((taken(&asked.sites.all[*index]), *group, *figure, name.as_str(), *index));
        }
    }
    kept.sort_unstable();
    Asked { named: kept.into_iter().map(|kept| kept.4).collect(), ..asked.clone() }
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

fn cards(app: App, found: &Asked, shown: usize) -> View {
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let from = app.place.get().as_ref().map(Place::position);
    let one = |site: &Site| {
        let (reading, profile) = (known.reading(&site.id), known.profile(&site.id));
        let situation = Situation::of(site, reading, profile, context);
        let way =
            from.and_then(|from| way_and_total(app.t(), from, &trip(site, reading, profile, from, None, context)));
        let card = card(app.t(), site, reading, &situation, way, found.material.as_ref(), context);
        li("card", parts::card::card(app.t(), &card, parts::links::site(app, site)))
    };
    let sites = found.named.iter().take(shown).map(|index| &found.sites.all[*index]);
    ul("cards", sites.map(one).collect::<Vec<_>>())
}

fn summary(app: App, found: &Asked, typed: &str) -> View {
    let t = app.t();
    if found.named.is_empty() {
        return p("", t.none_found);
    }
    let Some(material) = &found.material else {
        let everything = found.named.len() == found.sites.all.len();
        let words = if everything { parts::material::understood(app, &found.sites, typed) } else { none() };
        return all(vec![words, p("", (t.found)(found.named.len()))]);
    };
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let mut counts = [0; 4];
    for index in &found.named {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LocalText, Material, fixtures::riantec};

    #[test]
    fn another_territory_s_centre_gives_no_word_a_meaning() {
        let label = LocalText::new([("fr".to_owned(), "Frigo".to_owned())]);
        let material = Material { id: MaterialId("appliances".to_owned()), label, words: vec![] };
        let named = |name: &str, origin: Option<&str>| {
            let origin = origin.map(str::to_owned);
            Site { name: Some(name.to_owned()), address: Some("rue du Frigo".to_owned()), origin, ..riantec() }
        };
        let of = |name: &str, origin| Sites::new(vec![material.clone()], vec![riantec(), named(name, origin)]);
        // A street of ours that is called so wins, as before.
        assert_eq!(meaning(&of("Nord", None), "frigo"), (None, vec![1]));
        let foreign = of("Déchetterie Frigo", Some("Auray"));
        assert_eq!(meaning(&foreign, "frigo"), (Some(material.id.clone()), vec![0, 1]));
        assert_eq!(meaning(&of("Vannes", Some("Auray")), "vannes"), (None, vec![1]), "it is found by its name");
    }
}
