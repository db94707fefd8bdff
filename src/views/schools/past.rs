//! A school over time: which stretch, leafing through it, and what it shows.

use chrono::{Datelike, Duration, NaiveDate};

use super::{bars, curve, equals, shares};
use crate::{
    api::FetchError,
    domain::{Balance, Energies, MeterKind, Month, PowerSeries, School, SeriesOf, used_energies, used_series},
    platform::document,
    present::{full_day, initial_capital},
    state::{Schools, SeriesKey, Span, follow},
    views::bricks::{View, all, button, div, h2, live, p, section, status, strong},
};

/// The series of a day, as far as they have come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayData {
    pub production: Option<PowerSeries>,
    pub consumption: Option<PowerSeries>,
    pub thermal: Option<PowerSeries>,
    /// Production of the day before.
    pub before: Option<PowerSeries>,
}

/// The energies of the days or months of a stretch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnergyData {
    pub production: Energies,
    pub consumption: Energies,
    pub self_consumed: Energies,
    pub thermal: Energies,
}

/// What to ask for, for a stretch of a school's past.
pub fn keys(school: &School, span: Span, today: NaiveDate) -> Vec<SeriesKey> {
    let key = |meter: &crate::domain::Meter, of| SeriesKey { school: school.id.clone(), meter: meter.id.clone(), of };
    let mut keys = Vec::new();
    for (kind, meter) in Schools::shown(school) {
        match span {
            Span::Today | Span::Day(_) => {
                let Some(date) = span.day(today) else { continue };
                // What is used at once follows from the two curves.
                if kind != MeterKind::SelfConsumed {
                    keys.push(key(meter, SeriesOf::Day(date)));
                }
                if kind == MeterKind::PvProduction {
                    keys.push(key(meter, SeriesOf::Day(date - Duration::days(1))));
                }
            }
            Span::Week(monday) => {
                let months = [Month::of(monday), Month::of(monday + Duration::days(6))];
                keys.push(key(meter, SeriesOf::Month(months[0])));
                if months[1] != months[0] && months[1] <= Month::of(today) {
                    keys.push(key(meter, SeriesOf::Month(months[1])));
                }
            }
            Span::Month(month) => keys.push(key(meter, SeriesOf::Month(month))),
            Span::Year(year) => keys.push(key(meter, SeriesOf::Year(year))),
        }
    }
    keys
}

pub fn day_data(schools: Schools, school: &School, date: NaiveDate) -> DayData {
    let of = |kind, date| {
        let meter = school.meter(kind)?;
        let key = SeriesKey { school: school.id.clone(), meter: meter.id.clone(), of: SeriesOf::Day(date) };
        schools.power(&key).value()?.as_ref().clone()
    };
    let production = of(MeterKind::PvProduction, date);
    let from_grid = || {
        let (import, export) = (of(MeterKind::GridImport, date)?, of(MeterKind::GridExport, date)?);
        used_series(production.as_ref()?, &import, &export)
    };
    DayData {
        consumption: of(MeterKind::Consumption, date).or_else(from_grid),
        production,
        thermal: of(MeterKind::SolarThermal, date),
        before: of(MeterKind::PvProduction, date - Duration::days(1)),
    }
}

fn energy_data(schools: Schools, school: &School, span: Span) -> EnergyData {
    let document = |kind, of| {
        let meter = school.meter(kind)?;
        let key = SeriesKey { school: school.id.clone(), meter: meter.id.clone(), of };
        schools.energies(&key).value().map(|energies| energies.as_ref().clone())
    };
    let of = |kind| match span {
        Span::Week(monday) => {
            let day = |i: i64| {
                let date = monday + Duration::days(i);
                let month = document(kind, SeriesOf::Month(Month::of(date)))?;
                month.0.get(date.day0() as usize).copied().flatten()
            };
            Energies((0..7).map(day).collect())
        }
        Span::Month(month) => document(kind, SeriesOf::Month(month)).unwrap_or_default(),
        Span::Year(year) => document(kind, SeriesOf::Year(year)).unwrap_or_default(),
        Span::Today | Span::Day(_) => Energies::default(),
    };
    let production = of(MeterKind::PvProduction);
    let consumption = match school.meter(MeterKind::Consumption) {
        Some(_) => of(MeterKind::Consumption),
        None => used_energies(&production, &of(MeterKind::GridImport), &of(MeterKind::GridExport)),
    };
    EnergyData {
        production,
        consumption,
        self_consumed: of(MeterKind::SelfConsumed),
        thermal: of(MeterKind::SolarThermal),
    }
}

/// The days of a month; `None` while a document of it is on its way.
pub fn months_data(schools: Schools, school: &School, month: Month) -> Option<EnergyData> {
    let keys = keys(school, Span::Month(month), schools.today.get());
    let has_come = keys.iter().all(|key| schools.energies(key).is_settled());
    has_come.then(|| energy_data(schools, school, Span::Month(month)))
}

