//! `history.json`, `waits/….json` and `report/….json`: what was told on days that are over, and what a year was.

use serde_json::Value;

use crate::{
    api::{Problems, wire::wire},
    domain::{Coverage, Minutes, ServiceYear, SiteId, SiteYear, WaitsOfYear, YearReport},
};

wire! {
    /// Which documents there are of what was told.
    pub struct HistoryDto {
        pub version: u32,
        /// Days whose waits are published, `YYYY-MM-DD`, ascending.
        pub days: Vec<String> = default,
        /// Years that have a report, ascending.
        pub years: Vec<i32> = default,
    }

    /// The waits that were told on a local day that is over; each of `sites` is a [`SiteWaitsDto`].
    pub struct WaitsDto {
        pub version: u32,
        /// `YYYY-MM-DD`.
        pub day: String,
        pub step_s: u32,
        /// Always `live`: what was told of older readings is not kept.
        pub basis: Option<String>,
        pub sites: Vec<Value> = default,
    }

    pub struct SiteWaitsDto {
        pub id: String,
        /// The beginning of the first step.
        pub start: String,
        /// Of each step as `live.json` told it.
        pub wait_min: Vec<Option<(Option<f64>, Option<f64>)>> = default,
    }

    /// A year; each of `sites` is a [`SiteReportDto`].
    pub struct ReportDto {
        pub version: u32,
        pub year: i32,
        /// The last day that is counted.
        pub until: String,
        /// On how many days anything was told or heard, and how many the year has.
        pub days: u32,
        pub days_in_year: Option<u32>,
        pub sites: Vec<Value> = default,
        pub service: Option<ServiceReportDto>,
    }

    /// Minutes are those of the days that are counted.
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
    pub struct ServiceReportDto {
        pub days: Option<u32>,
        pub running_min: Option<u64>,
        pub requests: Option<u64>,
        pub bytes: Option<u64>,
    }
}

impl ReportDto {
    /// The report; `None` where its last day cannot be read. A centre that cannot be is left out.
    pub fn into_domain(self, problems: &mut Problems) -> Option<YearReport> {
        let Ok(until) = self.until.parse() else {
            problems.add("until", format!("\"{}\" is no day", self.until));
            return None;
        };
        let sites = problems.records("sites", self.sites, site);
        let service = self
            .service
            .and_then(|dto| Some(ServiceYear { days: dto.days?, requests: dto.requests?, bytes: dto.bytes? }));
        Some(YearReport { year: self.year, until, days: self.days, sites, service })
    }
}

fn site(problems: &mut Problems, place: &str, dto: SiteReportDto) -> Option<SiteYear> {
    let Ok(site) = dto.id.parse::<SiteId>() else {
        problems.add(place, format!("\"{}\" is no identifier", dto.id));
        return None;
    };
    let share = |share: f64| Coverage::of(share, 1.0);
    let wait = || {
        let (median, p90) = (Minutes(dto.wait_median_min?), Minutes(dto.wait_p90_min?));
        Some(WaitsOfYear { mean: dto.wait_mean_min?, median, p90 })
    };
    Some(SiteYear {
        site,
        vehicles: dto.vehicles.map(|vehicles| (vehicles, dto.vehicles_coverage.map(share))),
        wait: wait(),
        heard: dto.heard_share.map(share),
    })
}
