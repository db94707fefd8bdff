//! The map, only when asked for; choosing a centre opens its card in the page, and the list stays beside.

use leptos::prelude::*;

use super::{
    bricks::{View, all, button, div, h1, h2, li, live, maybe, named_section, none, p, section, status, ul},
    parts,
};
use crate::{
    domain::{BoundingBox, Known, Position, Site, Situation, cluster, legible},
    platform::{
        document,
        map::{self, Extent, Map, MapEvent, MapSetup, Mark},
        storage,
    },
    present::{Tone, card, site_name, state_badge},
    state::{App, Held, Place, Sites, follow},
};

/// Cards below the map.
const LISTED: usize = 15;

/// What the person decided about the map's ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    NotAsked,
    Tiles,
    Plain,
}

/// What is on the map and what was pressed.
#[derive(Clone, Copy)]
struct MapPage {
    app: App,
    ground: Held<Ground>,
    extent: Held<Option<Extent>>,
    /// Index of the centre whose card is open.
    chosen: Held<Option<usize>>,
    failed: Held<bool>,
}

pub fn page(app: App) -> View {
    let t = app.t();
    let remembered = storage::get(storage::MAP_TILES).is_some();
    let page = MapPage {
        app,
        ground: Held::new(if remembered { Ground::Tiles } else { Ground::NotAsked }),
        extent: Held::new(None),
        chosen: Held::new(None),
        failed: Held::new(false),
    };
    all(vec![
        h1(t.map_title),
        parts::freshness::trouble(app),
        parts::freshness::loading(app),
        live(move || match (page.ground.get(), app.sites.value().is_some()) {
            (_, false) => none(),
            (_, true) if app.light.get() => p("", app.t().light_map),
            (Ground::NotAsked, true) => consent(page),
            (Ground::Tiles, true) => drawn(page, true),
            (Ground::Plain, true) => drawn(page, false),
        }),
        h2("", t.map_list_title),
        live(move || listed(page)),
    ])
}

fn consent(page: MapPage) -> View {
    let t = page.app.t();
    let tiles = page.app.territory.value().and_then(|territory| territory.tiles.clone());
    let host = tiles.and_then(|tiles| document::host_of(&tiles.template));
    let Some(host) = host else {
        return p("", button("", t.show_map, move || page.ground.set(Ground::Plain)));
    };
    let accept = move || {
        // Refused storage only means that the question comes again.
        let _ = storage::set(storage::MAP_TILES, "1");
        page.ground.set(Ground::Tiles);
    };
    section(
        "consent",
        [
            p("", (t.map_consent)(&host)),
            div(
                "actions",
                [
                    button("", t.map_with_background, accept),
                    button("", t.map_without_background, move || page.ground.set(Ground::Plain)),
                ],
            ),
        ],
    )
}

fn drawn(page: MapPage, tiles: bool) -> View {
    let t = page.app.t();
    let frame = div("map", none()).attr("id", "map").attr("role", "application").attr("aria-label", t.map_label);
    let attribution = page.app.territory.value().and_then(|territory| territory.tiles.clone()).filter(|_| tiles);
    let forget = move || {
        storage::remove(storage::MAP_TILES);
        page.ground.set(Ground::Plain);
    };
    let controls = controls(page, tiles);
    div(
        "map-page",
        [
            frame,
            live(move || maybe(page.chosen.get().map(|index| chosen_card(page, index)))),
            controls,
            maybe(attribution.map(|tiles| p("hint", tiles.attribution))),
            if tiles { p("", button("plain", t.map_forget, forget)) } else { none() },
            status("", live(move || if page.failed.get() { p("problem", t.map_failed) } else { none() })),
        ],
    )
}

/// Starts the map and gives it buttons with words.
fn controls(page: MapPage, tiles: bool) -> View {
    /// Pixels at a press.
    const STEP: f64 = 120.0;
    let t = page.app.t();
    let handle = start(page, tiles);
    let zoom = move |levels: f64| move || handle.with(move |map| map.zoom(levels));
    let pan = move |x: f64, y: f64| move || handle.with(move |map| map.pan(x * STEP, y * STEP));
    div(
        "map-controls",
        [
            button("", t.zoom_in, zoom(1.0)),
            button("", t.zoom_out, zoom(-1.0)),
            button("", t.move_north, pan(0.0, -1.0)),
            button("", t.move_south, pan(0.0, 1.0)),
            button("", t.move_west, pan(-1.0, 0.0)),
            button("", t.move_east, pan(1.0, 0.0)),
        ],
    )
}

/// The marks for what the map shows, each with what pressing it means.
fn marks(page: MapPage, sites: &Sites, extent: Extent) -> Vec<(Mark, Vec<usize>)> {
    let t = page.app.t();
    let moment = page.app.moment();
    let (known, context) = (page.app.snapshot(), moment.context());
    let seen = padded(extent.bounds);
    let (indices, places): (Vec<usize>, Vec<Position>) =
        sites.all.iter().enumerate().filter(|(_, s)| seen.contains(s.position)).map(|(i, s)| (i, s.position)).unzip();
    let mark = |members: Vec<usize>, position: Position| {
        if let [only] = members[..] {
            let site = &sites.all[only];
            let situation = Situation::of(site, known.reading(&site.id), known.profile(&site.id), context);
            let badge = state_badge(t, &situation, context);
            let wait = situation.wait.band().map(|band| format!(", {}", (t.band)(band))).unwrap_or_default();
            let name = format!("{}, {}{wait}", site_name(t, site), badge.word);
            let class = match badge.tone {
                Tone::Open => "mark open",
                Tone::ClosesSoon => "mark soon",
                Tone::Closed => "mark closed",
                Tone::Unknown => "mark unknown",
            };
            (
                Mark { position: site.position, name, face: badge.tone.shape().to_owned(), class, pressable: true },
                members,
            )
        } else {
            let count = members.len();
            let (name, face) = ((t.cluster)(count), count.to_string());
            (Mark { position, name, face, class: "mark cluster", pressable: true }, members)
        }
    };
    cluster(&places, extent.zoom as u8)
        .into_iter()
        .map(|found| mark(found.members.into_iter().map(|i| indices[i]).collect(), found.position))
        .collect()
}

