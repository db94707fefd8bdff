//! What the demonstration told on days that are over, as if somebody had kept it: `waits/….json` and `report/….json`.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};

use super::{
    centres::Centre,
    live::band,
    model::{Day, minute_of_day},
    today::Today,
};
use crate::{
    domain::{Instant, Minutes, Site, SiteId, WaitInterval, day_bounds},
    relay::{
        Documents,
        store::{ToldWait, WAIT_STEP_S},
        waits::{Lanes, Observation, Passage, Seen},
        yearbook::{Evidence, SiteDay, Year, day_document, history_document},
    },
};

/// How many days are counted, and of how many of them the waits are published.
const DAYS: i64 = 28;
const PUBLISHED: i64 = 7;

/// The documents of the days before today.
pub(super) fn past(seed: u64, today: &Today) -> Documents {
    let mut documents = Documents::default();
    let (mut days, mut years) = (Vec::new(), BTreeMap::<i32, Year>::new());
    for date in (1..=DAYS).rev().map(|back| today.date - Duration::days(back)) {
        let mut told = Vec::new();
        for (centre, site, _) in today.centres() {
            let (day, waits) = kept(seed, (centre, site), today, date);
            years.entry(date.year()).or_default().add(&day);
            told.push((site.id.clone(), waits));
        }
        let document = day_document(date, told.into_iter());
        if let (true, Some(document)) = (date >= today.date - Duration::days(PUBLISHED), document) {
            documents.insert(&format!("waits/{date}.json"), &document);
            days.push(date);
        }
    }
    let name = |of: &SiteId| today.centres().find(|(_, site, _)| site.id == *of)?.1.name.clone();
    for (year, sum) in &years {
        if let Some(report) = sum.report(name) {
            documents.insert(&format!("report/{year:04}.json"), &report);
        }
    }
    documents.insert("history.json", &history_document(&days, &years.into_keys().collect::<Vec<_>>()));
    documents
}

/// A day of a centre as it would have been kept, and what was told on it.
fn kept(seed: u64, (centre, site): (&Centre, &Site), today: &Today, date: NaiveDate) -> (SiteDay, Vec<ToldWait>) {
    let (start, end) = day_bounds(date, &today.zone);
    let queue = Day::of(seed, centre, site, &today.calendar, date);
    let sample_at = |at: Instant| queue.at(minute_of_day(today.zone.local(at)));
    let steps = std::iter::successors(Some(start), |at| Some(*at + Duration::seconds(WAIT_STEP_S)));
    let steps = steps.take_while(|at| *at < end).filter(|_| centre.gate.sensor);
    let (mut waits, mut reports) = (Vec::new(), Vec::new());
    for (at, sample) in steps.filter_map(|at| Some((at, sample_at(at)?))) {
        let site = site.id.clone();
        if let Some(wait) = interval(sample.wait_min) {
            let vehicles = Some(sample.vehicles);
            waits.push(ToldWait { site: site.clone(), at, wait, median: sample.wait_min, vehicles });
        }
        let entered = Seen::Total(Passage::Entry, sample.let_in.into());
        reports.push(Observation { site, sensor: centre.id.into(), at, frame: None, seen: entered });
    }
    let evidence = Evidence {
        site: &site.id,
        date,
        bounds: (start, end),
        is_open: &|at| Some(sample_at(at).is_some()),
        waits: &waits,
        reports: centre.gate.sensor.then_some(&reports),
        lanes: &Lanes::default(),
    };
    (evidence.day(), waits)
}

/// The band that a wait was told in.
fn interval(minutes: f64) -> Option<WaitInterval> {
    let (low, high) = band(minutes);
    WaitInterval::new(Minutes(low? as u32), high.map(|high| Minutes(high as u32)))
}
