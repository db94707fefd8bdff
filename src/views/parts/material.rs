//! What the person brings, in everyday words.

use leptos::{ev::Event, prelude::*};

use crate::{
    domain::MaterialId,
    platform::document,
    state::{App, Derived, Held, Sites, follow},
    views::bricks::{self, View, button, div, form, input, live, maybe, none, p, text},
};

/// The material that words name beyond doubt: by any other no centre is ranked before the person said so.
pub fn meant(sites: &Sites, words: &str) -> Option<MaterialId> {
    sites.search.materials(words).sure().cloned()
}

/// A material's label in the app's language, its identifier where it has none.
pub fn label(app: App, sites: &Sites, id: &MaterialId) -> String {
    let label = sites.material(id).and_then(|m| m.label.as_ref());
    label.map_or_else(|| id.0.clone(), |label| label.get(app.lang()).to_owned())
}

/// What stands in the field: the address's words, then whatever is typed.
pub fn typed(app: App) -> Held<String> {
    let typed = Held::new(app.choices.with_untracked(|c| c.query.clone()));
    let in_address = Derived::new(move || app.choices.with(|c| c.query.clone()));
    follow(move || {
        let query = in_address.get();
        if typed.with_untracked(|t| t.trim() != query) {
            typed.set(query);
        }
    });
    typed
}

/// The field, with an example in it and a hint below where it has one. Typing is told to `typed` at once; the address
/// follows when the field is left or confirmed.
pub fn field(app: App, typed: Held<String>, label: &'static str, hint: Option<&'static str>) -> View {
    let keep = move || app.choose(|choices| choices.query = typed.get_untracked());
    let submit = move |ev: Event| {
        ev.prevent_default();
        keep();
    };
    let clear = move || {
        typed.set(String::new());
        keep();
        // The button goes, and what is typed next is typed there.
        document::focus_on("#brings");
    };
    let field = input("", none())
        .attr("id", "brings")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "search")
        .attr("placeholder", app.t().what_example)
        .showing(move || typed.get())
        .on("input", move |ev| typed.set(event_target_value(&ev)))
        .on("change", move |_| keep());
    let field = if hint.is_some() { field.attr("aria-describedby", "brings-hint") } else { field };
    let clear = live(move || if typed.with(String::is_empty) { none() } else { button("plain", app.t().clear, clear) });
    form(
        "brings",
        [
            bricks::label("", label).attr("for", "brings"),
            div("row", [field, clear]),
            maybe(hint.map(|hint| p("hint", hint).attr("id", "brings-hint"))),
        ],
    )
    .attr("role", "search")
    .on("submit", submit)
}

/// How the typed words were understood, with other meanings to choose from; where that is not sure, a question.
pub fn understood(app: App, sites: &Sites, typed: &str) -> View {
    let t = app.t();
    let shown = typed.trim();
    if shown.is_empty() {
        return none();
    }
    let meaning = sites.search.materials(typed);
    let (said, ask, proposed) = match (meaning.sure(), meaning.materials.as_slice()) {
        (_, []) => return p("understood", (t.not_understood)(shown)),
        (Some(id), [_, others @ ..]) => ((t.understood_as)(shown, &label(app, sites, id)), t.or_rather, others),
        (None, all) => (String::new(), t.did_you_mean, all),
    };
    let mut line = vec![text(said)];
    if !proposed.is_empty() {
        line.push(text(format!(" {ask} ")));
        line.extend(proposed.iter().take(3).map(|id| other_meaning(app, label(app, sites, id))));
    }
    p("understood", line)
}

fn other_meaning(app: App, label: String) -> View {
    let query = label.clone();
    button("plain", label, move || app.choose(|choices| choices.query.clone_from(&query)))
}