/// On a plain ground the names of the communes say where one is, as far as they find room.
fn name_communes(app: App, extent: Extent, marks: &mut Vec<Mark>) {
    let Some(territory) = app.territory.value() else { return };
    let names: Vec<_> = territory.communes.iter().map(|c| (c.position, c.name.chars().count())).collect();
    let taken: Vec<_> = marks.iter().map(|mark| mark.position).collect();
    marks.extend(legible(&names, &taken, extent.zoom as u8).into_iter().map(|index| {
        let commune = &territory.communes[index];
        let (position, face) = (commune.position, commune.name.clone());
        Mark { position, name: String::new(), face, class: "map-label", pressable: false }
    }));
}

/// Half a screen more on each side, so that moving a little shows no empty edge.
fn padded(bounds: BoundingBox) -> BoundingBox {
    let (width, height) = ((bounds.east - bounds.west) / 2.0, (bounds.north - bounds.south) / 2.0);
    BoundingBox {
        west: bounds.west - width,
        east: bounds.east + width,
        south: bounds.south - height,
        north: bounds.north + height,
    }
}

fn chosen_card(page: MapPage, index: usize) -> View {
    let app = page.app;
    let Some(sites) = app.sites.value() else { return none() };
    let Some(site) = sites.all.get(index) else { return none() };
    let close = button("plain", app.t().close, move || page.chosen.set(None));
    status(
        "chosen-card",
        named_section(
            "card",
            app.t().map_chosen,
            [h2("visually-hidden", app.t().map_chosen), card_of(app, site), close],
        ),
    )
}

fn card_of(app: App, site: &Site) -> View {
    let moment = app.moment();
    let (known, context) = (app.snapshot(), moment.context());
    let reading = known.reading(&site.id);
    let situation = Situation::of(site, reading, known.profile(&site.id), context);
    let from = app.place.get().as_ref().map(Place::position);
    let card = card(app.t(), site, reading, &situation, from, None, context);
    parts::card::card(app.t(), &card, parts::links::site(app, site))
}

/// The centres that the map shows, or the first ones while there is no map.
fn listed(page: MapPage) -> View {
    let Some(sites) = page.app.sites.value() else { return none() };
    let extent = page.extent.get();
    let shown = sites.all.iter().filter(|site| extent.is_none_or(|extent| extent.bounds.contains(site.position)));
    ul("cards", shown.take(LISTED).map(|site| li("card", card_of(page.app, site))).collect::<Vec<_>>())
}

/// The map's handle: nothing until Leaflet is there.
#[derive(Clone, Copy)]
struct Handle(StoredValue<Option<Map>, LocalStorage>);

impl Handle {
    fn with(self, act: impl FnOnce(&Map)) {
        // The page may have gone while Leaflet was loading.
        let _ = self.0.try_with_value(|map| map.as_ref().map(act));
    }
}

fn start(page: MapPage, tiles: bool) -> Handle {
    let handle = Handle(StoredValue::new_local(None));
    // What each mark on the map stands for.
    let members = StoredValue::new(Vec::<Vec<usize>>::new());
    let heard = move |event| match event {
        MapEvent::Moved(extent) => page.extent.set(Some(extent)),
        MapEvent::Pressed(mark) => pressed(page, handle, members.with_value(|all| all.get(mark).cloned())),
    };
    let begin = move |loaded: bool| {
        // The page may have gone while Leaflet was loading, and another one of its kind may be there.
        if handle.0.try_with_value(Option::is_some).is_none() {
            return;
        }
        let setup = page.app.sites.value_untracked().and_then(|sites| {
            let territory = page.app.territory.value_untracked();
            let around = BoundingBox::around(sites.all.iter().map(|site| site.position));
            Some(MapSetup {
                element_id: "map",
                bounds: around?,
                tiles: territory.as_ref().and_then(|t| t.tiles.clone()).filter(|_| tiles),
            })
        });
        let map = setup.filter(|_| loaded).and_then(|setup| Map::new(setup, heard));
        page.failed.set(map.is_none());
        handle.0.set_value(map);
    };
    // Leaflet looks for its element in the page, where this one comes only when it is whole.
    map::load(move |loaded| request_animation_frame(move || begin(loaded)));
    follow(move || {
        let (Some(extent), Some(sites)) = (page.extent.get(), page.app.sites.value()) else { return };
        let (mut marks, stand_for): (Vec<Mark>, Vec<Vec<usize>>) = marks(page, &sites, extent).into_iter().unzip();
        members.set_value(stand_for);
        if !tiles {
            name_communes(page.app, extent, &mut marks);
        }
        handle.with(|map| map.show(&marks));
    });
    handle
}

/// A single centre opens its card; several are looked at from nearer.
fn pressed(page: MapPage, handle: Handle, members: Option<Vec<usize>>) {
    let (Some(members), Some(sites)) = (members, page.app.sites.value_untracked()) else { return };
    if let [only] = members[..] {
        page.chosen.set(Some(only));
        request_animation_frame(|| document::reveal(".chosen-card"));
    } else if let Some(first) = members.first() {
        let position = sites.all[*first].position;
        handle.with(|map| map.approach(position));
    }
}
