//! One centre, at its own address.

pub(super) mod about;
pub(super) mod hours;
pub(super) mod rules;
mod usual;
mod when;

use std::sync::Arc;

use super::{
    bricks::{View, all, button, div, h1, h2, items, link, live, maybe, none, outside_link, p, section, text},
    parts,
};
use crate::{
    domain::{Freshness, Known, MaterialId, Site, SiteId, Situation, is_full_today},
    platform::{
        document,
        share::{self, Shared},
    },
    present::{Route, initial_capital, phone_of, read_at, site_name, state_badge, wait_words, way_words},
    state::{App, Held, OneSite, Place, Sites},
};

/// `territory` and `id` as they stand in the address.
pub fn page(app: App, territory: String, id: &str) -> View {
    let id = id.parse::<SiteId>().ok();
    live(move || {
        let t = app.t();
        let Some(sites) = app.sites.value() else {
            return all(vec![h1(t.sites), parts::freshness::loading(app), parts::freshness::trouble(app)]);
        };
        let elsewhere = app.territory.value().is_some_and(|t| t.id != territory);
        match id.as_ref().filter(|_| !elsewhere).and_then(|id| sites.one(id)) {
            Some(site) => found(app, &sites, &site),
            None => all(vec![
                h1(t.site_not_found_title),
                p("", if elsewhere { t.other_territory_text } else { t.site_not_found_text }),
                p("", link("button", app.href(&Route::Sites), t.back_to_list)),
            ]),
        }
    })
}

fn found(app: App, sites: &Arc<Sites>, site: &OneSite) -> View {
    let t = app.t();
    // What changes by the minute is drawn apart, so that an open table or a chosen day stays as it is.
    let (moving, timed, full) = (site.clone(), site.id.clone(), sites.clone());
    let (hours, leaving) = (site.clone(), site.clone());
    all(vec![
        p("back", link("", app.href(&Route::Sites), t.back_to_list)),
        h1(site_name(t, site)),
        parts::notices::current(app, Some(site.clone())),
        parts::freshness::trouble(app),
        live(move || now(app, &moving)),
        actions(app, site),
        live(move || full_today(app, &full, &timed)),
        live(move || when::section(app, &leaving)),
        rules::before_leaving(t, site),
        live(move || hours::section(app.t(), &hours, app.moment().context(), None)),
        usual::section(app, site),
        rules::materials(t, &|id| parts::material::label(app, sites, id), site),
        about::section(t, site),
    ])
}

/// State and wait at this moment.
fn now(app: App, site: &Site) -> View {
    let t = app.t();
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let reading = known.reading(&site.id);
    let situation = Situation::of(site, reading, known.profile(&site.id), context);
    let wait = wait_words(t, &situation, context);
    let old = situation.stale.filter(|_| wait.is_none()).map(|(at, interval)| {
        let then = interval.map(|i| format!(" ({})", (t.old_wait)((t.band)(i.band())))).unwrap_or_default();
        p("basis", initial_capital(&format!("{}{then}", read_at(t, at, Freshness::Old, context))))
    });
    let current = reading.filter(|r| Freshness::of(r.at, context.now).counts_as_now());
    let vehicles = current.and_then(|r| r.vehicles).filter(|_| situation.is_open());
    let note = current.and_then(|r| r.note.as_ref()).map(|note| (t.labelled)(t.note, note.get(t.lang)));
    let from = app.place.get().as_ref().map(Place::position);
    let way = from.and_then(|from| way_words(t, from, site));
    section(
        "now",
        [
            parts::card::badge(&state_badge(t, &situation, context)),
            maybe(wait.as_ref().map(parts::card::wait)),
            maybe(vehicles.map(|count| p("", initial_capital(&(t.vehicles)(count))))),
            maybe(old),
            maybe(note.map(|note| p("note", note))),
            maybe(way.map(|way| p("way", initial_capital(&way)))),
        ],
    )
}

fn actions(app: App, site: &Site) -> View {
    let t = app.t();
    let shared = Held::new(None);
    let (title, path) = (site_name(t, site), share_path(app, site));
    let address = document::absolute(&path);
    let by_hand = (t.labelled)(t.link_by_hand, &address);
    let share = move || share::share(&title, &address, move |how| shared.set(Some(how)));
    let territory = app.territory.value();
    let phone = phone_of(site, territory.as_deref());
    let call = phone.map(|phone| outside_link("button quiet", parts::links::phone(phone), (t.call)(phone)));
    all(vec![
        div(
            "actions",
            [outside_link("button", parts::links::directions(site), t.go), maybe(call), button("", t.share, share)],
        ),
        super::bricks::status(
            "hint",
            live(move || match shared.get() {
                Some(Shared::Copied) => text(t.link_copied),
                Some(Shared::Failed) => text(by_hand.as_str()),
                Some(Shared::ByDevice) | None => none(),
            }),
        ),
    ])
}

/// The page's address without the person's own choices: where somebody lives is not part of what is shared.
fn share_path(app: App, site: &Site) -> String {
    let route = Route::Site { territory: app.territory_id(), site: site.id.to_string() };
    format!("{}{}", app.base, route.path())
}

fn full_today(app: App, sites: &Sites, id: &SiteId) -> View {
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let Some(reading) = known.reading(id) else { return none() };
    let full = |id: &&MaterialId| is_full_today(Some(reading), Some(id), context);
    let labels: Vec<View> =
        reading.unavailable.iter().filter(full).map(|id| text(parts::material::label(app, sites, id))).collect();
    if labels.is_empty() { none() } else { section("trouble", [h2("", app.t().full_today_title), items("", labels)]) }
}
