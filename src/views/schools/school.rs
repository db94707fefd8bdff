//! A school's page: now, over time, what it equals, and how it works.

use chrono::{Datelike, Months};

use super::{compare, frame::name, now, past};
use crate::{
    domain::{MeterKind, School},
    present::{
        full_day,
        schools::{SchoolPage, SchoolView},
    },
    state::Schools,
    views::bricks::{View, all, h1, h2, items, link, maybe, none, p, section},
};

pub fn page(schools: Schools, school: School) -> View {
    let t = schools.t();
    let to = |view, word: &'static str| link("", schools.href(&schools.page_of(&school, view)), word);
    let how: Vec<View> = t.how.iter().map(|sentence| p("", *sentence)).collect();
    all(vec![
        p("back", link("", schools.href(&SchoolPage::List), t.all_schools)),
        h1(name(schools, &school)),
        facts(schools, &school),
        now::section_of(schools, &school),
        maybe(record(schools, &school)),
        past::section_of(schools, &school),
        compare::section_of(schools, &school),
        if now::has_panels(&school) { section("", [h2("", t.how_title), all(how)]) } else { none() },
        items("plain", [to(SchoolView::Class, t.class), to(SchoolView::WallSetup, t.wall_setup)]),
    ])
}

/// The best day of all that are published.
fn record(schools: Schools, school: &School) -> Option<View> {
    let t = schools.t();
    let (day, energy) = school.meter(MeterKind::PvProduction)?.best?;
    // As long as days are published.
    let earliest = schools.today.get() - Months::new(36);
    let of_all = school.since.is_some_and(|since| since.first_day() >= earliest);
    let day = format!("{} {}", full_day(schools.app.t(), day), day.year());
    Some(p("record", (t.record)(&day, &t.digits.energy(energy), of_all)))
}

/// Where it is, how large it is, how large its roof.
fn facts(schools: Schools, school: &School) -> View {
    let t = schools.t();
    let since = school.since.map(t.month_name);
    let panels = school.pv_peak.map(|peak| (t.panels)(&t.digits.round_power(peak), since.as_deref()));
    let facts: Vec<String> =
        [school.commune.clone(), school.pupils.map(t.pupils), panels].into_iter().flatten().collect();
    if facts.is_empty() { none() } else { p("way", facts.join(", ")) }
}
