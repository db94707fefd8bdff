//! "What do you bring?": everyday words, groups of materials, or "I do not know".

use super::{
    bricks::{choice, choices, field, moving_heading},
    d,
};
use crate::views::bricks::{View, all, h1, h2, live, none, status, text};
use crate::{
    domain::MaterialId,
    present::desk::groups,
    state::{Brought, Desk, Sites, Step},
    views::parts::material::{label, meant},
};

/// Meanings of a word that are offered.
const MEANINGS: usize = 6;

pub fn page(desk: Desk) -> View {
    let d = d(desk);
    let enter = move || {
        // What is only proposed has to be chosen.
        let sites = desk.app.sites.value_untracked();
        let sure = sites.and_then(|sites| desk.typed.with_untracked(|typed| meant(&sites, typed)));
        if let Some(id) = sure {
            bring(desk, id);
        }
    };
    all(vec![
        h1(d.what),
        field(desk, "what", d.what_label, d.what_hint, enter),
        status(
            "found",
            live(move || {
                let sites = desk.app.sites.value().filter(|_| desk.typed.with(|typed| !typed.trim().is_empty()));
                sites.map_or_else(none, |sites| text((d.what_found)(found(desk, &sites).len())))
            }),
        ),
        live(move || {
            let Some(sites) = desk.app.sites.value() else { return none() };
            materials(desk, &sites, &found(desk, &sites))
        }),
        live(move || {
            let Some(sites) = desk.app.sites.value() else { return none() };
            let groups = groups(sites.materials.iter().map(|material| &material.id));
            let shown = groups.iter().zip(d.groups).enumerate().filter(|(_, (materials, _))| !materials.is_empty());
            let group = |(i, (_, word)): (usize, (_, &str))| {
                choice(word, None, move || desk.answer(|answers| answers.look_into(i)))
            };
            all(vec![h2("", d.what_groups), choices(shown.map(group).collect())])
        }),
        choices(vec![not_known(desk)]),
    ])
}

/// The materials of the chosen group.
pub fn kinds(desk: Desk) -> View {
    all(vec![
        moving_heading(desk, Step::Kind),
        live(move || {
            let Some(sites) = desk.app.sites.value() else { return none() };
            let group = desk.answers.with(|answers| answers.group).unwrap_or_default();
            let groups = groups(sites.materials.iter().map(|material| &material.id));
            let ids: Vec<MaterialId> = groups.get(group).into_iter().flatten().map(|id| (*id).clone()).collect();
            materials(desk, &sites, &ids)
        }),
        choices(vec![not_known(desk)]),
    ])
}

pub fn kind_heading(desk: Desk) -> String {
    let d = d(desk);
    let group = desk.answers.with(|answers| answers.group).and_then(|group| d.groups.get(group));
    (d.kind)(group.copied().unwrap_or_default())
}

fn found(desk: Desk, sites: &Sites) -> Vec<MaterialId> {
    desk.typed.with(|typed| sites.search.materials(typed).materials.into_iter().take(MEANINGS).cloned().collect())
}

fn materials(desk: Desk, sites: &Sites, ids: &[MaterialId]) -> View {
    if ids.is_empty() {
        return none();
    }
    let material = |id: &MaterialId| {
        let chosen = id.clone();
        choice(&label(desk.app, sites, id), None, move || bring(desk, chosen.clone()))
    };
    choices(ids.iter().map(material).collect())
}

fn bring(desk: Desk, id: MaterialId) {
    desk.answer(|answers| answers.bring(Brought::Material(id)));
}

fn not_known(desk: Desk) -> View {
    choice(d(desk).not_known, None, move || desk.answer(|answers| answers.bring(Brought::NotSaid)))
}
