//! What the person brings, in everyday words.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    domain::MaterialId,
    state::{App, Sites},
    views::bricks::{View, button, live, none, p, text},
};

/// The material that words mean most likely.
pub fn meant(sites: &Sites, words: &str) -> Option<MaterialId> {
    sites.search.materials(words).first().map(|id| (*id).clone())
}

/// A material's label in the app's language, its identifier where it has none.
pub fn label(app: App, sites: &Sites, id: &MaterialId) -> String {
    let label = sites.material(id).and_then(|m| m.label.as_ref());
    label.map_or_else(|| id.0.clone(), |label| label.get(app.lang()).to_owned())
}

/// What stands in the field: the address's words, then whatever is typed.
pub fn typed(app: App) -> RwSignal<String> {
    let typed = RwSignal::new(app.choices.with_untracked(|c| c.query.clone()));
    let in_address = Memo::new(move |_| app.choices.with(|c| c.query.clone()));
    Effect::new(move |_| {
        let query = in_address.get();
        if typed.with_untracked(|t| t.trim() != query) {
            typed.set(query);
        }
    });
    typed
}

/// The field, with an example in it and a hint below where it has one. Typing is told to `typed` at once; the address follows when the field is left or confirmed.
pub fn field(app: App, typed: RwSignal<String>, label: &'static str, hint: Option<&'static str>) -> View {
    let t = app.t();
    let keep = move || app.choose(|choices| choices.query = typed.get_untracked());
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        keep();
    };
    let clear = move || {
        typed.set(String::new());
        keep();
    };
    view! {
        <form class="brings" role="search" on:submit=submit>
            <label for="brings">{label}</label>
            <div class="row">
                <input
                    id="brings"
                    type="search"
                    autocomplete="off"
                    enterkeyhint="search"
                    placeholder=t.what_example
                    aria-describedby=hint.is_some().then_some("brings-hint")
                    prop:value=typed
                    on:input=move |ev| typed.set(event_target_value(&ev))
                    on:change=move |_| keep()
                />
                {live(move || if typed.with(String::is_empty) { none() } else { button("plain", app.t().clear, clear) })}
            </div>
            {hint.map(|hint| view! { <p id="brings-hint" class="hint">{hint}</p> })}
        </form>
    }
    .into_any()
}

/// How the typed words were understood, with other meanings to choose from.
pub fn understood(app: App, sites: &Sites, typed: &str) -> View {
    let t = app.t();
    let shown = typed.trim();
    if shown.is_empty() {
        return none();
    }
    let found = sites.search.materials(typed);
    let Some((first, others)) = found.split_first() else { return p("understood", (t.not_understood)(shown)) };
    let mut line = vec![text((t.understood_as)(shown, &label(app, sites, first)))];
    if !others.is_empty() {
        line.push(text(format!(" {} ", t.did_you_mean)));
        line.extend(others.iter().take(3).map(|id| other_meaning(app, label(app, sites, id))));
    }
    p("understood", line)
}

fn other_meaning(app: App, label: String) -> View {
    let query = label.clone();
    button("plain", label, move || app.choose(|choices| choices.query.clone_from(&query)))
}
