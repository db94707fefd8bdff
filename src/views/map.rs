//! The map of the centres; the list stays beside.

use super::{
    bricks::{View, all, h1, h2, li, live, none, ul},
    parts::{
        self,
        map::{MapOf, MapWords, Places, Sign},
    },
};
use crate::{
    domain::{Known, Position, Site, Situation, trip},
    present::{Tone, card, site_name, state_badge, way_and_total},
    state::{App, Place},
};

/// Cards below the map.
const LISTED: usize = 15;

/// The centres on a map.
#[derive(Clone, Copy)]
struct Centres(App);

impl Places for Centres {
    fn app(self) -> App {
        self.0
    }

    fn positions(self) -> Option<Vec<Position>> {
        Some(self.0.sites.value()?.all.iter().map(|site| site.position).collect())
    }

    fn framed(self) -> Option<Vec<Position>> {
        let sites = self.0.sites.value()?;
        Some(sites.all.iter().filter(|site| site.origin.is_none()).map(|site| site.position).collect())
    }

    fn sign(self, number: usize) -> Option<Sign> {
        let (app, t) = (self.0, self.0.t());
        let sites = app.sites.value()?;
        let site = sites.all.get(number)?;
        let moment = app.moment();
        let (known, context) = (app.snapshot(), moment.context());
        let situation = Situation::of(site, known.reading(&site.id), known.profile(&site.id), context);
        let badge = state_badge(t, &situation, context);
        let wait = situation.wait.band().map(|band| format!(", {}", (t.band)(band))).unwrap_or_default();
        let class = match badge.tone {
            Tone::Open => "mark open",
            Tone::ClosesSoon => "mark soon",
            Tone::Closed => "mark closed",
            Tone::Unknown => "mark unknown",
        };
        let name = format!("{}, {}{wait}", site_name(t, site), badge.word);
        Some(Sign { name, face: badge.tone.shape(), class })
    }

    fn card(self, number: usize) -> Option<View> {
        Some(card_of(self.0, self.0.sites.value()?.all.get(number)?))
    }

    fn words(self) -> MapWords {
        let t = self.0.t();
        MapWords { label: t.map_label, chosen: t.map_chosen, light: t.light_map, together: t.cluster }
    }
}

pub fn page(app: App) -> View {
    let t = app.t();
    let map = MapOf::new(Centres(app));
    all(vec![
        h1(t.map_title),
        parts::freshness::trouble(app),
        parts::freshness::loading(app),
        map.view(),
        h2("", t.map_list_title),
        live(move || listed(app, map)),
    ])
}

fn card_of(app: App, site: &Site) -> View {
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let (reading, profile) = (known.reading(&site.id), known.profile(&site.id));
    let situation = Situation::of(site, reading, profile, context);
    let from = app.place.get().as_ref().map(Place::position);
    let way = from.and_then(|from| way_and_total(app.t(), from, &trip(site, reading, profile, from, None, context)));
    let card = card(app.t(), site, reading, &situation, way, None, context);
    parts::card::card(app.t(), &card, parts::links::site(app, site))
}

/// The centres that the map shows, or the first ones while there is no map.
fn listed(app: App, map: MapOf<Centres>) -> View {
    let Some(sites) = app.sites.value() else { return none() };
    let bounds = map.bounds();
    let mut cards = Vec::new();
    for site in &sites.all {
        if cards.len() < LISTED && bounds.is_none_or(|bounds| bounds.contains(site.position)) {
            cards.push(li("card", card_of(app, site)));
        }
    }
    ul("cards", cards)
}
