//! `benchmarks.json`, `tariffs.json`, `tempo/{YYYY}.json`, `weather/{YYYY}.json`: what a household's own figures are held
//! against. The figures themselves are not in this API.

use chrono::Days;
use serde_json::Value;

use crate::{
    api::{
        Problems,
        dto::TextDto,
        text::{date, local_text},
        wire::wire,
    },
    domain::{
        ClockTime, WattHours,
        household::{Benchmark, ByDay, Hours, Money, Period, Tariff, TariffOption, TempoCalendar, TempoColour},
        short_decimal,
    },
};

wire! {
    /// Where a figure comes from.
    pub struct OriginDto {
        pub name: String,
        pub url: Option<String>,
        pub year: Option<u32>,
    }

    /// The document; each of `households` is a [`BenchmarkDto`].
    pub struct BenchmarksDto {
        pub version: u32,
        pub households: Vec<Value> = default,
    }

    pub struct BenchmarkDto {
        pub id: String,
        pub label: TextDto,
        pub kwh_per_year: f64,
        pub source: OriginDto,
    }

    /// The document; each of `tariffs` is a [`TariffDto`].
    pub struct TariffsDto {
        pub version: u32,
        pub currency: Option<String>,
        pub tariffs: Vec<Value> = default,
    }

    pub struct TariffDto {
        pub id: String,
        /// `base`, `off-peak` or `tempo`.
        pub option: Option<String>,
        pub kva: Option<u32>,
        pub taxes_included: Option<bool>,
        pub label: Option<TextDto>,
        pub from: Option<String>,
        pub until: Option<String>,
        pub standing_per_year: f64,
        pub periods: Vec<Value> = default,
        pub source: Option<OriginDto>,
    }

    pub struct TariffPeriodDto {
        pub id: String,
        pub label: Option<TextDto>,
        pub per_kwh: f64,
        pub hours: Vec<(String, String)> = default,
        /// `blue`, `white` or `red`: on days of this colour only.
        pub colour: Option<String>,
    }

    /// A letter a day, from `start` on: `B`, `W` or `R`.
    pub struct TempoDto {
        pub version: u32,
        pub start: String,
        pub values: Vec<Option<String>> = default,
        pub source: Option<OriginDto>,
    }

    /// Mean outdoor temperature a day, from `start` on.
    pub struct WeatherDto {
        pub version: u32,
        pub start: String,
        /// Always `day`.
        pub step: Option<String>,
        /// Always `degC`.
        pub unit: Option<String>,
        pub values: Vec<Option<f64>> = default,
        pub source: Option<OriginDto>,
    }
}

impl BenchmarksDto {
    pub fn into_domain(self, problems: &mut Problems) -> Vec<Benchmark> {
        problems.records("households", self.households, |problems, place, dto: BenchmarkDto| {
            let (Some(label), true) = (local_text(Some(dto.label)), (1.0..1e6).contains(&dto.kwh_per_year)) else {
                problems.add(place, format!("{} kWh a year is no benchmark", short_decimal(dto.kwh_per_year)));
                return None;
            };
            let (source, source_url, year) = (dto.source.name, dto.source.url, dto.source.year);
            Some(Benchmark {
                id: dto.id,
                label,
                per_year: WattHours(dto.kwh_per_year * 1000.0),
                source,
                source_url,
                year,
            })
        })
    }
}

impl TariffsDto {
    /// Tariffs in euros; others cannot be reckoned with.
    pub fn into_domain(self, problems: &mut Problems) -> Vec<Tariff> {
        if let Some(currency) = self.currency.filter(|currency| currency != "EUR") {
            problems.add("currency", format!("\"{currency}\" is not known"));
            return Vec::new();
        }
        problems.records("tariffs", self.tariffs, tariff)
    }
}

fn tariff(problems: &mut Problems, place: &str, dto: TariffDto) -> Option<Tariff> {
    let option = match dto.option.as_deref() {
        Some("base") => TariffOption::Base,
        Some("off-peak") => TariffOption::OffPeak,
        Some("tempo") => TariffOption::Tempo,
        other => {
            problems.add(place, format!("option \"{}\" is not known", other.unwrap_or_default()));
            return None;
        }
    };
    let day = |problems: &mut Problems, text: Option<String>| text.and_then(|text| problems.ok(place, date(&text)));
    let (from, until) = (day(problems, dto.from), day(problems, dto.until));
    let standing_per_year = price(problems, place, dto.standing_per_year)?;
    let count = dto.periods.len();
    let periods = problems.records(&format!("{place}.periods"), dto.periods, period);
    // A tariff that lacks a price would make a bill too low.
    if periods.is_empty() || periods.len() < count {
        return None;
    }
    let source = dto.source.map(|source| (source.name, source.url));
    let (id, kva, taxes_included, label) = (dto.id, dto.kva, dto.taxes_included, local_text(dto.label));
    Some(Tariff { id, option, kva, label, taxes_included, from, until, standing_per_year, periods, source })
}

fn period(problems: &mut Problems, place: &str, dto: TariffPeriodDto) -> Option<Period> {
    let colour = match dto.colour.as_deref() {
        None => None,
        Some("blue") => Some(TempoColour::Blue),
        Some("white") => Some(TempoColour::White),
        Some("red") => Some(TempoColour::Red),
        Some(other) => {
            problems.add(place, format!("colour \"{other}\" is not known"));
            return None;
        }
    };
    let price = price(problems, place, dto.per_kwh)?;
    let mut hours = Vec::new();
    for (from, until) in &dto.hours {
        let [from, until] = [from, until].map(|text| text.parse::<ClockTime>().ok().map(ClockTime::minutes));
        let Some(span) = from.zip(until).and_then(|(from, until)| Hours::new(from, until)) else {
            problems.add(place, "hours that are no part of a day");
            return None;
        };
        hours.push(span);
    }
    Some(Period { id: dto.id, label: local_text(dto.label), price, hours, colour })
}

fn price(problems: &mut Problems, place: &str, euros: f64) -> Option<Money> {
    let price = Money::from_euros(euros);
    if price.is_none() {
        problems.add(place, format!("{} is no price", short_decimal(euros)));
    }
    price
}

/// The days of a list that begins on `start`.
fn by_day<T: Copy, V>(problems: &mut Problems, start: &str, values: Vec<V>, read: fn(V) -> Option<T>) -> ByDay<T> {
    let Some(start) = problems.ok("start", date(start)) else { return ByDay::default() };
    let day = |(number, value): (u64, V)| Some((start.checked_add_days(Days::new(number))?, read(value)?));
    (0..).zip(values).filter_map(day).collect()
}

impl TempoDto {
    /// The days whose colour is known.
    pub fn into_domain(self, problems: &mut Problems) -> TempoCalendar {
        by_day(problems, &self.start, self.values, |letter: Option<String>| match letter.as_deref() {
            Some("B") => Some(TempoColour::Blue),
            Some("W") => Some(TempoColour::White),
            Some("R") => Some(TempoColour::Red),
            Some(_) | None => None,
        })
    }
}

impl WeatherDto {
    /// The days whose temperature is known, degrees Celsius.
    pub fn into_domain(self, problems: &mut Problems) -> ByDay<f64> {
        by_day(problems, &self.start, self.values, |value: Option<f64>| value.filter(|t| (-60.0..60.0).contains(t)))
    }
}
