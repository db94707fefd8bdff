//! Heating, years, and other households.

use super::part::part;
use crate::{
    domain::household::{Heating, YearOnYear, YearlyUse},
    present::household::{date_range, energy, grouped},
    state::Household,
    views::{
        bricks::{View, details, items, p, summary, text},
        parts::chart::{row, table},
    },
};

pub fn heating(home: Household) -> View {
    let t = home.t();
    let temperatures = home.temperatures();
    let found = Heating::of(&home.days.get(), &temperatures);
    let inside = match found {
        _ if temperatures.is_empty() => vec![p("", t.heat_no_weather)],
        None => vec![p("", t.heat_none)],
        Some(heating) => vec![
            p("said", (t.heat_sentence)(&energy(t, heating.heating), &energy(t, heating.total))),
            p("", (t.heat_degree)(&energy(t, heating.per_degree_day), &energy(t, heating.without))),
        ],
    };
    part(home, t.heat_title, inside, t.heat_method)
}

pub fn years(home: Household) -> View {
    let t = home.t();
    let inside = match YearOnYear::of(&home.days.get()) {
        None => vec![p("", t.years_none)],
        Some(years) => {
            /// A difference below is one of chance.
            const SAME: f64 = 0.02;
            let (now, before) = (energy(t, years.now), energy(t, years.before));
            let words = match years.change() {
                change if change < -SAME => (t.years_less)(&energy(t, years.before - years.now), &now, &before),
                change if change > SAME => (t.years_more)(&energy(t, years.now - years.before), &now, &before),
                _ => (t.years_same)(&now, &before),
            };
            vec![p("said", words), p("hint", (t.years_days)(years.days, &(t.day)(years.until)))]
        }
    };
    part(home, t.years_title, inside, t.years_method)
}

pub fn others(home: Household) -> View {
    let t = home.t();
    let span = home.last_year();
    let year = span.and_then(|(_, until)| YearlyUse::of(&home.consumption.get(), until, &home.zone.get()));
    let period = span.map(|span| date_range(t, span, &home.zone.get())).unwrap_or_default();
    let benchmarks = home.benchmarks.value().filter(|all| !all.is_empty());
    let inside = match (year, benchmarks) {
        (Some(year), Some(benchmarks)) => {
            let lang = t.lang;
            let mut sources = Vec::new();
            let kilo = |energy: crate::domain::WattHours| format!("{}\u{a0}kWh", grouped(t, energy.kilo()));
            let mut rows: Vec<(f64, View)> = benchmarks
                .iter()
                .map(|of| {
                    let year = of.year.map(|year| format!(", {year}")).unwrap_or_default();
                    sources.push(text(format!("{}\u{a0}: {}{year}", of.label.get(lang), of.source)));
                    (of.per_year.0, row(text(of.label.get(lang)), vec![kilo(of.per_year)]))
                })
                .collect();
            rows.push((year.energy.0, row(text(t.others_you), vec![kilo(year.energy)])));
            rows.sort_by(|a, b| a.0.total_cmp(&b.0));
            let rows = rows.into_iter().map(|(_, row)| row).collect();
            let sources = details("", [summary("", t.how), items("hint", sources)]);
            vec![
                p("said", (t.others_sentence)(&energy(t, year.energy), &period)),
                table(t.table, &["", t.head_energy], rows),
                sources,
            ]
        }
        (None, _) | (_, None) => vec![p("", t.others_none)],
    };
    part(home, t.others_title, inside, t.others_method)
}
