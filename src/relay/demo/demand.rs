//! How many vehicles come to a centre, minute by minute: the invented part of the demonstration.

use chrono::{Datelike, NaiveDate};

/// Factor of each month, January first: gardens and spring cleaning.
const MONTH: [f64; 12] = [0.70, 0.75, 0.95, 1.12, 1.15, 1.08, 1.02, 1.00, 1.02, 1.04, 0.98, 0.72];
/// Factor of each day of the week, Monday first.
const WEEKDAY: [f64; 7] = [1.02, 0.78, 0.86, 0.76, 0.88, 1.42, 1.20];
/// School holidays bring more people on working days and fewer on Saturdays, when they are away.
const HOLIDAY_WORKING_DAY: f64 = 1.12;
const HOLIDAY_WEEKEND: f64 = 0.92;
/// Factor of each hour of local time: ordinary at 10, fewer towards noon, a second wave in the early afternoon.
const HOUR: [f64; 24] = [
    0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6, 0.8, 1.0, 1.0, 0.74, 0.60, 0.85, 1.0, 0.82, 0.78, 0.64, 0.5, 0.5, 0.5, 0.5,
    0.5, 0.5,
];
/// People who did not want to wait and so came at the opening: that much more at first, fading by this many minutes.
const RUSH: f64 = 0.80;
const RUSH_FADES_MIN: f64 = 20.0;
/// How long before the opening the first ones stand at the gate, and how many come then compared with later.
pub(super) const EARLY_MIN: u32 = 15;
const EARLY: f64 = 0.75;

/// The factor of a local date by its season, day of the week and whether it lies in school holidays.
pub(super) fn day_factor(date: NaiveDate, is_school_holiday: bool) -> f64 {
    let weekday = date.weekday().num_days_from_monday() as usize;
    let holiday = match (is_school_holiday, weekday) {
        (false, _) => 1.0,
        (true, 0..5) => HOLIDAY_WORKING_DAY,
        (true, _) => HOLIDAY_WEEKEND,
    };
    MONTH[date.month0() as usize] * WEEKDAY[weekday] * holiday
}

/// The factor of a minute of the local day during an opening from `opens` to `last_entry`, also minutes of the day.
pub(super) fn minute_factor(minute: u32, opens: u32, last_entry: u32) -> f64 {
    if minute < opens {
        return if opens - minute <= EARLY_MIN { EARLY } else { 0.0 };
    }
    if minute >= last_entry {
        return 0.0;
    }
    let since_opening = f64::from(minute - opens);
    HOUR[(minute / 60 % 24) as usize] * (1.0 + RUSH * (-since_opening / RUSH_FADES_MIN).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_comes_long_before_the_opening_or_after_the_last_entry() {
        let factor = |minute| minute_factor(minute, 600, 735);
        assert!(factor(600 - EARLY_MIN - 1) < f64::EPSILON);
        assert!(factor(600 - EARLY_MIN) > 0.0);
        assert!(factor(734) > 0.0);
        assert!(factor(735) < f64::EPSILON);
    }

    #[test]
    fn a_spring_saturday_draws_more_than_a_winter_tuesday() {
        let day = |date: &str| day_factor(date.parse().unwrap(), false);
        assert!(day("2026-05-16") > 2.0 * day("2026-01-13"));
    }
}
