//! "Where do you live?": a commune, typed or picked. No street, no number.

use super::{
    bricks::{choice, choices, field},
    d,
};
use crate::views::bricks::{View, all, h1, live, maybe, none, p, status, text};
use crate::{
    domain::{Commune, Territory, fold},
    state::{Desk, find_commune},
};

/// More are no list to look through.
const SHOWN: usize = 40;

pub fn page(desk: Desk) -> View {
    let d = d(desk);
    let enter = move || {
        let Some(territory) = desk.app.territory.value_untracked() else { return };
        let typed = desk.typed.get_untracked();
        let matching = matching(&territory, &typed);
        let only = if let [one] = matching[..] { Some(one) } else { find_commune(&territory.communes, &typed) };
        if let Some(commune) = only {
            live_in(desk, commune);
        }
    };
    let count = move || {
        let typed = desk.typed.get();
        let territory = desk.app.territory.value().filter(|_| !typed.trim().is_empty());
        territory.map(|territory| match matching(&territory, &typed).len() {
            0 => (d.from_unknown)(typed.trim()),
            count => (d.from_found)(count),
        })
    };
    all(vec![
        h1(d.from),
        field(desk, "from", d.from_label, d.from_hint, enter),
        status("found", live(move || maybe(count().map(text)))),
        live(move || {
            let Some(territory) = desk.app.territory.value() else { return none() };
            let matching = matching(&territory, &desk.typed.get());
            let more = if matching.len() > SHOWN { p("hint", d.from_many) } else { none() };
            let shown = matching.into_iter().take(SHOWN).map(|commune| {
                let chosen = commune.clone();
                choice(&commune.name, None, move || live_in(desk, &chosen))
            });
            all(vec![choices(shown.collect()), more])
        }),
    ])
}

fn live_in(desk: Desk, commune: &Commune) {
    desk.answer(|answers| answers.live_in(commune.clone()));
}

/// The communes in whose name a word begins as typed, in alphabetical order; all of them before anything is.
fn matching<'a>(territory: &'a Territory, typed: &str) -> Vec<&'a Commune> {
    let typed = fold(typed.trim());
    let fits = |commune: &&Commune| {
        let name = fold(&commune.name);
        name.starts_with(&typed) || name.contains(&format!(" {typed}"))
    };
    let mut found: Vec<_> = territory.communes.iter().filter(fits).collect();
    found.sort_by_cached_key(|commune| fold(&commune.name));
    found
}
