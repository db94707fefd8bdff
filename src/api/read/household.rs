//! `benchmarks.json`, `tariffs.json`, `tempo/{YYYY}.json`, `weather/{YYYY}.json`: what a household's own figures are held
//! against. The figures themselves are not in this API.

use chrono::{Days, NaiveDate};

use crate::{
    api::Record,
    domain::{
        WattHours,
        household::{Benchmark, ByDay, Hours, Money, Period, Tariff, TariffOption, TempoCalendar, TempoColour},
        short_decimal,
    },
};

/// Where a figure comes from: a name, an address, a year.
fn origin(record: &mut Record, key: &'static str) -> Option<(String, Option<String>, Option<u32>)> {
    let mut record = record.record(key)?;
    record.requires(&["name"])?;
    let (url, year) = (record.string("url"), record.u32("year"));
    Some((record.string("name")?, url, year))
}

pub fn benchmarks(record: &mut Record) -> Option<Vec<Benchmark>> {
    let households = record.list("households")?;
    Some(record.records_of("households", households, benchmark))
}

fn benchmark(record: &mut Record) -> Option<Benchmark> {
    record.requires(&["id", "label", "kwh_per_year", "source"])?;
    let id = record.string("id")?;
    let label = record.words("label");
    let kwh = record.number("kwh_per_year")?;
    let (source, source_url, year) = origin(record, "source")?;
    if !record.is_well_formed() {
        return None;
    }
    let Some(label) = label.filter(|_| (1.0..1e6).contains(&kwh)) else {
        record.note("", &format_args!("{} kWh a year is no benchmark", short_decimal(kwh)));
        return None;
    };
    Some(Benchmark { id, label, per_year: WattHours(kwh * 1000.0), source, source_url, year })
}

/// Tariffs in euros; others cannot be reckoned with.
pub fn tariffs(record: &mut Record) -> Option<Vec<Tariff>> {
    let currency = record.str("currency").unwrap_or("EUR");
    let tariffs = record.list("tariffs")?;
    if !record.is_well_formed() {
        return None;
    }
    if currency != "EUR" {
        record.note("currency", &format_args!("\"{currency}\" is not known"));
        return Some(Vec::new());
    }
    Some(record.records_of("tariffs", tariffs, tariff))
}

fn tariff(record: &mut Record) -> Option<Tariff> {
    const OPTIONS: [(&str, Option<TariffOption>); 3] = [
        ("base", Some(TariffOption::Base)),
        ("off-peak", Some(TariffOption::OffPeak)),
        ("tempo", Some(TariffOption::Tempo)),
    ];
    record.requires(&["id", "standing_per_year"])?;
    let option = record.choice("option", &OPTIONS, None);
    let listed = record.list("periods")?;
    let standing_per_year = price(record, "standing_per_year");
    let source = origin(record, "source");
    let (id, label, kva) = (record.string("id")?, record.words("label"), record.u32("kva"));
    let taxes_included = record.flag("taxes_included");
    let (from, until) = (record.date("from"), record.date("until"));
    if !record.is_well_formed() {
        return None;
    }
    let Some(option) = option else {
        let option = record.str("option").unwrap_or_default();
        record.note("option", &format_args!("option \"{option}\" is not known"));
        return None;
    };
    let standing_per_year = standing_per_year?;
    let periods = record.records_of("periods", listed, period);
    // A tariff that lacks a price would make a bill too low.
    if periods.is_empty() || periods.len() < listed.len() {
        return None;
    }
    let source = source.map(|(name, url, _)| (name, url));
    Some(Tariff { id, option, kva, label, taxes_included, from, until, standing_per_year, periods, source })
}

fn period(record: &mut Record) -> Option<Period> {
    const COLOURS: [(&str, Option<TempoColour>); 3] =
        [("blue", Some(TempoColour::Blue)), ("white", Some(TempoColour::White)), ("red", Some(TempoColour::Red))];
    record.requires(&["id", "per_kwh"])?;
    let (id, label, price) = (record.string("id")?, record.words("label"), price(record, "per_kwh"));
    let colour = record.choice("colour", &COLOURS, None);
    let hours = if record.has("hours") { record.every("hours", hours)? } else { Vec::new() };
    if !record.is_well_formed() {
        return None;
    }
    if let (None, Some(other)) = (colour, record.str("colour")) {
        record.note("colour", &format_args!("colour \"{other}\" is not known"));
        return None;
    }
    Some(Period { id, label, price: price?, hours, colour })
}

/// A pair of `HH:MM`.
fn hours(record: &mut Record) -> Option<Hours> {
    if !record.has_places(2) {
        return None;
    }
    record.requires(&["0", "1"])?;
    let (from, until) = (record.clock("0")?, record.clock("1")?);
    let hours = Hours::new(from.minutes(), until.minutes());
    if hours.is_none() {
        record.note("", &"hours that are no part of a day");
    }
    hours
}

fn price(record: &mut Record, key: &str) -> Option<Money> {
    let euros = record.number(key)?;
    let price = Money::from_euros(euros);
    if price.is_none() {
        record.note(key, &format_args!("{} is no price", short_decimal(euros)));
    }
    price
}

/// The days of a list that begins on `start`.
fn by_day<T: Copy>(record: &mut Record, mut read: impl FnMut(&mut Record) -> Option<T>) -> Option<ByDay<T>> {
    let start = record.requires(&["start"]).and_then(|()| record.date("start"));
    let values = record.list("values")?;
    origin(record, "source");
    let mut days: Vec<(NaiveDate, T)> = Vec::new();
    let mut number = 0;
    record.for_each("values", values, &mut |record| {
        let day = start.and_then(|start| start.checked_add_days(Days::new(number)));
        number += 1;
        days.extend(day.zip(read(record)));
    });
    record.is_well_formed().then(|| days.into_iter().collect())
}

/// The days whose colour is known.
pub fn tempo(record: &mut Record) -> Option<TempoCalendar> {
    const LETTERS: [(&str, Option<TempoColour>); 3] =
        [("B", Some(TempoColour::Blue)), ("W", Some(TempoColour::White)), ("R", Some(TempoColour::Red))];
    by_day(record, |record| record.choice("", &LETTERS, None))
}

/// The days whose mean outdoor temperature is known, degrees Celsius.
pub fn weather(record: &mut Record) -> Option<ByDay<f64>> {
    record.expect_strings(&["step", "unit"]);
    by_day(record, |record| record.number("").filter(|t| (-60.0..60.0).contains(t)))
}
