//! `profiles.json` of the demonstration: what the same queues did in the past weeks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Duration, NaiveDate};

use super::{
    centres::Centre,
    model::{Day, sessions},
    to_value,
};
use crate::{
    api::{
        VERSION,
        dto::{ProfileDto, ProfilesDto, SlotDto},
    },
    domain::{Calendar, Site},
};

/// How many past weeks are counted.
const WEEKS: u32 = 12;
/// One observation each quarter of an hour, as somebody counting by hand would make.
const STEP_MIN: u32 = 15;
/// A kind of day speaks for itself when it was met so many times on that day of the week.
const ENOUGH_DAYS: usize = 2;

/// Waits of one hour of one day of the week, minutes, and the days they were seen on.
#[derive(Default)]
struct Observed {
    waits: Vec<f64>,
    dates: BTreeSet<NaiveDate>,
}

impl Observed {
    fn slot(&mut self, days: &str, day: u8, hour: u8) -> SlotDto {
        self.waits.sort_unstable_by(f64::total_cmp);
        // The smallest observation that at least this share of all does not exceed.
        let quantile = |percent: usize| self.waits[(self.waits.len() * percent).div_ceil(100) - 1].round();
        SlotDto {
            days: Some(days.to_owned()),
            day,
            hour,
            p50: quantile(50),
            p80: Some(quantile(80)),
            n: Some(self.waits.len() as u32),
        }
    }
}

/// The document, from the weeks before `today`.
pub(super) fn profiles<'a>(
    seed: u64,
    centres: impl Iterator<Item = (&'a Centre, &'a Site)>,
    calendar: &Calendar,
    today: NaiveDate,
) -> ProfilesDto {
    let sites = centres.map(|(centre, site)| {
        let slots = slots(seed, centre, site, calendar, today).iter().map(to_value).collect();
        to_value(&ProfileDto { id: centre.id.to_owned(), slots })
    });
    ProfilesDto { version: VERSION, weeks: Some(WEEKS), sites: sites.collect() }
}

fn slots(seed: u64, centre: &Centre, site: &Site, calendar: &Calendar, today: NaiveDate) -> Vec<SlotDto> {
    // By day of the week, hour and whether it was in school holidays.
    let mut observed: BTreeMap<(u8, u8), [Observed; 2]> = BTreeMap::new();
    for back in 1..=i64::from(WEEKS * 7) {
        let date = today - Duration::days(back);
        let day = Day::of(seed, centre, site, calendar, date);
        for session in sessions(site, calendar, date) {
            // After the last entry nobody may come, so nobody asks how long it takes.
            for minute in (session.opens..session.last_entry).step_by(STEP_MIN as usize) {
                let Some(sample) = day.at(minute) else { continue };
                let slot = (date.weekday().number_from_monday() as u8, (minute / 60 % 24) as u8);
                let kind = &mut observed.entry(slot).or_default()[usize::from(calendar.is_school_holiday(date))];
                kind.waits.push(sample.wait_min);
                kind.dates.insert(date);
            }
        }
    }
    observed.into_iter().flat_map(|((day, hour), kinds)| slots_of_hour(day, hour, kinds)).collect()
}

/// Each kind of day for itself where both were met often enough, otherwise all days together.
fn slots_of_hour(day: u8, hour: u8, [mut term, mut holidays]: [Observed; 2]) -> Vec<SlotDto> {
    if [&term, &holidays].iter().all(|kind| kind.dates.len() >= ENOUGH_DAYS) {
        return vec![term.slot("term", day, hour), holidays.slot("school_holidays", day, hour)];
    }
    term.waits.append(&mut holidays.waits);
    vec![term.slot("any", day, hour)]
}
