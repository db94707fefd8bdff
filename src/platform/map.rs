//! A Leaflet map, loaded when one is asked for. Its objects stay outside of the signals: plain data in, events out.

use crate::domain::{BoundingBox, MapTiles, Position};

/// Something on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub position: Position,
    /// What it is called: the name and the state of a centre, or how many there are.
    pub name: String,
    /// What is seen of it: a state's shape, or a number.
    pub face: String,
    pub class: &'static str,
    /// Otherwise it is a name that says where one is.
    pub pressable: bool,
}

/// What the map shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    pub bounds: BoundingBox,
    pub zoom: f64,
}

/// What happens on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MapEvent {
    /// It shows another part.
    Moved(Extent),
    /// The mark of this index was pressed.
    Pressed(usize),
}

/// Where to begin, and on what ground.
pub struct MapSetup {
    pub element_id: &'static str,
    pub bounds: BoundingBox,
    /// Without tiles the ground is plain.
    pub tiles: Option<MapTiles>,
}

#[cfg(target_arch = "wasm32")]
pub use in_browser::{Map, load};
#[cfg(not(target_arch = "wasm32"))]
pub use natively::{Map, load};

#[cfg(not(target_arch = "wasm32"))]
mod natively {
    use super::{BoundingBox, MapEvent, MapSetup, Mark, Position};

    /// There is no Leaflet where pages are rendered natively.
    pub fn load(then: impl Fn(bool) + Clone + 'static) {
        then(false);
    }

    /// Never made.
    pub enum Map {}

