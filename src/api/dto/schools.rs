//! `schools.json` and `schools_live.json`: public buildings, their meters and what those say now.

use serde::Serialize;
use serde_json::Value;

/// The document; each of `schools` is a [`SchoolDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SchoolsDto {
    pub version: u32,
    pub schools: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SchoolDto {
    pub id: String,
    /// `school` where it says nothing.
    pub kind: Option<String>,
    pub name: Option<String>,
    pub commune: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub pupils: Option<u32>,
    pub pv_peak_w: Option<f64>,
    /// `YYYY-MM`.
    pub since: Option<String>,
    pub meters: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MeterDto {
    pub id: String,
    pub kind: String,
    /// Always `W`.
    pub unit: Option<String>,
    pub step_s: Option<u32>,
    /// `YYYY-MM-DD`.
    pub best_day: Option<String>,
    pub best_wh: Option<f64>,
}

/// The document; each of `meters` is a [`MeterReadingDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SchoolsLiveDto {
    pub version: u32,
    pub generated_at: Option<String>,
    pub meters: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MeterReadingDto {
    pub school: String,
    pub meter: String,
    pub at: Option<String>,
    /// Watts.
    pub value: Option<f64>,
    /// Watt-hours since the local midnight.
    pub today_wh: Option<f64>,
    /// The share of the time since then that was measured, 0 to 1.
    pub today_coverage: Option<f64>,
}
