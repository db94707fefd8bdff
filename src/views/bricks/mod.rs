//! The few elements that pages are made of.
//!
//! Leptos gives every nesting of elements a type of its own, and the compiler makes code for each. Here every element is
//! one type, made once, whose children are erased: pages of the same look weigh a third of what they did with nested
//! `view!` (measured; see the README). `view!` is for what is one of its kind: fields, the frame, the chart.

use leptos::{html, prelude::*};

/// Any piece of a page.
pub type View = AnyView;

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
    text.into().into_any()
}

/// Nothing.
pub fn none() -> View {
    ().into_any()
}

/// The piece, or nothing.
pub fn maybe(view: Option<View>) -> View {
    view.unwrap_or_else(none)
}

pub fn all(views: Vec<View>) -> View {
    views.into_any()
}

/// A piece that is drawn anew whenever a signal that it read changes.
pub fn live(draw: impl FnMut() -> View + Send + 'static) -> View {
    // One type for all of them.
    let draw: Box<dyn FnMut() -> View + Send> = Box::new(draw);
    draw.into_any()
}

macro_rules! bricks {
    ($($name:ident)*) => {
        $(
            /// The element of this name, with its class (empty: none) and what stands inside.
            pub fn $name(class: &'static str, inside: impl Inside) -> View {
                fn make(class: &'static str, inside: Vec<View>) -> View {
                    html::$name().class((!class.is_empty()).then_some(class)).child(inside).into_any()
                }
                make(class, inside.views())
            }
        )*
    };
}
bricks! { p div section h2 h3 ul li span strong table tr td thead tbody caption details summary }

/// The page's heading, which takes the focus when the page is reached by a link.
pub fn h1(inside: impl Inside) -> View {
    html::h1().tabindex(-1).child(inside.views()).into_any()
}

/// A heading of a row or of a column.
pub fn th(scope: &'static str, inside: impl Inside) -> View {
    fn make(scope: &'static str, inside: Vec<View>) -> View {
        html::th().scope(scope).child(inside).into_any()
    }
    make(scope, inside.views())
}

/// A section that screen readers know by a name of its own.
pub fn named_section(class: &'static str, label: &'static str, inside: impl Inside) -> View {
    html::section().class(class).aria_label(label).child(inside.views()).into_any()
}

/// A part that is read out when it changes.
pub fn status(class: &'static str, inside: impl Inside) -> View {
    html::div().class(class).role("status").child(inside.views()).into_any()
}

/// Something for the eyes only, beside words that say the same.
pub fn shape(shape: &'static str) -> View {
    html::span().class("shape").aria_hidden("true").child(vec![text(shape)]).into_any()
}

/// A link within the app.
pub fn link(class: &'static str, href: String, label: Option<String>, inside: impl Inside) -> View {
    fn make(class: &'static str, href: String, label: Option<String>, inside: Vec<View>) -> View {
        html::a().class((!class.is_empty()).then_some(class)).href(href).aria_label(label).child(inside).into_any()
    }
    make(class, href, label, inside.views())
}

/// A link that leaves the app; the other side does not learn from which page.
pub fn outside_link(class: &'static str, href: String, inside: impl Inside) -> View {
    fn make(class: &'static str, href: String, inside: Vec<View>) -> View {
        html::a()
            .class((!class.is_empty()).then_some(class))
            .href(href)
            .rel("external noreferrer")
            .child(inside)
            .into_any()
    }
    make(class, href, inside.views())
}

/// A button that does something on this page.
pub fn button(class: &'static str, label: impl Into<String>, press: impl Fn() + 'static) -> View {
    fn make(class: &'static str, label: String, press: Box<dyn Fn()>) -> View {
        let press = move |_: leptos::ev::MouseEvent| press();
        html::button()
            .class((!class.is_empty()).then_some(class))
            .r#type("button")
            .on(leptos::ev::click, press)
            .child(vec![text(label)])
            .into_any()
    }
    make(class, label.into(), Box::new(press))
}

/// A list of pieces, each an item.
pub fn items(class: &'static str, items: impl IntoIterator<Item = View>) -> View {
    ul(class, items.into_iter().map(|item| li("", item)).collect::<Vec<_>>())
}

/// A choice out of a few: each has a key, a word and whether it is the one.
pub fn select(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String, bool)>,
    choose: impl Fn(String) + 'static,
) -> View {
    let options: Vec<View> = options
        .into_iter()
        .map(|(key, word, chosen)| html::option().value(key).selected(chosen).child(vec![text(word)]).into_any())
        .collect();
    let choose: Box<dyn Fn(String)> = Box::new(choose);
    all(vec![
        html::label().r#for(id).child(vec![text(label)]).into_any(),
        html::select()
            .id(id)
            .on(leptos::ev::change, move |ev| choose(event_target_value(&ev)))
            .child(options)
            .into_any(),
    ])
}

/// A box to tick.
pub fn checkbox(class: &'static str, label: &'static str, ticked: bool, toggle: impl Fn(bool) + 'static) -> View {
    let toggle: Box<dyn Fn(bool)> = Box::new(toggle);
    let input = html::input()
        .r#type("checkbox")
        .prop("checked", ticked)
        .on(leptos::ev::change, move |ev| toggle(event_target_checked(&ev)));
    html::label().class(class).child((input, " ", text(label))).into_any()
}