    impl Map {
        pub fn new(_: MapSetup, _: impl Fn(MapEvent) + 'static) -> Option<Self> {
            None
        }
        pub fn fit(&self, _: BoundingBox) {}
        pub fn show(&self, _: &[Mark]) {}
        pub fn zoom(&self, _: f64) {}
        pub fn approach(&self, _: Position) {}
        pub fn pan(&self, _: f64, _: f64) {}
    }
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
    };

    use js_sys::{Function, Reflect};
    use leaflet::{
        DivIconOptions, Evented, Icon, LatLng, LatLngBounds, Layer, LayerGroup, Map as LeafletMap, MapOptions, Marker,
        MarkerOptions, Point, TileLayer, TileLayerOptions,
    };
    use leptos::prelude::{document, window};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::Element;

    use super::{BoundingBox, Extent, MapEvent, MapSetup, Mark, Position};

    /// Side of a mark on the screen: a finger's width.
    const MARK_PX: f64 = 44.0;
    /// Places at the edge are not cut off.
    const MARGIN_DEGREES: f64 = 0.02;

    /// Brings Leaflet into the page, once, and says whether it is there.
    pub fn load(then: impl Fn(bool) + Clone + 'static) {
        if Reflect::has(&window(), &"L".into()).unwrap_or(false) {
            then(true);
            return;
        }
        let style = document().create_element("link").ok().and_then(|e| e.dyn_into::<web_sys::HtmlLinkElement>().ok());
        let script =
            document().create_element("script").ok().and_then(|e| e.dyn_into::<web_sys::HtmlScriptElement>().ok());
        let (Some(style), Some(script), Some(head)) = (style, script, document().head()) else {
            then(false);
            return;
        };
        style.set_rel("stylesheet");
        style.set_href("leaflet/leaflet.css");
        script.set_src("leaflet/leaflet.js");
        let loaded = {
            let then = then.clone();
            Closure::once_into_js(move || then(true))
        };
        script.set_onload(Some(loaded.unchecked_ref()));
        script.set_onerror(Some(Closure::once_into_js(move || then(false)).unchecked_ref()));
        // Adding to the head of a page cannot fail.
        let _ = head.append_child(&style).and_then(|_| head.append_child(&script));
    }

    type Listener = Rc<dyn Fn(MapEvent)>;

    /// A map in the page; taken away when dropped.
    pub struct Map {
        map: LeafletMap,
        marks: LayerGroup,
        listener: Listener,
        drawn: RefCell<Vec<Drawn>>,
        /// Kept as long as Leaflet may call it.
        moved: Closure<dyn Fn()>,
    }

    /// A mark on the map.
    struct Drawn {
        mark: Mark,
        index: Rc<Cell<usize>>,
        marker: Marker,
        /// Kept as long as Leaflet may call it.
        _press: Closure<dyn Fn(JsValue)>,
    }

    impl Map {
        /// `None` when Leaflet finds no element to draw in.
        pub fn new(setup: MapSetup, listener: impl Fn(MapEvent) + 'static) -> Option<Self> {
            let options = MapOptions::new();
            // Our own buttons have words, and our own page says whose the map is.
            options.set_zoom_control(false);
            options.set_attribution_control(false);
            // Nothing moves by itself, and no press is lost in a movement that is still going on.
            options.set_zoom_animation(false);
            options.set_fade_animation(false);
            let map = LeafletMap::new(setup.element_id, &options).ok()?;
            if let Some(tiles) = &setup.tiles {
                let options = TileLayerOptions::new();
                options.set_attribution(tiles.attribution.clone());
                options.set_min_zoom(f64::from(tiles.min_zoom));
                options.set_max_zoom(f64::from(tiles.max_zoom));
                map.add_layer(TileLayer::new_options(&tiles.template, &options).unchecked_ref::<Layer>());
            }
            let marks = LayerGroup::new();
            map.add_layer(marks.unchecked_ref::<Layer>());
            let listener: Listener = Rc::new(listener);
            let moved = {
                let (map, listener) = (map.clone(), listener.clone());
                Closure::<dyn Fn()>::new(move || listener(MapEvent::Moved(extent(&map))))
            };
            map.unchecked_ref::<Evented>().on("moveend", moved.as_ref());
            let made = Self { map, marks, listener, drawn: RefCell::default(), moved };
            made.fit(setup.bounds);
            Some(made)
        }

        /// Shows a part of the world.
        pub fn fit(&self, bounds: BoundingBox) {
            let m = MARGIN_DEGREES;
            let corner = |lat, lon| LatLng::new(lat, lon);
            self.map.fit_bounds(&LatLngBounds::new(
                &corner(bounds.south - m, bounds.west - m),
                &corner(bounds.north + m, bounds.east + m),
            ));
        }

        /// Shows these marks and no others. One that stays in its place stays in the page, and keeps the focus.
        pub fn show(&self, marks: &[Mark]) {
            let mut before = self.drawn.take();
            let now = marks.iter().enumerate().map(|(index, mark)| {
                let same = |old: &Mark| old.position == mark.position && old.pressable == mark.pressable;
                match before.iter().position(|drawn| same(&drawn.mark)) {
                    Some(found) => before.swap_remove(found).become_mark(index, mark),
                    None => self.draw(index, mark),
                }
            });
            let now = now.collect();
            for gone in before {
                self.marks.remove_layer(gone.marker.unchecked_ref::<Layer>());
            }
            self.drawn.replace(now);
        }

        fn draw(&self, index: usize, mark: &Mark) -> Drawn {
            let marker = marker(mark);
            let index = Rc::new(Cell::new(index));
            let press = {
                let (listener, index) = (self.listener.clone(), index.clone());
                Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
                    if is_press(&event) {
                        listener(MapEvent::Pressed(index.get()));
                    }
                })
            };
            // Leaflet makes a button of a mark, but no press of a key.
            for event in ["click", "keydown"] {
                marker.unchecked_ref::<Evented>().on(event, press.as_ref());
            }
            self.marks.add_layer(marker.unchecked_ref::<Layer>());
            Drawn { mark: mark.clone(), index, marker, _press: press }
        }

        pub fn zoom(&self, levels: f64) {
            self.map.set_zoom(self.map.get_zoom() + levels);
        }

        /// Goes nearer to a place.
        pub fn approach(&self, position: Position) {
            self.map.set_view(&lat_lng(position), self.map.get_zoom() + 2.0);
        }

        /// Moves the view by pixels to the east and to the south.
        pub fn pan(&self, x: f64, y: f64) {
            let at_once = js_sys::Object::new();
            let _ = Reflect::set(&at_once, &"animate".into(), &JsValue::FALSE);
            self.map.pan_by_with_options(&Point::new(x, y), &at_once);
        }
    }

    impl Drawn {
        fn become_mark(mut self, index: usize, mark: &Mark) -> Self {
            self.index.set(index);
            if self.mark != *mark {
                if let Some((icon, face)) = icon(mark) {
                    // The element stays, and with it the focus; Leaflet gives a title to new ones only.
                    self.marker.set_icon(&icon);
                    if let Some(element) = face.parent_element() {
                        let _ = element.set_attribute("title", &mark.name);
                    }
                }
                self.mark = mark.clone();
            }
            self
        }
    }

    /// A click, or the keys that press a button.
    fn is_press(event: &JsValue) -> bool {
        let get = |of: &JsValue, key: &str| Reflect::get(of, &key.into()).unwrap_or_default();
        let original = get(event, "originalEvent");
        match get(&original, "key").as_string().as_deref() {
            Some(" ") => {
                // The page would scroll.
                original.unchecked_ref::<web_sys::Event>().prevent_default();
                true
            }
            Some(key) => key == "Enter",
            None => true,
        }
    }

    impl Drop for Map {
        fn drop(&mut self) {
            self.map.unchecked_ref::<Evented>().off("moveend", self.moved.as_ref());
            self.map.remove();
        }
    }

    fn lat_lng(position: Position) -> LatLng {
        LatLng::new(position.lat(), position.lon())
    }

    fn extent(map: &LeafletMap) -> Extent {
        let bounds = map.get_bounds();
        let (south_west, north_east) = (bounds.get_south_west(), bounds.get_north_east());
        let bounds = BoundingBox {
            west: south_west.lng(),
            south: south_west.lat(),
            east: north_east.lng(),
            north: north_east.lat(),
        };
        Extent { bounds, zoom: map.get_zoom() }
    }

    /// An icon with our text, given as an element: text from outside never becomes HTML.
    ///
    /// Made by `L.divIcon`, since the crate's own constructor of that name makes a plain `L.Icon`, which wants a picture.
    fn icon(mark: &Mark) -> Option<(Icon, Element)> {
        let element = document().create_element("span").ok()?;
        element.set_text_content(Some(&mark.face));
        if mark.pressable {
            // The button has a name that says it in words.
            element.set_attribute("aria-hidden", "true").ok()?;
        }
        let size = if mark.pressable { MARK_PX } else { 0.0 };
        let options = DivIconOptions::new();
        options.set_class_name(mark.class.to_owned());
        options.set_icon_size(Point::new(size, size));
        Reflect::set(options.as_ref(), &"html".into(), &element).ok()?;
        let leaflet = Reflect::get(&window(), &"L".into()).ok()?;
        let make: Function = Reflect::get(&leaflet, &"divIcon".into()).ok()?.dyn_into().ok()?;
        Some((make.call1(&leaflet, options.as_ref()).ok()?.unchecked_into(), element))
    }

    fn marker(mark: &Mark) -> Marker {
        let options = MarkerOptions::new();
        if let Some((icon, _)) = icon(mark) {
            options.set_icon(icon);
        }
        options.set_title(mark.name.clone());
        options.set_interactive(mark.pressable);
        options.set_keyboard(mark.pressable);
        Marker::new_with_options(&lat_lng(mark.position), &options)
    }
}
