//! A map of places, only when asked for; choosing one opens its card in the page, and the page's list stays beside.

use leptos::prelude::*;

use crate::{
    domain::{BoundingBox, Position, cluster, legible},
    platform::{
        document,
        map::{self, Extent, Map, MapEvent, MapSetup, Mark},
        storage,
    },
    state::{App, Held, follow},
    views::bricks::{View, button, div, h2, live, maybe, named_section, none, p, section, status},
};

/// What the person decided about the map's ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    NotAsked,
    Tiles,
    Plain,
}

/// What is seen and heard of a place on the map: never a colour alone.
pub struct Sign {
    /// Its name and its state.
    pub name: String,
    /// The state's shape.
    pub face: &'static str,
    pub class: &'static str,
}

/// Places that a map can show, by their number.
pub trait Places: Copy + Send + Sync + 'static {
    fn app(self) -> App;
    /// Where they are; `None` while that is not known.
    fn positions(self) -> Option<Vec<Position>>;
    /// Those that the map shows whole at first: all of them, unless some are another territory's.
    fn framed(self) -> Option<Vec<Position>> {
        self.positions()
    }
    fn sign(self, number: usize) -> Option<Sign>;
    fn card(self, number: usize) -> Option<View>;
    fn words(self) -> MapWords;
}

/// What a map says of its places.
pub struct MapWords {
    pub label: &'static str,
    /// What pressing one brings.
    pub chosen: &'static str,
    /// In the place of the map, in light mode.
    pub light: &'static str,
    /// What so many of them in one spot are called.
    pub together: fn(usize) -> String,
}

/// What is on the map and what was pressed.
#[derive(Clone, Copy)]
pub struct MapOf<P> {
    places: P,
    app: App,
    ground: Held<Ground>,
    extent: Held<Option<Extent>>,
    /// Number of the place whose card is open.
    chosen: Held<Option<usize>>,
    failed: Held<bool>,
}

impl<P: Places> MapOf<P> {
    pub fn new(places: P) -> Self {
        let remembered = storage::get(storage::MAP_TILES).is_some();
        Self {
            places,
            app: places.app(),
            ground: Held::new(if remembered { Ground::Tiles } else { Ground::NotAsked }),
            extent: Held::new(None),
            chosen: Held::new(None),
            failed: Held::new(false),
        }
    }

    /// What the map shows; `None` while there is none.
    pub fn bounds(self) -> Option<BoundingBox> {
        self.extent.get().filter(|_| !self.app.light.get()).map(|extent| extent.bounds)
    }

    /// The map, or the question that comes before it. Nothing while the places are not known.
    pub fn view(self) -> View {
        live(move || match (self.ground.get(), self.places.positions().is_some()) {
            (_, false) => none(),
            (_, true) if self.app.light.get() => p("", self.places.words().light),
            (Ground::NotAsked, true) => consent(self),
            (Ground::Tiles, true) => drawn(self, true),
            (Ground::Plain, true) => drawn(self, false),
        })
    }
}

fn consent<P: Places>(page: MapOf<P>) -> View {
    let t = page.app.t();
    let tiles = page.app.territory.value().and_then(|territory| territory.tiles.clone());
    let host = tiles.and_then(|tiles| document::host_of(&tiles.template));
    let Some(host) = host else {
        return p("", button("", t.show_map, move || choose(page, Ground::Plain)));
    };
    let accept = move || {
        // A computer that is many people's asks each of them. Refused storage only means that the question comes again.
        if !page.app.choices.with_untracked(|choices| choices.shared) {
            let _ = storage::set(storage::MAP_TILES, "1");
        }
        choose(page, Ground::Tiles);
    };
    section(
        "consent",
        [
            p("", (t.map_consent)(&host)),
            div(
                "actions",
                [
                    button("", t.map_with_background, accept),
                    button("", t.map_without_background, move || choose(page, Ground::Plain)),
                ],
            ),
        ],
    )
}

