//! `history.json`, `waits/….json` and `report/….json`: what was told on days that are over, and what a year was.

use crate::{
    api::Record,
    domain::{Coverage, Minutes, ServiceYear, SiteYear, WaitsOfYear, YearReport},
};

/// Days whose waits are published, `YYYY-MM-DD`, and years that have a report, both ascending.
pub fn history(record: &mut Record) -> Option<(Vec<String>, Vec<i32>)> {
    let days = record.strings("days");
    let listed = record.list("years")?;
    let mut years = Vec::with_capacity(listed.len());
    record.for_each_present("years", listed, &mut |record| years.extend(record.i32("")));
    record.is_well_formed().then_some((days, years))
}

/// The waits that were told on a local day that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct DayOfWaits {
    /// `YYYY-MM-DD`.
    pub day: String,
    pub step_s: u32,
    pub sites: Vec<SiteWaits>,
}

/// Those of a centre.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteWaits {
    pub id: String,
    /// The beginning of the first step.
    pub start: String,
    /// Of each step as `live.json` told it: low and high minutes, both unknown where nothing was told.
    pub wait_min: Vec<(Option<f64>, Option<f64>)>,
}

pub fn waits(record: &mut Record) -> Option<DayOfWaits> {
    record.requires(&["day", "step_s"])?;
    record.expect_strings(&["basis"]);
    let (day, step_s) = (record.string("day")?, record.u32("step_s")?);
    let sites = record.list("sites")?;
    record.is_well_formed().then(|| DayOfWaits { day, step_s, sites: record.records_of("sites", sites, site_waits) })
}

fn site_waits(record: &mut Record) -> Option<SiteWaits> {
    record.requires(&["id", "start"])?;
    let (id, start) = (record.string("id")?, record.string("start")?);
    let listed = record.list("wait_min")?;
    let mut wait_min = Vec::with_capacity(listed.len());
    record.for_each("wait_min", listed, &mut |record| {
        let is_told = record.has("") && record.has_places(2);
        wait_min.push(if is_told { (record.number("0"), record.number("1")) } else { (None, None) });
    });
    record.is_well_formed().then_some(SiteWaits { id, start, wait_min })
}

/// A year; inside there is `None` where its last day cannot be read. A centre that cannot be is left out.
pub fn report(record: &mut Record) -> Option<Option<YearReport>> {
    record.requires(&["year", "until", "days"])?;
    let (year, until, days) = (record.i32("year")?, record.date("until"), record.u32("days")?);
    record.u32("days_in_year");
    let service = service(record);
    let sites = record.list("sites")?;
    if !record.is_well_formed() {
        return None;
    }
    let sites = record.records_of("sites", sites, site);
    Some(until.map(|until| YearReport { year, until, days, sites, service }))
}

/// What the relay did.
fn service(record: &mut Record) -> Option<ServiceYear> {
    let mut record = record.record("service")?;
    let (days, requests, bytes) = (record.u32("days"), record.u64("requests"), record.u64("bytes"));
    record.u64("running_min");
    Some(ServiceYear { days: days?, requests: requests?, bytes: bytes? })
}

/// Minutes are those of the days that are counted.
fn site(record: &mut Record) -> Option<SiteYear> {
    record.requires(&["id"])?;
    let share = |record: &mut Record, key: &str| record.number(key).map(|share| Coverage::of(share, 1.0));
    let site = record.site_id("id");
    record.expect_strings(&["name"]);
    for key in ["days", "open_min", "told_min"] {
        record.u64(key);
    }
    let (median, p90) = (record.u32("wait_median_min").map(Minutes), record.u32("wait_p90_min").map(Minutes));
    let mean = record.number("wait_mean_min");
    let coverage = share(record, "vehicles_coverage");
    let year = SiteYear {
        site: site?,
        vehicles: record.u64("vehicles").map(|vehicles| (vehicles, coverage)),
        wait: mean.zip(median.zip(p90)).map(|(mean, (median, p90))| WaitsOfYear { mean, median, p90 }),
        heard: share(record, "heard_share"),
    };
    record.is_well_formed().then_some(year)
}
