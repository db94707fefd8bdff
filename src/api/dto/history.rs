//! `history.json`, `waits/….json` and `report/….json`: what was told on days that are over, and what a year was.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Which documents there are of what was told.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HistoryDto {
    pub version: u32,
    /// Days whose waits are published, `YYYY-MM-DD`, ascending.
    pub days: Vec<String>,
    /// Years that have a report, ascending.
    pub years: Vec<i32>,
}

/// The waits that were told on a local day that is over; each of `sites` is a [`SiteWaitsDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WaitsDto {
    pub version: u32,
    /// `YYYY-MM-DD`.
    pub day: String,
    pub step_s: u32,
    /// Always `live`: what was told of older readings is not kept.
    pub basis: Option<String>,
    pub sites: Vec<Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SiteWaitsDto {
    pub id: String,
    /// The beginning of the first step.
    pub start: String,
    /// Of each step as `live.json` told it.
    pub wait_min: Vec<Option<(Option<f64>, Option<f64>)>>,
}

/// A year; each of `sites` is a [`SiteReportDto`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReportDto {
    pub version: u32,
    pub year: i32,
    /// The last day that is counted.
    pub until: String,
    /// On how many days anything was told or heard, and how many the year has.
    pub days: u32,
    pub days_in_year: Option<u32>,
    pub sites: Vec<Value>,
    pub service: Option<ServiceReportDto>,
}

/// Minutes are those of the days that are counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteReportDto {
    pub id: String,
    pub name: Option<String>,
    pub days: Option<u32>,
    pub vehicles: Option<u64>,
    pub vehicles_coverage: Option<f64>,
    pub open_min: Option<u64>,
    pub told_min: Option<u64>,
    pub wait_mean_min: Option<f64>,
    pub wait_median_min: Option<u32>,
    pub wait_p90_min: Option<u32>,
    pub heard_share: Option<f64>,
}

/// What the relay did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ServiceReportDto {
    pub days: Option<u32>,
    pub running_min: Option<u64>,
    pub requests: Option<u64>,
    pub bytes: Option<u64>,
}
