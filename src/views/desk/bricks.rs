//! What several screens of the desk are made of.

use crate::views::bricks::{View, button, element, form, h1, input, label, li, live, maybe, none, p, span, text, ul};
use crate::{
    platform::document,
    state::{Answers, Derived, Desk, Step},
};

/// The heading of a screen that says what was answered before; it stays in the page, and keeps the focus.
pub fn moving_heading(desk: Desk, step: Step) -> View {
    let words = Derived::new(move || super::frame::heading(desk, false, step));
    h1(live(move || text(words.get())))
}

/// An answer to the screen's question: the whole width, for a thumb.
pub fn choice(word: &str, hint: Option<&str>, press: impl Fn() + Send + Sync + 'static) -> View {
    let words = [span("", word), text(" "), maybe(hint.map(|hint| span("choice-hint", hint)))];
    element("button", "choice", words).attr("type", "button").on("click", move |_| press())
}

/// Answers to choose from.
pub fn choices(choices: Vec<View>) -> View {
    ul("choices", choices.into_iter().map(|choice| li("", choice)).collect::<Vec<_>>())
}

/// The screen's field. The browser is told to remember nothing that is typed here.
pub fn field(
    desk: Desk,
    id: &'static str,
    name: &'static str,
    hint: &'static str,
    enter: impl Fn() + Send + Sync + 'static,
) -> View {
    let hint_id = format!("{id}-hint");
    let field = input("", none())
        .attr("id", id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("aria-describedby", hint_id.clone())
        .showing(move || desk.typed.get())
        .on("input", move |event| desk.typed.set(leptos::prelude::event_target_value(&event)));
    form("desk-field", [label("", name).attr("for", id), field, p("hint", hint).attr("id", hint_id)])
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            enter();
        })
}

pub fn back(desk: Desk) -> View {
    button("plain", super::d(desk).previous, move || desk.answer(Answers::back))
}

/// As when a page is loaded: it begins at its top, and the focus goes to its heading.
pub fn look_at_heading() {
    leptos::prelude::request_animation_frame(|| {
        document::scroll_to_top();
        document::focus_heading();
    });
}