/// The question goes, and the focus that was in it goes to the map.
fn choose<P: Places>(page: MapOf<P>, ground: Ground) {
    page.ground.set(ground);
    request_animation_frame(|| document::focus_on("#map"));
}

fn drawn<P: Places>(page: MapOf<P>, tiles: bool) -> View {
    let t = page.app.t();
    let frame = div("map", none())
        .attr("id", "map")
        .attr("tabindex", "-1")
        .attr("role", "application")
        .attr("aria-label", page.places.words().label);
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
fn controls<P: Places>(page: MapOf<P>, tiles: bool) -> View {
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
fn marks<P: Places>(page: MapOf<P>, places: &[Position], extent: Extent) -> Vec<(Mark, Vec<usize>)> {
    let seen = padded(extent.bounds);
    let (mut numbers, mut shown) = (Vec::new(), Vec::new());
    for (number, position) in places.iter().enumerate() {
        if seen.contains(*position) {
            numbers.push(number);
            shown.push(*position);
        }
    }
    let mark = |members: Vec<usize>, position: Position| {
        let only =
            if let [only] = members[..] { page.places.sign(only).map(|sign| (sign, places[only])) } else { None };
        let mark = if let Some((Sign { name, face, class }, position)) = only {
            Mark { position, name, face: face.to_owned(), class, pressable: true }
        } else {
            let (name, face) = ((page.places.words().together)(members.len()), members.len().to_string());
            Mark { position, name, face, class: "mark cluster", pressable: true }
        };
        (mark, members)
    };
    let mut marks = Vec::new();
    for found in cluster(&shown, extent.zoom as u8) {
        let members = found.members.iter().map(|index| numbers[*index]).collect();
        marks.push(mark(members, found.position));
    }
    marks
}

/// On a plain ground the names of the communes say where one is, as far as they find room.
fn name_communes(app: App, extent: Extent, marks: &mut Vec<Mark>) {
    let Some(territory) = app.territory.value() else { return };
    let names: Vec<_> = territory.communes.iter().map(|c| (c.position, c.name.chars().count())).collect();
    let taken: Vec<_> = marks.iter().map(|mark| mark.position).collect();
    for index in legible(&names, &taken, extent.zoom as u8) {
        let commune = &territory.communes[index];
        let (position, face) = (commune.position, commune.name.clone());
        marks.push(Mark { position, name: String::new(), face, class: "map-label", pressable: false });
    }
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

fn chosen_card<P: Places>(page: MapOf<P>, number: usize) -> View {
    let Some(card) = page.places.card(number) else { return none() };
    let close = button("plain", page.app.t().close, move || {
        page.chosen.set(None);
        document::focus_on("#map");
    });
    let name = page.places.words().chosen;
    status("chosen-card", named_section("card", name, [h2("visually-hidden", name), card, close]))
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

fn start<P: Places>(page: MapOf<P>, tiles: bool) -> Handle {
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
        let setup = untrack(|| page.places.framed()).and_then(|places| {
            let territory = page.app.territory.value_untracked();
            let around = BoundingBox::around(places);
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
        let (Some(extent), Some(places)) = (page.extent.get(), page.places.positions()) else { return };
        let (mut drawn, mut stand_for) = (Vec::new(), Vec::new());
        for (mark, members) in marks(page, &places, extent) {
            drawn.push(mark);
            stand_for.push(members);
        }
        members.set_value(stand_for);
        if !tiles {
            name_communes(page.app, extent, &mut drawn);
        }
        handle.with(|map| map.show(&drawn));
    });
    handle
}

/// A single place opens its card; several are looked at from nearer.
fn pressed<P: Places>(page: MapOf<P>, handle: Handle, members: Option<Vec<usize>>) {
    let (Some(members), Some(places)) = (members, untrack(|| page.places.positions())) else { return };
    if let [only] = members[..] {
        page.chosen.set(Some(only));
        request_animation_frame(|| document::reveal(".chosen-card"));
    } else if let Some(first) = members.first() {
        let position = places[*first];
        handle.with(|map| map.approach(position));
    }
}
