//! Public holidays that hold at some centres of a territory and not at others, and those that are not known.

use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{Arc, PoisonError},
};

use axum::body::Bytes;
use chrono::{Datelike, Duration, NaiveDate};
use serde_json::{Value, json, value::RawValue};

use super::{
    SitesFile,
    announced::{Unclear, listed},
};
use crate::{
    domain::{Calendar, FrenchArea, Instant, PublicHoliday, Site, SiteId},
    relay::{
        holidays::{SiteArea, french_name, own_days},
        outline::members,
    },
};

/// Centres that one line names.
const NAMED: usize = 8;
/// Holidays have to be known for so many days ahead, so that residents never read that hours are to be confirmed.
const AHEAD: Duration = Duration::days(30);
/// How what is not known of them is settled.
const HOW: &str = "list them in [territory] public_holidays";
/// A list should reach so many days ahead.
const A_YEAR: Duration = Duration::days(365);

/// `sites.json` as it is published, and where in it its records stand.
#[derive(Clone, Debug)]
pub(super) struct Published {
    pub bytes: Bytes,
    pub records: Range<usize>,
}

impl SitesFile {
    /// The document in the local year of an instant: where public holidays differ within the territory, they stand as
    /// exceptions at the centres that have them.
    pub(super) fn published(&self, now: Instant) -> Published {
        let base = || Published { bytes: self.document.clone(), records: self.records.clone() };
        if self.areas.other.is_empty() {
            return base();
        }
        let year = now.with_timezone(&self.time_zone).year();
        // Each is replaced as a whole.
        let mut made = self.regional.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, published)) = &*made
            && *of == year
        {
            return published.clone();
        }
        let days: BTreeMap<&SiteId, Vec<Value>> = self
            .sites
            .iter()
            .filter_map(|site| Some((&site.id, self.days_of(site, *self.areas.other.get(&site.id)?, year))))
            .filter(|(_, days)| !days.is_empty())
            .collect();
        let published = if days.is_empty() {
            base()
        } else {
            base().with_each(self, |site, record| {
                let Some(days) = days.get(&site.id) else { return false };
                let all = listed(record.get("exceptions")).into_iter().chain(days.iter().cloned());
                record["exceptions"] = all.collect();
                true
            })
        };
        *made = Some((year, published.clone()));
        published
    }

    /// The days of this year and the next that the common list does not have, as exceptions of a centre.
    fn days_of(&self, site: &Site, area: SiteArea, year: i32) -> Vec<Value> {
        if site.closed_on_public_holidays == Some(false) {
            return Vec::new();
        }
        let (area, is_known) = match area {
            SiteArea::Known(area) => (area, true),
            SiteArea::Perhaps(area) => (area, false),
        };
        let given = self.given_calendar();
        let is_open = |date: NaiveDate| {
            // What the territory lists counts, and what it says of a day counts more.
            given.public_holiday(date) == PublicHoliday::Unknown && site.exceptions.iter().all(|day| day.date != date)
        };
        let days = [year, year + 1].into_iter().flat_map(|year| own_days(area, year));
        let days = days.filter(|(date, _)| is_open(*date)).map(|(date, day)| {
            let name = json!(french_name(day));
            if is_known && site.closed_on_public_holidays == Some(true) {
                json!({"date": date.to_string(), "open": [], "reason": name})
            } else {
                Unclear::day(date, Some(name))
            }
        });
        days.collect()
    }

    /// The days of centres that have other public holidays than the whole territory; those of which that is not known have none
    /// here, since nobody can say that they are closed.
    pub(in crate::relay) fn regional_calendars(&self, common: &Calendar) -> BTreeMap<SiteId, Arc<Calendar>> {
        let mut made: Vec<(FrenchArea, Arc<Calendar>)> = Vec::new();
        let mut of = |area: FrenchArea| {
            if let Some((_, calendar)) = made.iter().find(|(other, _)| *other == area) {
                return Arc::clone(calendar);
            }
            let school_holidays = common.school_holidays.clone();
            let calendar = Arc::new(Calendar { area: Some(area), school_holidays, ..self.given_calendar() });
            made.push((area, Arc::clone(&calendar)));
            calendar
        };
        let known = self.areas.other.iter().filter_map(|(id, area)| match area {
            SiteArea::Known(area) => Some((id.clone(), of(*area))),
            SiteArea::Perhaps(_) => None,
        });
        known.collect()
    }

    /// What is wrong with the public holidays of the territory, and what will be.
    pub(in crate::relay) fn holiday_faults(&self, now: Instant) -> (Vec<String>, Vec<String>) {
        let (mut wrong, mut hints) = (Vec::new(), Vec::new());
        let today = now.with_timezone(&self.time_zone).date_naive();
        let (calendar, zone) = (Calendar { area: self.areas.common, ..self.given_calendar() }, self.time_zone.name());
        let concerned: Vec<&SiteId> = self.sites.iter().filter(|site| may_close(site)).map(|site| &site.id).collect();
        let unknown_within = |ahead: Duration| {
            let days = today.iter_days().take_while(|date| *date - today <= ahead);
            days.into_iter().find(|date| calendar.public_holiday(*date) == PublicHoliday::Unknown)
        };
        let is_concerned = !concerned.is_empty();
        if let Some(from) = unknown_within(AHEAD).filter(|_| is_concerned) {
            wrong.push(format!(
                "the public holidays of the time zone {zone} are not known from {from} on, and each day is shown as to be \
                 confirmed at centres that may close on them: {HOW}: {}",
                named(&concerned)
            ));
        } else if let Some(from) = unknown_within(A_YEAR).filter(|_| is_concerned) {
            hints.push(format!("public holidays are not known from {from} on: {HOW}, a year ahead"));
        }
        let uncertain = |area: &SiteArea| matches!(area, SiteArea::Perhaps(_));
        let year = today.year();
        let perhaps: Vec<&SiteId> = self
            .sites
            .iter()
            .filter(|site| may_close(site) && self.areas.other.get(&site.id).is_some_and(uncertain))
            .filter(|site| {
                self.areas.other.get(&site.id).is_some_and(|area| !self.days_of(site, *area, year).is_empty())
            })
            .map(|site| &site.id)
            .collect();
        if !perhaps.is_empty() {
            wrong.push(format!(
                "whether the holidays of Alsace and Moselle or of a department overseas hold there is not known, and these days are \
                 shown as to be confirmed: write the postcode of the place into the address, or {HOW}: {}",
                named(&perhaps)
            ));
        }
        let notes: [(&[SiteId], &str); 3] = [
            (
                &self.areas.contradictory,
                "the postcode of the address and the position lie in departments with different public holidays",
            ),
            (
                &self.areas.by_other_clocks,
                "the centre lies where other clocks count than those of the territory's time_zone",
            ),
            (
                &self.areas.outside,
                "the position lies outside of France, whose clocks count; are lat and lon exchanged?",
            ),
        ];
        for (sites, what) in notes.into_iter().filter(|(sites, _)| !sites.is_empty()) {
            wrong.push(format!("{what}: {}", named(&sites.iter().collect::<Vec<_>>())));
        }
        (wrong, hints)
    }
}

