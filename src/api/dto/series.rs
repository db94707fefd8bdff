//! `series/{school}/{meter}/….json`: power over a day, energy over the days of a month or the months of a year.

use serde::Serialize;

/// Mean power over the steps of one local day; a day that still runs ends at the last known step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DaySeriesDto {
    pub version: u32,
    pub school: Option<String>,
    pub meter: Option<String>,
    /// Always `W`.
    pub unit: Option<String>,
    /// The beginning of the local day.
    pub start: String,
    pub step_s: u32,
    pub values: Vec<Option<f64>>,
}

/// Energy of the days of a month, or of the months of a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EnergySeriesDto {
    pub version: u32,
    pub school: Option<String>,
    pub meter: Option<String>,
    /// Always `Wh`.
    pub unit: Option<String>,
    /// `YYYY-MM` or `YYYY`.
    pub start: String,
    /// `day` or `month`.
    pub step: String,
    pub values: Vec<Option<f64>>,
    /// Which share of each was measured; all of it where this is missing.
    pub coverage: Vec<f64>,
}
