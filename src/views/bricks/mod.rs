//! The few elements that pages are made of.
//!
//! Leptos gives every nesting of elements a type of its own, and the compiler makes code for each: pages of the same look
//! weigh several times as much with `view!` (measured; see the README). Here a page is plain data of one type, [`View`],
//! which Leptos draws and keeps as it does with its own.

mod html;
mod piece;

use std::mem;

use leptos::prelude::*;

pub use piece::View;
use piece::{Element, Piece};

/// What may stand inside of an element.
pub trait Inside {
    fn views(self) -> Vec<View>;
}

impl Inside for Vec<View> {
    fn views(self) -> Vec<View> {
        self
    }
}
impl<const N: usize> Inside for [View; N] {
    fn views(self) -> Vec<View> {
        self.into()
    }
}
impl Inside for View {
    fn views(self) -> Vec<View> {
        vec![self]
    }
}
impl Inside for Vec<String> {
    fn views(self) -> Vec<View> {
        let mut views = Vec::with_capacity(self.len());
        for words in self {
            views.push(text(words));
        }
        views
    }
}
impl Inside for &[&str] {
    fn views(self) -> Vec<View> {
        self.iter().map(|words| text(*words)).collect()
    }
}
impl Inside for String {
    fn views(self) -> Vec<View> {
        vec![text(self)]
    }
}
impl Inside for &str {
    fn views(self) -> Vec<View> {
        vec![text(self)]
    }
}

pub fn text(text: impl Into<String>) -> View {
    View::new(Piece::Text(text.into()))
}

/// Nothing.
pub fn none() -> View {
    View::default()
}

/// The piece, or nothing.
pub fn maybe(view: Option<View>) -> View {
    view.unwrap_or_default()
}

pub fn all(views: Vec<View>) -> View {
    View::new(Piece::Several(views))
}

/// A piece that is drawn anew whenever a signal that it read changes.
pub fn live(draw: impl FnMut() -> View + Send + 'static) -> View {
    View::new(Piece::Live(Box::new(draw)))
}

/// An element of any name, with its class (empty: none) and what stands inside.
pub fn element(tag: &'static str, class: &'static str, inside: impl Inside) -> View {
    fn make(tag: &'static str, class: &'static str, inside: Vec<View>) -> View {
        let namespace = is_drawing(tag).then_some("http://www.w3.org/2000/svg");
        let element =
            Element { tag, namespace, attributes: Vec::new(), ticked: None, typed: None, handlers: Vec::new(), inside };
        let view = View::new(Piece::Element(element));
        if class.is_empty() { view } else { view.attr("class", class) }
    }
    make(tag, class, inside.views())
}

fn is_drawing(tag: &str) -> bool {
    ["svg", "rect", "line", "path", "circle", "text"].contains(&tag)
}

macro_rules! bricks {
    ($($name:ident)*) => {
        $(
            /// The element of this name, with its class (empty: none) and what stands inside.
            pub fn $name(class: &'static str, inside: impl Inside) -> View {
                element(stringify!($name), class, inside)
            }
        )*
    };
}
bricks! { p div section h2 h3 ul li span strong table tr td thead tbody caption details summary label form input }

/// The page's heading, which takes the focus when the page is reached by a link.
pub fn h1(inside: impl Inside) -> View {
    element("h1", "", inside).attr("tabindex", "-1")
}

/// A heading of a row or of a column.
pub fn th(scope: &'static str, inside: impl Inside) -> View {
    element("th", "", inside).attr("scope", scope)
}

/// A section that screen readers know by a name of its own.
pub fn named_section(class: &'static str, label: &'static str, inside: impl Inside) -> View {
    section(class, inside).attr("aria-label", label)
}

/// A part that is read out when it changes.
pub fn status(class: &'static str, inside: impl Inside) -> View {
    div(class, inside).attr("role", "status")
}

/// Something for the eyes only, beside words that say the same.
pub fn shape(shape: &'static str) -> View {
    span("shape", shape).attr("aria-hidden", "true")
}

/// A link within the app.
pub fn link(class: &'static str, href: String, inside: impl Inside) -> View {
    element("a", class, inside).attr("href", href)
}

/// A link that leaves the app; the other side does not learn from which page.
pub fn outside_link(class: &'static str, href: String, inside: impl Inside) -> View {
    link(class, href, inside).attr("rel", "external noreferrer")
}

/// A button that does something on this page.
pub fn button(class: &'static str, label: impl Into<String>, press: impl Fn() + Send + Sync + 'static) -> View {
    fn make(class: &'static str, label: String, press: Box<dyn Fn() + Send + Sync>) -> View {
        element("button", class, label).attr("type", "button").handle("click", Box::new(move |_| press()))
    }
    make(class, label.into(), Box::new(press))
}

/// A list of pieces, each an item.
pub fn items(class: &'static str, items: impl Inside) -> View {
    fn make(class: &'static str, mut items: Vec<View>) -> View {
        for item in &mut items {
            *item = li("", mem::take(item));
        }
        ul(class, items)
    }
    make(class, items.views())
}

/// A choice out of a few: each has a key, a word and whether it is the one.
pub fn select(
    id: &'static str,
    name: &'static str,
    options: Vec<(String, String, bool)>,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> View {
    fn make(
        id: &'static str,
        name: &'static str,
        options: Vec<(String, String, bool)>,
        choose: Box<dyn Fn(String) + Send + Sync>,
    ) -> View {
        let mut choices = Vec::with_capacity(options.len());
        for (key, word, chosen) in options {
            let option = element("option", "", word).attr("value", key);
            choices.push(if chosen { option.attr("selected", "") } else { option });
        }
        let choose = move |ev| choose(event_target_value(&ev));
        let select = element("select", "", choices).attr("id", id).handle("change", Box::new(choose));
        all(vec![label("", name).attr("for", id), select])
    }
    make(id, name, options, Box::new(choose))
}

/// A box to tick.
pub fn checkbox(
    class: &'static str,
    name: &'static str,
    ticked: bool,
    toggle: impl Fn(bool) + Send + Sync + 'static,
) -> View {
    fn make(class: &'static str, name: &'static str, ticked: bool, toggle: Box<dyn Fn(bool) + Send + Sync>) -> View {
        let tick = input("", none()).attr("type", "checkbox").ticked(ticked);
        let tick = tick.handle("change", Box::new(move |ev| toggle(event_target_checked(&ev))));
        label(class, [tick, text(" "), text(name)])
    }
    make(class, name, ticked, Box::new(toggle))
}
