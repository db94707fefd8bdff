//! What a year was at the centres, as far as it is known, and what the service itself took.

use chrono::{Datelike, NaiveDate};

use super::{Coverage, Minutes, SiteId};

/// A year of a territory.
#[derive(Clone, Debug, PartialEq)]
pub struct YearReport {
    pub year: i32,
    /// The last day that it counts.
    pub until: NaiveDate,
    /// On how many days anything was told or heard.
    pub days: u32,
    pub sites: Vec<SiteYear>,
    pub service: Option<ServiceYear>,
}

/// A year of one centre.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteYear {
    pub site: SiteId,
    /// Vehicles that barriers and counters saw pass, and in which share of the time anything counted them.
    pub vehicles: Option<(u64, Option<Coverage>)>,
    /// What was told of waits; `None` where nothing was.
    pub wait: Option<WaitsOfYear>,
    /// In which share of the opening hours a sensor was heard; `None` where there is none.
    pub heard: Option<Coverage>,
}

/// Waits that were told, in minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitsOfYear {
    pub mean: f64,
    /// Half of the time the wait was no longer.
    pub median: Minutes,
    /// Nine times of ten it was no longer.
    pub p90: Minutes,
}

/// What the relay answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceYear {
    pub days: u32,
    pub requests: u64,
    /// Of the bodies that were sent.
    pub bytes: u64,
}

/// How many days a year has.
pub fn days_in_year(year: i32) -> u32 {
    NaiveDate::from_ymd_opt(year, 12, 31).map_or(365, |last| last.ordinal())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leap_year_has_a_day_more() {
        assert_eq!([2026, 2028, 2100].map(days_in_year), [365, 366, 365]);
    }
}
