//! Sentences about a household's electricity, each with the period and the doubt that belong to it.

use chrono::Weekday;

use super::{HouseholdTexts, date_range, energy, euros, power};
use crate::domain::{
    Instant, Zone,
    household::{Bill, BusyTime, Curve, SunForMachine, YearlyUse},
};

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// A year's consumption with its period, or what is known of a shorter one.
pub fn consumption_words(t: &HouseholdTexts, curve: &Curve, (from, until): (Instant, Instant), zone: &Zone) -> String {
    if let Some(year) = YearlyUse::of(curve, until, zone) {
        let period = date_range(t, (from, until), zone);
        return (t.glance_year)(&energy(t, year.energy), year.missing_days, &period);
    }
    let sum = curve.sum(from, until);
    let days = (until - from).num_days() as f64 * sum.coverage.share();
    // A few hours are a day of which something is known.
    (t.glance_known)(&energy(t, sum.energy), (days.round() as i64).max(1))
}

/// What a bill comes to: "at least" where a part of it is not known, `None` where nothing has a price.
pub fn bill_words(t: &HouseholdTexts, bill: &Bill, period: &str) -> Option<String> {
    if bill.unpriced.0 > 0.0 && bill.energy().0 <= 0.0 {
        return None;
    }
    let total = euros(t, bill.total);
    Some(if bill.is_whole() { (t.bill_sentence)(&total, period) } else { (t.bill_at_least)(&total, period) })
}

/// When the home usually uses most.
pub fn busy_words(t: &HouseholdTexts, busy: &BusyTime) -> String {
    let days: Vec<Weekday> = busy.days.iter().map(|day| DAYS[*day]).collect();
    if busy.is_flat() && days.len() == DAYS.len() {
        return (t.week_flat)(&power(t, busy.power));
    }
    (t.week_sentence)(&(t.usual_days)(&days), &(t.usual_hours)(busy.from, busy.until), &power(t, busy.power))
}

/// How often what was fed in would have run a machine.
pub fn machine_words(t: &HouseholdTexts, sun: SunForMachine) -> String {
    match sun.days {
        0 => (t.sun_no_machine)(sun.of),
        days => (t.sun_machine)(days, sun.of, u16::from(sun.best_hour)),
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
