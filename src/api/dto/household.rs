//! `benchmarks.json`, `tariffs.json`, `tempo/{YYYY}.json`, `weather/{YYYY}.json`: what a household's own figures are held
//! against. The figures themselves are not in this API.

use serde::Serialize;
use serde_json::Value;

use super::TextDto;

/// Where a figure comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OriginDto {
    pub name: String,
    pub url: Option<String>,
    pub year: Option<u32>,
}

/// The document; each of `households` is a [`BenchmarkDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BenchmarksDto {
    pub version: u32,
    pub households: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BenchmarkDto {
    pub id: String,
    pub label: TextDto,
    pub kwh_per_year: f64,
    pub source: OriginDto,
}

/// The document; each of `tariffs` is a [`TariffDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TariffsDto {
    pub version: u32,
    pub currency: Option<String>,
    pub tariffs: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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
    pub periods: Vec<Value>,
    pub source: Option<OriginDto>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TariffPeriodDto {
    pub id: String,
    pub label: Option<TextDto>,
    pub per_kwh: f64,
    pub hours: Vec<(String, String)>,
    /// `blue`, `white` or `red`: on days of this colour only.
    pub colour: Option<String>,
}

/// A letter a day, from `start` on: `B`, `W` or `R`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TempoDto {
    pub version: u32,
    pub start: String,
    pub values: Vec<Option<String>>,
    pub source: Option<OriginDto>,
}

/// Mean outdoor temperature a day, from `start` on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WeatherDto {
    pub version: u32,
    pub start: String,
    /// Always `day`.
    pub step: Option<String>,
    /// Always `degC`.
    pub unit: Option<String>,
    pub values: Vec<Option<f64>>,
    pub source: Option<OriginDto>,
}