impl Published {
    /// The same with some records changed; `change` returns whether it did.
    pub fn with_each(&self, file: &SitesFile, change: impl Fn(&Site, &mut Value) -> bool) -> Self {
        let records: Vec<&RawValue> = members(&self.bytes)
            .and_then(|members| serde_json::from_str(members.get("sites")?.get()).ok())
            .unwrap_or_default();
        let mut written = Vec::with_capacity(self.records.len());
        // The records stand in the order of the centres.
        for (record, site) in records.into_iter().zip(&file.sites) {
            written.extend_from_slice(if written.is_empty() { b"" } else { b"," });
            let mut value: Value = serde_json::from_str(record.get()).unwrap_or_default();
            if change(site, &mut value) {
                serde_json::to_writer(&mut written, &value).expect("what was read can be written to memory");
            } else {
                written.extend_from_slice(record.get().as_bytes());
            }
        }
        let (start, length) = (self.records.start, written.len());
        let bytes = [&self.bytes[..start], &written, &self.bytes[self.records.end..]].concat().into();
        Self { bytes, records: start..start + length }
    }
}

/// Whether public holidays bear on when a centre is open.
fn may_close(site: &Site) -> bool {
    site.closed_on_public_holidays != Some(false) && site.hours.as_ref().is_some_and(|hours| !hours.is_empty())
}

fn named(sites: &[&SiteId]) -> String {
    let shown: Vec<String> = sites.iter().take(NAMED).map(ToString::to_string).collect();
    let more = sites.len() - shown.len();
    shown.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}