pub fn section_of(schools: Schools, school: &School) -> View {
    let (wanted, school) = (school.clone(), school.clone());
    follow(move || schools.want(keys(&wanted, schools.span.get(), schools.today.get())));
    section(
        "past",
        [
            h2("", schools.t().curve_title),
            live(move || kinds(schools)),
            live(move || leaf(schools)),
            live(move || shown(schools, &school)),
        ],
    )
}

fn kinds(schools: Schools) -> View {
    let t = schools.t();
    let (span, today) = (schools.span.get(), schools.today.get());
    let kind = |word: &'static str, is_it: bool, other: Span| {
        button("", word, move || schools.span.set(other)).attr("aria-pressed", is_it.to_string())
    };
    let kinds = [
        kind(t.day, span.day(today).is_some(), span.as_day(today)),
        kind(t.week, matches!(span, Span::Week(_)), span.as_week(today)),
        kind(t.month, matches!(span, Span::Month(_)), span.as_month(today)),
        kind(t.year, matches!(span, Span::Year(_)), span.as_year(today)),
    ];
    div("spans", kinds).attr("role", "group").attr("aria-label", t.choose_span)
}

/// The name of a stretch: "today", "week of 16 November 2026".
fn span_words(schools: Schools, span: Span) -> String {
    let t = schools.t();
    match span {
        Span::Today => t.today.to_owned(),
        Span::Day(date) => full_day(schools.app.t(), date),
        Span::Week(monday) => (t.week_of)(monday),
        Span::Month(month) => (t.month_name)(month),
        Span::Year(year) => year.to_string(),
    }
}

fn leaf(schools: Schools) -> View {
    let t = schools.t();
    let (span, today) = (schools.span.get(), schools.today.get());
    let later = span.later(today);
    let forward = button("plain", t.later, move || {
        if let Some(later) = later {
            schools.span.set(later);
        }
        // At today's end it is the other way that one may want to go.
        if schools.span.get_untracked().later(today).is_none() {
            document::focus_on(".leaf button");
        }
    });
    div(
        "leaf",
        [
            button("plain", t.earlier, move || schools.span.set(span.earlier(today))),
            status("", strong("", initial_capital(&span_words(schools, span)))),
            // It stays where it is, so that a thumb that leafs does not meet another button.
            if later.is_none() { forward.attr("disabled", "") } else { forward },
        ],
    )
}

fn shown(schools: Schools, school: &School) -> View {
    let (span, today) = (schools.span.get(), schools.today.get());
    if let Some(trouble) = missing(schools, school, span, today) {
        return trouble;
    }
    if let Some(date) = span.day(today) {
        let data = day_data(schools, school, date);
        let balance = data.production.as_ref().zip(data.consumption.as_ref());
        let balance = balance.and_then(|(p, c)| Balance::of_day(p, c));
        return all(vec![
            curve::drawn(schools, school, date, &data),
            shares::told(schools, balance),
            equals::told(schools, data.production.as_ref().and_then(|s| s.energy().known())),
        ]);
    }
    let data = energy_data(schools, school, span);
    let balance = Balance::of_parts(&data.production, &data.consumption, &data.self_consumed);
    all(vec![
        bars::drawn(schools, school, span, &data),
        shares::told(schools, balance),
        equals::told(schools, data.production.total().known()),
    ])
}

/// Whether the series of a day are still on their way.
pub fn is_waiting(schools: Schools, school: &School, date: NaiveDate) -> bool {
    let keys = keys(school, Span::Day(date), schools.today.get());
    keys.iter().any(|key| !schools.power(key).is_settled())
}

/// While the series have not come, or do not come.
fn missing(schools: Schools, school: &School, span: Span, today: NaiveDate) -> Option<View> {
    let keys = keys(school, span, today);
    if keys.is_empty() {
        return Some(p("", schools.t().nothing_known));
    }
    let loads: Vec<_> = keys
        .iter()
        .map(|key| {
            if key.is_day() {
                let feed = schools.power(key);
                (feed.value().is_some(), feed.load())
            } else {
                let feed = schools.energies(key);
                (feed.value().is_some(), feed.load())
            }
        })
        .collect();
    if loads.iter().any(|(has_come, _)| *has_come) {
        return None;
    }
    let trouble = loads.iter().find_map(|(_, load)| load.trouble.clone());
    Some(match trouble {
        None => p("loading", schools.app.t().loading),
        Some(FetchError::Status(404)) => p("", schools.t().not_published),
        Some(error) => p("problem", crate::views::parts::freshness::trouble_words(schools.app.t(), &error)),
    })
}
