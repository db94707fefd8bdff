//! A day of a centre: its openings by the published hours, its demand, its queue.

use chrono::{NaiveDate, NaiveDateTime, Timelike};
use rand::Rng;

use super::{
    centres::Centre,
    demand::day_factor,
    queue::{Run, Sample, Session, day_rng, simulate},
};
use crate::domain::{Calendar, DayPlan, Site};

/// Rain keeps people at home and the first fine day brings them: a factor between 1 minus and 1 plus this, by day.
const WEATHER: f64 = 0.22;

/// How the queue of one centre goes on one local day.
#[derive(Clone, Debug)]
pub(super) struct Day {
    runs: Vec<Run>,
}

impl Day {
    pub fn of(seed: u64, centre: &Centre, site: &Site, calendar: &Calendar, date: NaiveDate) -> Self {
        let mut rng = day_rng(seed, centre.id, date);
        let weather = 1.0 + WEATHER * (2.0 * rng.random::<f64>() - 1.0);
        let capacity = 1.0 / centre.gate.service_min;
        let per_minute = centre.gate.load * capacity * day_factor(date, calendar.is_school_holiday(date)) * weather;
        let runs = sessions(site, calendar, date)
            .into_iter()
            .map(|session| simulate(&mut rng, session, per_minute, centre.gate.service_min))
            .collect();
        Self { runs }
    }

    /// The queue at a minute of the local day; `None` while the hours say closed.
    pub fn at(&self, minute: u32) -> Option<Sample> {
        self.runs.iter().find_map(|run| run.at(minute))
    }
}

/// The openings that begin on a local day.
pub(super) fn sessions(site: &Site, calendar: &Calendar, date: NaiveDate) -> Vec<Session> {
    let margin = site.last_entry.map_or(0, |minutes| minutes.0);
    DayPlan::scheduled(site, calendar, date)
        .spans
        .iter()
        .map(|span| {
            let (opens, closes) = (u32::from(span.from.minutes()), u32::from(span.until.minutes()));
            Session { opens, closes, last_entry: closes.saturating_sub(margin).max(opens) }
        })
        .collect()
}

/// Whole minutes since local midnight.
pub(super) fn minute_of_day(local: NaiveDateTime) -> u32 {
    local.num_seconds_from_midnight() / 60
}
