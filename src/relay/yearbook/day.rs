//! One local day of a centre, in steps of five minutes as waits are kept.

use chrono::{Duration, NaiveDate};

use super::Histogram;
use crate::{
    domain::{Instant, SiteId},
    relay::{
        store::{ToldWait, WAIT_STEP_S},
        waits::{Lanes, Observation, Passed, counted},
    },
};

/// A sensor is heard for as long as its last report may stand for now (the public API's rule for readings).
const HEARD: Duration = Duration::minutes(20);
/// How far before a day its reports are looked at: what holds at midnight was said before.
pub const BEFORE: Duration = Duration::hours(3);

/// What is kept of a day of a centre. All minutes are whole steps of five.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteDay {
    pub site: SiteId,
    pub date: NaiveDate,
    /// Of the opening hours, or of the whole day where these are not known.
    pub due_min: u32,
    /// `None`: the hours are not known.
    pub open_min: Option<u32>,
    /// While a wait was told.
    pub told_min: u32,
    /// Of the due minutes, those in which a sensor was heard; `None`: there is none, or its reports are no longer kept.
    pub heard_min: Option<u32>,
    /// That passed the barrier; `None`: nothing counted them.
    pub vehicles: Option<u32>,
    /// Of the due minutes, those in which something counted.
    pub counted_min: u32,
    /// The middle of what was told.
    pub waits: Histogram,
}

impl SiteDay {
    /// Whether anything is known of it.
    pub fn has_data(&self) -> bool {
        self.told_min > 0 || self.heard_min.is_some_and(|minutes| minutes > 0) || self.vehicles.is_some()
    }
}

/// What a day is made of.
pub struct Evidence<'a> {
    pub site: &'a SiteId,
    pub date: NaiveDate,
    /// Its first instant, and the one after its last.
    pub bounds: (Instant, Instant),
    /// By the hours; `None` where they are not known.
    pub is_open: &'a dyn Fn(Instant) -> Option<bool>,
    pub waits: &'a [ToldWait],
    /// Reports of its sensors from [`BEFORE`] the day to its end, ascending; `None` where it has no sensor.
    pub reports: Option<&'a [Observation]>,
    pub lanes: &'a Lanes,
}

impl Evidence<'_> {
    pub fn day(&self) -> SiteDay {
        let (start, end) = self.bounds;
        let length = Duration::seconds(WAIT_STEP_S);
        let steps = std::iter::successors(Some(start), |at| Some(*at + length)).take_while(|at| *at < end);
        let open: Vec<(Instant, Option<bool>)> = steps.map(|at| (at, (self.is_open)(at))).collect();
        let due: Vec<Instant> = open.iter().filter(|(_, open)| *open != Some(false)).map(|(at, _)| *at).collect();
        let is_known = open.iter().all(|(_, open)| open.is_some());
        let mut waits = Histogram::default();
        let told = self.waits.iter().filter(|told| (start..end).contains(&told.at));
        for told in told {
            waits.note(told.median);
        }
        let passed = self.reports.and_then(|reports| counted(reports, self.lanes, self.bounds));
        let passed = passed.unwrap_or_default();
        let vehicles = vehicles(&passed, start, end);
        let is_counted = |at: Instant| passed.iter().any(|span| span.from <= at && at < span.until);
        let is_heard = |reports: &[Observation], at: Instant| {
            let end = at + length;
            let last = reports.partition_point(|report| report.at < end).checked_sub(1);
            last.is_some_and(|last| end - reports[last].at <= HEARD)
        };
        let heard = |reports: &[Observation]| minutes(due.iter().filter(|at| is_heard(reports, **at)).count());
        SiteDay {
            site: self.site.clone(),
            date: self.date,
            due_min: minutes(due.len()),
            open_min: is_known.then(|| minutes(due.len())),
            told_min: minutes(waits.steps() as usize),
            heard_min: self.reports.map(heard),
            vehicles,
            counted_min: minutes(due.iter().filter(|at| is_counted(**at)).count()),
            waits,
        }
    }
}

/// What passed in the day; a span belongs to the day in which it ends. `None` where none reaches into it.
fn vehicles(passed: &[Passed], start: Instant, end: Instant) -> Option<u32> {
    let within: Vec<&Passed> = passed.iter().filter(|span| span.until > start && span.until <= end).collect();
    (!within.is_empty()).then(|| within.iter().map(|span| span.vehicles).sum())
}

fn minutes(steps: usize) -> u32 {
    // A day has three hundred steps at most.
    steps as u32 * (WAIT_STEP_S / 60) as u32
}

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
