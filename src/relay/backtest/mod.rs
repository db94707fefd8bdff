//! How good the forecast for arrival would have been, on waits that were told.

mod demo;

use std::{collections::BTreeMap, fmt};

use chrono::{Datelike, Duration, NaiveDate, Timelike};

use super::store::{ToldWait, profiles};
use crate::domain::{Calendar, Instant, MeasuredWait, Profile, SiteId, Slot, Zone, forecast};

pub use demo::demo_waits;

/// How long people drive, and some plan ahead.
const AHEAD_MIN: [i64; 4] = [10, 20, 30, 60];
/// What is usual is learned from the days before the week that is judged, and from so many at least.
const LEARNED_DAYS: i64 = 28;
/// A wait told this close to the arrival is what came of it.
const NEAR: Duration = Duration::minutes(5);

/// Mean absolute errors in minutes over so many questions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Errors {
    pub questions: u32,
    pub forecast: f64,
    /// The wait of now, as if nothing changed.
    pub last_value: f64,
    /// The mean of all waits of the centre.
    pub plain_mean: f64,
    /// What is usual, whatever is measured.
    pub usual: f64,
}

/// Errors by how far ahead was looked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backtest(pub Vec<(i64, Errors)>);

/// Asks at each told wait for the wait of some minutes later, knowing only what was known then.
pub fn backtest(waits: &[ToldWait], calendar: &Calendar, zone: &Zone) -> Backtest {
    let mut sums: BTreeMap<i64, Errors> = BTreeMap::new();
    let date = |at: Instant| zone.local(at).date();
    let (Some(first), Some(last)) = (waits.iter().map(|w| w.at).min(), waits.iter().map(|w| w.at).max()) else {
        return Backtest::default();
    };
    let mut week = date(first) + Duration::days(LEARNED_DAYS);
    while week <= date(last) {
        let next = week + Duration::days(7);
        let past: Vec<ToldWait> = waits.iter().filter(|told| date(told.at) < week).cloned().collect();
        let known = Known { profiles: profiles(&past, calendar, zone), means: means(&past), calendar, zone };
        let asked: Vec<&ToldWait> = waits.iter().filter(|told| (week..next).contains(&date(told.at))).collect();
        judge(&asked, &known, &mut sums);
        week = next;
    }
    Backtest(sums.into_iter().map(|(ahead, sum)| (ahead, sum.mean())).collect())
}

/// What was known at the beginning of a week.
struct Known<'a> {
    profiles: Vec<Profile>,
    means: BTreeMap<SiteId, f64>,
    calendar: &'a Calendar,
    zone: &'a Zone,
}

impl Known<'_> {
    fn usual(&self, site: &SiteId, at: Instant) -> Option<&Slot> {
        let local = self.zone.local(at);
        let profile = self.profiles.iter().find(|profile| profile.site == *site)?;
        let is_holiday = self.calendar.is_school_holiday(local.date());
        profile.usual(local.weekday().number_from_monday() as u8, local.hour() as u8, is_holiday)
    }
}

fn means(waits: &[ToldWait]) -> BTreeMap<SiteId, f64> {
    let mut sums: BTreeMap<SiteId, (f64, f64)> = BTreeMap::new();
    for told in waits {
        let sum = sums.entry(told.site.clone()).or_default();
        *sum = (sum.0 + told.median, sum.1 + 1.0);
    }
    sums.into_iter().map(|(site, (sum, n))| (site, sum / n)).collect()
}

fn judge(asked: &[&ToldWait], known: &Known, sums: &mut BTreeMap<i64, Errors>) {
    let mut by_day: BTreeMap<(&SiteId, NaiveDate), Vec<&ToldWait>> = BTreeMap::new();
    for told in asked {
        by_day.entry((&told.site, known.zone.local(told.at).date())).or_default().push(told);
    }
    for ((site, _), day) in by_day {
        for now in &day {
            for ahead in AHEAD_MIN {
                let arrival = now.at + Duration::minutes(ahead);
                let Some(came) = day.iter().find(|told| (told.at - arrival).abs() < NEAR) else { continue };
                let measured = MeasuredWait { wait: now.wait, at: now.at };
                let (usual_now, usual_then) = (known.usual(site, now.at), known.usual(site, arrival));
                let (Some(usual), Some(mean)) = (usual_then, known.means.get(site)) else { continue };
                let Some(said) = forecast(Some(measured), usual_now, usual_then, arrival) else { continue };
                let error = |minutes: f64| (minutes - came.median).abs();
                let sum = sums.entry(ahead).or_default();
                sum.questions += 1;
                sum.forecast += error(f64::from(said.wait.0));
                sum.last_value += error(f64::from(now.wait.expected().0));
                sum.plain_mean += error(*mean);
                sum.usual += error(f64::from(usual.median.0));
            }
        }
    }
}

impl Errors {
    fn mean(self) -> Self {
        let n = f64::from(self.questions.max(1));
        Self {
            questions: self.questions,
            forecast: self.forecast / n,
            last_value: self.last_value / n,
            plain_mean: self.plain_mean / n,
            usual: self.usual / n,
        }
    }
}

impl fmt::Display for Backtest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return writeln!(f, "not enough history: five weeks of waits are needed");
        }
        writeln!(f, "mean error in minutes")?;
        writeln!(
            f,
            "{:>8} {:>10} {:>10} {:>11} {:>11} {:>7}",
            "ahead", "questions", "forecast", "last value", "plain mean", "usual"
        )?;
        for (ahead, errors) in &self.0 {
            let Errors { questions, forecast, last_value, plain_mean, usual } = errors;
            writeln!(
                f,
                "{ahead:>4} min {questions:>10} {forecast:>10.2} {last_value:>11.2} {plain_mean:>11.2} {usual:>7.2}"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_judged_without_weeks_to_learn_from() {
        let nothing = backtest(&[], &Calendar::default(), &Zone::fixed(60));
        assert_eq!(nothing.to_string(), "not enough history: five weeks of waits are needed\n");
    }
}
