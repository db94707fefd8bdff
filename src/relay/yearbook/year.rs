//! A year out of its days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::{Histogram, ServiceDay, SiteDay};
use crate::{
    api::{
        VERSION,
        dto::{ReportDto, ServiceReportDto, SiteReportDto},
    },
    domain::{SiteId, days_in_year},
};

/// What a year came to until now, a day after the other.
#[derive(Debug, Default)]
pub struct Year {
    until: Option<NaiveDate>,
    dates: BTreeSet<NaiveDate>,
    sites: BTreeMap<SiteId, Sum>,
    service: Option<Service>,
}

/// Of one centre. What no day knows stays unknown.
#[derive(Debug, Default)]
struct Sum {
    days: u32,
    open_min: Option<u64>,
    told_min: u64,
    waits: Histogram,
    vehicles: Option<u64>,
    counted_min: u64,
    /// Of the days on which a sensor could be heard.
    due_min: u64,
    heard_min: Option<u64>,
}

#[derive(Debug, Default)]
struct Service {
    days: u32,
    running_s: u64,
    requests: u64,
    bytes: u64,
}

impl Year {
    pub fn add(&mut self, day: &SiteDay) {
        self.until = self.until.max(Some(day.date));
        let sum = self.sites.entry(day.site.clone()).or_default();
        if day.has_data() {
            self.dates.insert(day.date);
            sum.days += 1;
        }
        more(&mut sum.open_min, day.open_min);
        sum.told_min += u64::from(day.told_min);
        sum.waits.add(&day.waits);
        more(&mut sum.vehicles, day.vehicles);
        if day.heard_min.is_some() {
            more(&mut sum.heard_min, day.heard_min);
            sum.due_min += u64::from(day.due_min);
            sum.counted_min += u64::from(day.counted_min);
        }
    }

    pub fn add_service(&mut self, day: &ServiceDay) {
        let service = self.service.get_or_insert_default();
        service.days += 1;
        service.running_s += day.running_s;
        service.requests += day.requests;
        service.bytes += day.bytes;
    }

    /// `None` of a year without a day. `name` is what residents call a centre.
    pub fn report(&self, name: impl Fn(&SiteId) -> Option<String>) -> Option<ReportDto> {
        let until = self.until?;
        let sites = self.sites.iter().map(|(site, sum)| sum.report(site, name(site)));
        Some(ReportDto {
            version: VERSION,
            year: until.year(),
            until: until.to_string(),
            days: self.dates.len() as u32,
            days_in_year: Some(days_in_year(until.year())),
            sites: sites.collect(),
            service: self.service.as_ref().map(|service| ServiceReportDto {
                days: Some(service.days),
                running_min: Some(service.running_s / 60),
                requests: Some(service.requests),
                bytes: Some(service.bytes),
            }),
        })
    }
}

impl Sum {
    fn report(&self, site: &SiteId, name: Option<String>) -> Value {
        let share = |part: u64| (self.due_min > 0).then(|| rounded(part as f64 / self.due_min as f64, 1000.0));
        let dto = SiteReportDto {
            id: site.to_string(),
            name,
            days: Some(self.days),
            vehicles: self.vehicles,
            vehicles_coverage: self.vehicles.and_then(|_| share(self.counted_min)),
            open_min: self.open_min,
            told_min: Some(self.told_min),
            wait_mean_min: self.waits.mean().map(|mean| rounded(mean, 10.0)),
            wait_median_min: self.waits.quantile(50),
            wait_p90_min: self.waits.quantile(90),
            heard_share: self.heard_min.and_then(share),
        };
        serde_json::to_value(dto).expect("wire types have string keys and no failing serialisation")
    }
}

fn more(sum: &mut Option<u64>, more: Option<u32>) {
    if let Some(more) = more {
        *sum.get_or_insert_default() += u64::from(more);
    }
}

fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: &str, waits: &str) -> SiteDay {
        SiteDay {
            site: "riantec".parse().unwrap(),
            date: date.parse().unwrap(),
            due_min: 400,
            open_min: Some(400),
            told_min: 100,
            heard_min: Some(300),
            vehicles: Some(50),
            counted_min: 200,
            waits: waits.parse().unwrap(),
        }
    }

    fn of(days: &[SiteDay]) -> SiteReportDto {
        let mut year = Year::default();
        for day in days {
            year.add(day);
        }
        serde_json::from_value(year.report(|_| None).unwrap().sites[0].clone()).unwrap()
    }

    #[test]
    fn a_year_is_the_sum_of_its_days_and_its_median_that_of_all_waits() {
        let other = SiteDay { heard_min: Some(200), ..day("2026-11-22", "9:15") };
        let site = of(&[day("2026-11-21", "0:10 4:10"), other]);
        assert_eq!(
            (site.days, site.vehicles, site.open_min, site.told_min),
            (Some(2), Some(100), Some(800), Some(200))
        );
        // 0 ten times, 4 ten times, 9 fifteen times.
        assert_eq!((site.wait_mean_min, site.wait_median_min, site.wait_p90_min), (Some(5.0), Some(4), Some(9)));
        assert_eq!((site.heard_share, site.vehicles_coverage), (Some(0.625), Some(0.5)));
    }

    #[test]
    fn what_no_day_knows_is_unknown_and_what_one_day_does_not_know_takes_nothing_from_the_others() {
        let silent = SiteDay {
            told_min: 0,
            heard_min: None,
            vehicles: None,
            open_min: None,
            waits: Histogram::default(),
            ..day("2026-11-20", "")
        };
        let site = of(std::slice::from_ref(&silent));
        assert_eq!((site.days, site.told_min), (Some(0), Some(0)));
        assert_eq!((site.vehicles, site.vehicles_coverage, site.open_min, site.heard_share), (None, None, None, None));
        assert_eq!((site.wait_mean_min, site.wait_median_min), (None, None));
        let site = of(&[silent, day("2026-11-21", "3:1")]);
        assert_eq!((site.days, site.vehicles, site.heard_share), (Some(1), Some(50), Some(0.75)));
    }

    #[test]
    fn the_report_says_how_many_days_it_counts_and_what_the_service_took() {
        let mut year = Year::default();
        year.add(&day("2028-02-29", "3:1"));
        year.add(&SiteDay { site: "queven".parse().unwrap(), ..day("2028-02-29", "3:1") });
        for date in ["2028-02-28", "2028-02-29"] {
            year.add_service(&ServiceDay {
                date: date.parse().unwrap(),
                running_s: 86_400,
                requests: 10,
                bytes: 2_000,
            });
        }
        let report = year.report(|site| Some(site.to_string())).unwrap();
        assert_eq!((report.year, report.days, report.days_in_year), (2028, 1, Some(366)));
        assert_eq!(report.until, "2028-02-29");
        let service = report.service.unwrap();
        assert_eq!(
            (service.days, service.running_min, service.requests, service.bytes),
            (Some(2), Some(2880), Some(20), Some(4_000))
        );
        assert_eq!(Year::default().report(|_| None), None);
    }
}
