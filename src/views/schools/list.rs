//! All schools: what the sun gives now, searched and sorted.

use super::{frame::name, now};
use crate::{
    domain::{School, fold, name_key},
    present::schools::{Now, Reading, SchoolView},
    state::{Derived, Held, SchoolOrder, Schools},
    views::{
        bricks::{View, all, div, h1, h2, h3, input, label, li, link, live, none, p, select, status, text, ul},
        parts,
    },
};

pub fn page(schools: Schools) -> View {
    let (typed, order) = (schools.typed, schools.order);
    let found = Derived::new(move || found(schools, &typed.get(), order.get()));
    // Apart, so that a map stays while somebody types.
    let is_known = Derived::new(move || found.with(Option::is_some));
    all(vec![
        h1(schools.t().list_title),
        p("", schools.t().list_intro),
        parts::freshness::trouble_of(schools.app, schools.all, schools.live, ""),
        live(move || {
            let t = schools.t();
            match schools.all.value() {
                None if schools.all.load().trouble.is_none() => p("loading", schools.app.t().loading),
                None => none(),
                Some(all) if all.is_empty() => p("", t.no_schools),
                Some(_) => filters(schools, typed, order),
            }
        }),
        live(move || if is_known.get() { super::map::on_demand(schools) } else { none() }),
        h2("visually-hidden", schools.app.t().results),
        status(
            "results",
            live(move || found.with(|f| f.as_ref().map_or_else(none, |f| p("", (schools.t().found)(f.len()))))),
        ),
        live(move || {
            let found = found.get().unwrap_or_default();
            ul(
                "cards",
                found.into_iter().map(|school| card(schools, &schools.under_its_sun(school))).collect::<Vec<_>>(),
            )
        }),
    ])
}

fn filters(schools: Schools, typed: Held<String>, order: Held<SchoolOrder>) -> View {
    let t = schools.t();
    let word = |order: SchoolOrder| match order {
        SchoolOrder::Name => t.sort_name,
        SchoolOrder::Production => t.sort_production,
        SchoolOrder::Today => t.sort_today,
        SchoolOrder::PerPeak => t.sort_per_peak,
    };
    let options =
        SchoolOrder::ALL.map(|o| (o.key().to_owned(), word(o).to_owned(), order.with_untracked(|now| *now == o)));
    let field = input("", none()).attr("id", "school-search").attr("type", "search").attr("autocomplete", "off");
    let field = field.attr("placeholder", t.search_hint).showing(move || typed.get());
    div(
        "filters",
        [
            label("", t.search).attr("for", "school-search"),
            field.on("input", move |event| typed.set(leptos::prelude::event_target_value(&event))),
            div(
                "row",
                select("school-sort", t.sort, options.to_vec(), move |key| {
                    if let Some(chosen) = SchoolOrder::ALL.into_iter().find(|order| order.key() == key) {
                        order.set(chosen);
                    }
                }),
            ),
        ],
    )
}

/// The schools that fit, in order; `None` while none are known, or no links to them can be made: a link that is replaced
/// under a finger leads nowhere.
fn found(schools: Schools, typed: &str, order: SchoolOrder) -> Option<Vec<School>> {
    let all = schools.all.value().filter(|all| !all.is_empty() && schools.knows_addresses())?;
    let wanted = fold(typed);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let fits = |school: &School| {
        let text = fold(&format!("{} {}", name(schools, school), school.commune.as_deref().unwrap_or_default()));
        words.iter().all(|word| text.contains(word))
    };
    let given = |school: &School| Now::of(school, &schools.live.value()?, schools.app.now.get()).production;
    let production = |school: &School| given(school).filter(Reading::counts).map(|reading| reading.power.0);
    let today = |school: &School| {
        let moment = schools.app.moment();
        let context = moment.context();
        given(school)?.since_midnight(context.zone, context.now).map(|(energy, _)| energy.0)
    };
    let key = |school: &School| match order {
        SchoolOrder::Name => 0.0,
        SchoolOrder::Production => production(school).unwrap_or(-1.0),
        SchoolOrder::Today => today(school).unwrap_or(-1.0),
        SchoolOrder::PerPeak => production(school).zip(school.pv_peak).map_or(-1.0, |(watts, peak)| watts / peak.0),
    };
    let mut found: Vec<(f64, String, School)> = all
        .iter()
        .filter(|school| fits(school))
        .map(|school| (key(school), name_key(&name(schools, school)), school.clone()))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Some(found.into_iter().map(|(_, _, school)| school).collect())
}

fn card(schools: Schools, school: &School) -> View {
    li("card", told(schools, school))
}

/// What a card says of a school, on the map too.
pub fn told(schools: Schools, school: &School) -> View {
    let has_address = !schools.territory_id().is_empty();
    let href = schools.href(&schools.page_of(school, SchoolView::Data));
    let commune = school.commune.clone().filter(|commune| !name(schools, school).contains(commune.as_str()));
    let name = name(schools, school);
    let of = school.clone();
    all(vec![
        h3("", if has_address { link("", href, name) } else { text(name) }),
        commune.map_or_else(none, |commune| p("way", commune)),
        live(move || now::short(schools, &of)),
    ])
}
