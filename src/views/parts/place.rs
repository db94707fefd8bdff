//! Where the person sets off: a commune from the list or typed, or the device's position on request.

use leptos::{ev::Event, prelude::*};

use crate::{
    platform::{
        document,
        geolocation::{self, GeolocationError},
    },
    state::{App, Held, Place, PlaceProblem, find_commune},
    views::bricks::{View, all, button, checkbox, div, element, form, input, label, live, none, p, span, status, text},
};

/// The button beside the place that was chosen.
const CHOSEN: &str = ".chosen button";

/// The question, or the answer given and the way to change it.
pub fn picker(app: App) -> View {
    live(move || match app.place.get() {
        Some(place) => chosen(app, &place),
        None => question(app),
    })
}

fn chosen(app: App, place: &Place) -> View {
    let t = app.t();
    let name = match place {
        Place::Commune { name, .. } => (t.leaving_from)(name),
        Place::Here(_) => t.position_in_use.to_owned(),
    };
    div("place", [p("chosen", [text(name), text(" "), button("plain", t.forget_place, move || forget(app))])])
}

/// The offer to remember the commune, below the answer that people came for; not on a computer that is many people's.
pub fn remember(app: App) -> View {
    live(move || {
        let Some(Place::Commune { id, .. }) = app.place.get().filter(|_| !app.choices.with(|c| c.shared)) else {
            return none();
        };
        let t = app.t();
        let remembered = app.remembered_commune.with(|r| r.as_deref() == Some(&id));
        div(
            "remember",
            [
                checkbox("check", t.remember, remembered, move |wanted| app.remember(wanted.then(|| id.clone()))),
                text(" "),
                span("hint", t.remember_hint),
                problem(app),
            ],
        )
    })
}

fn question(app: App) -> View {
    let t = app.t();
    let typed = Held::new(String::new());
    let locating = Held::new(false);
    let names = live(move || {
        let territory = app.territory.value();
        let mut options = Vec::new();
        if let Some(territory) = &territory {
            for commune in &territory.communes {
                options.push(element("option", "", none()).attr("value", commune.name.clone()));
            }
        }
        all(options)
    });
    let field = input("", none())
        .attr("id", "commune")
        .attr("list", "communes")
        .attr("autocomplete", "off")
        .attr("placeholder", t.commune_hint)
        .showing(move || typed.get())
        .on("input", move |ev| typed_commune(app, typed, event_target_value(&ev)));
    form(
        "place",
        [
            label("", t.from_where).attr("for", "commune"),
            div("row", [field, element("button", "", t.choose).attr("type", "submit")]),
            element("datalist", "", names).attr("id", "communes"),
            p(
                "",
                [
                    button("plain", t.use_position, move || locate(app, locating)),
                    live(move || if locating.get() { status("hint", t.locating) } else { none() }),
                ],
            ),
            problem(app),
        ],
    )
    .on("submit", move |ev| submit(app, typed, &ev))
}

fn problem(app: App) -> View {
    let words = move |problem: PlaceProblem| {
        let t = app.t();
        match problem {
            PlaceProblem::Refused => t.position_refused.to_owned(),
            PlaceProblem::Unavailable => t.position_unavailable.to_owned(),
            PlaceProblem::UnknownCommune(typed) => (t.commune_unknown)(&typed),
            PlaceProblem::NotRemembered => t.storage_refused.to_owned(),
        }
    };
    status("problem", live(move || text(app.place_problem.get().map(words).unwrap_or_default())))
}

/// Picking from the list fills the whole name in at once: then no button needs to be pressed.
fn typed_commune(app: App, typed: Held<String>, value: String) {
    let territory = app.territory.value_untracked();
    let picked = territory.and_then(|t| t.communes.iter().find(|c| c.name == value).map(|c| c.id.clone()));
    typed.set(value);
    if picked.is_some() {
        leave_from(app, picked);
    }
}

/// The question goes, and the focus that was in it goes to the answer.
fn leave_from(app: App, commune: Option<String>) {
    app.leave_from(commune);
    request_animation_frame(|| document::focus_on(CHOSEN));
}

fn submit(app: App, typed: Held<String>, ev: &Event) {
    ev.prevent_default();
    let value = typed.get_untracked();
    let territory = app.territory.value_untracked();
    let found = territory.and_then(|t| find_commune(&t.communes, &value).map(|c| c.id.clone()));
    match found {
        Some(id) => leave_from(app, Some(id)),
        None if value.trim().is_empty() => {}
        None => app.place_problem.set(Some(PlaceProblem::UnknownCommune(value.trim().to_owned()))),
    }
}

fn locate(app: App, locating: Held<bool>) {
    locating.set(true);
    app.place_problem.set(None);
    geolocation::locate(move |answer| {
        locating.set(false);
        // Whoever chose a commune meanwhile has answered.
        if app.place.with_untracked(Option::is_some) {
            return;
        }
        match answer {
            Ok(position) => {
                app.here.set(Some(position));
                request_animation_frame(|| document::focus_on(CHOSEN));
            }
            Err(GeolocationError::Refused) => app.place_problem.set(Some(PlaceProblem::Refused)),
            Err(GeolocationError::Unavailable) => app.place_problem.set(Some(PlaceProblem::Unavailable)),
        }
    });
}

fn forget(app: App) {
    app.remember(None);
    app.leave_from(None);
    request_animation_frame(|| document::focus_on("#commune"));
}
