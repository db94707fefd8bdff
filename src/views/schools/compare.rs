//! Schools side by side; nothing is loaded for it before somebody asks.

use chrono::Datelike;

use super::{frame::name, past};
use crate::{
    domain::{Energies, MeterKind, School, SeriesOf},
    present::schools::{Compared, Fairness, compared},
    state::{Held, Schools, SeriesKey, follow},
    views::bricks::{View, all, button, caption, div, h2, h3, live, none, p, section, table, tbody, td, th, thead, tr},
};

pub fn section_of(schools: Schools, school: &School) -> View {
    let opened = Held::new(false);
    let of = school.clone();
    // What the page needs otherwise stays wanted too.
    follow(move || {
        if opened.get() {
            let mut keys = past::keys(&of, schools.span.get(), schools.today.get());
            keys.extend(Fairness::ALL.into_iter().flat_map(|fairness| keys_of(schools, fairness)));
            schools.want(keys);
        }
    });
    section(
        "compare",
        [
            h2("", schools.t().compare_title),
            live(move || {
                if opened.get() {
                    return all(Fairness::ALL.map(|fairness| side_by_side(schools, fairness)).into());
                }
                let last = year_of(schools) < schools.today.get().year();
                p("", button("", (schools.t().compare_open)(last), move || opened.set(true)))
            }),
        ],
    )
}

const fn meter_of(fairness: Fairness) -> MeterKind {
    match fairness {
        Fairness::PerPeakKilowatt => MeterKind::PvProduction,
        Fairness::PerPupil => MeterKind::Consumption,
    }
}

fn keys_of(schools: Schools, fairness: Fairness) -> Vec<SeriesKey> {
    let all = schools.all.value().map(|all| all.as_ref().clone()).unwrap_or_default();
    all.iter().filter_map(|school| key(schools, school, fairness)).collect()
}

fn key(schools: Schools, school: &School, fairness: Fairness) -> Option<SeriesKey> {
    let meter = school.meter(meter_of(fairness))?.id.clone();
    Some(SeriesKey { school: school.id.clone(), meter, of: SeriesOf::Year(year_of(schools)) })
}

/// This year, or the last one while no month of this one is over.
fn year_of(schools: Schools) -> i32 {
    let today = schools.today.get();
    if today.month0() == 0 { today.year() - 1 } else { today.year() }
}

fn side_by_side(schools: Schools, fairness: Fairness) -> View {
    let t = schools.t();
    let Some(known) = schools.all.value() else { return none() };
    let year: Vec<(&School, std::sync::Arc<Energies>)> = known
        .iter()
        .filter_map(|school| Some((school, schools.energies(&key(schools, school, fairness)?).value()?)))
        .collect();
    let year: Vec<(&School, &Energies)> = year.iter().map(|(school, energies)| (*school, energies.as_ref())).collect();
    let told = match compared(fairness, &year) {
        None => p("", t.compare_none),
        Some((months, all)) => ranked(schools, fairness, &months, &all, &known),
    };
    let year = year_of(schools);
    let is_last = year < schools.today.get().year();
    let which = if is_last { p("hint", (t.compare_last_year)(year)) } else { none() };
    div("", [h3("", (t.compare_by)(fairness)), p("", (t.compare_why)(fairness)), which, told])
}

fn ranked(schools: Schools, fairness: Fairness, months: &[usize], all: &[Compared], known: &[School]) -> View {
    let t = schools.t();
    let months: Vec<&str> = months.iter().map(|month| (t.short_month)(*month as u32 + 1)).collect();
    let row = |one: &Compared| {
        let school = known.iter().find(|school| school.id == one.school)?;
        Some(tr("", [th("row", name(schools, school)), td("", crate::present::decimal(one.kwh, 0, t.digits.point))]))
    };
    let rows: Vec<View> = all.iter().filter_map(row).collect();
    table(
        "",
        [
            caption("", (t.compare_months)(&months)),
            thead("", tr("", [th("col", t.school), th("col", (t.compare_unit)(fairness))])),
            tbody("", rows),
        ],
    )
}
