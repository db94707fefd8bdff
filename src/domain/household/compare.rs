//! This year against last, against others, and against the cold.

use chrono::{Days, NaiveDate};

use super::{ByDay, Curve, Step, Window, windows};
use crate::domain::{Instant, LocalText, WattHours, Zone};

/// The energy of the local days that are known whole.
pub fn whole_days(curve: &Curve, zone: &Zone) -> ByDay<WattHours> {
    let days = windows(curve, Step::Day, zone);
    days.iter()
        .filter_map(|day| {
            let sum = curve.sum_of(day);
            sum.coverage.is_full().then_some((day.first_day, sum.energy))
        })
        .collect()
}

/// Two years held against each other by the days that are known in both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearOnYear {
    pub days: usize,
    pub now: WattHours,
    pub before: WattHours,
    /// The last of the days.
    pub until: NaiveDate,
}

impl YearOnYear {
    /// Of the last 52 weeks; each day goes with the one 52 weeks before, so that Sundays meet Sundays and no day is in both
    /// years. `None` where fewer than thirty days have a partner.
    pub fn of(days: &ByDay<WattHours>) -> Option<Self> {
        const LEAST: usize = 30;
        const BACK: Days = Days::new(364);
        let until = days.last()?;
        let from = until.checked_sub_days(BACK)?;
        let recent = days.iter().filter(|(day, _)| *day > from);
        let pair = |(day, now): (NaiveDate, WattHours)| Some((now, days.get(day.checked_sub_days(BACK)?)?));
        let pairs: Vec<(WattHours, WattHours)> = recent.filter_map(pair).collect();
        (pairs.len() >= LEAST).then(|| Self {
            days: pairs.len(),
            now: pairs.iter().map(|(now, _)| *now).sum(),
            before: pairs.iter().map(|(_, before)| *before).sum(),
            until,
        })
    }

    /// What one uses more now, as a share; less is below nothing.
    pub fn change(&self) -> f64 {
        (self.now.0 - self.before.0) / self.before.0.max(1.0)
    }
}

/// The energy of a year, from the last twelve months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearlyUse {
    /// As known, or stretched over the few days that are missing.
    pub energy: WattHours,
    pub missing_days: usize,
}

impl YearlyUse {
    /// `None` where more than one day in ten is missing: seasons differ too much for a guess.
    pub fn of(curve: &Curve, until: Instant, zone: &Zone) -> Option<Self> {
        let last = zone.local(until).date();
        let first = last.checked_sub_days(Days::new(365))?;
        let window = Window {
            first_day: first,
            from: super::sums::midnight(zone, first),
            until: super::sums::midnight(zone, last),
        };
        let sum = curve.sum_of(&window);
        let share = sum.coverage.share();
        (share >= 0.9).then(|| Self {
            energy: WattHours(sum.energy.0 / share),
            missing_days: ((1.0 - share) * 365.0).round() as usize,
        })
    }
}

/// What a household of some kind uses in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    pub id: String,
    pub label: LocalText,
    pub per_year: WattHours,
    pub source: String,
    pub source_url: Option<String>,
    pub year: Option<u32>,
}

/// How a home's use follows the cold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heating {
    /// More for each degree that a day is below [`Heating::THRESHOLD`].
    pub per_degree_day: WattHours,
    /// A day without heating.
    pub without: WattHours,
    /// What the cold made, in the days that were looked at.
    pub heating: WattHours,
    pub total: WattHours,
    pub days: usize,
    /// How much of what days differ by the cold explains, from 0 to 1.
    pub explained: f64,
}

impl Heating {
    /// Mean outdoor temperature above which homes are not heated, degrees: the base of degree-days in France is 18, less
    /// what people and machines give.
    pub const THRESHOLD: f64 = 17.0;

    /// A straight line through daily energies over degree-days. `None` where there are too few cold and mild days, or
    /// where the cold explains little: then nothing is claimed.
    pub fn of(days: &ByDay<WattHours>, temperatures: &ByDay<f64>) -> Option<Self> {
        const LEAST_DAYS: usize = 90;
        const LEAST_COLD: usize = 30;
        const LEAST_EXPLAINED: f64 = 0.4;
        let points: Vec<(f64, f64)> = days
            .iter()
            .filter_map(|(day, energy)| Some(((Self::THRESHOLD - temperatures.get(day)?).max(0.0), energy.0)))
            .collect();
        let cold = points.iter().filter(|(degrees, _)| *degrees > 3.0).count();
        let mild = points.iter().filter(|(degrees, _)| *degrees < 1.0).count();
        if points.len() < LEAST_DAYS || cold < LEAST_COLD || mild < LEAST_COLD / 2 {
            return None;
        }
        let count = points.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let (mean_x, mean_y) = (mean(|p| p.0), mean(|p| p.1));
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for (x, y) in &points {
            let (dx, dy) = (x - mean_x, y - mean_y);
            (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
        }
        let slope = xy / xx;
        let explained = if yy > 0.0 { xy * xy / (xx * yy) } else { 0.0 };
        let degree_days: f64 = points.iter().map(|(x, _)| x).sum();
        (slope > 0.0 && explained >= LEAST_EXPLAINED).then(|| Self {
            per_degree_day: WattHours(slope),
            without: WattHours((mean_y - slope * mean_x).max(0.0)),
            heating: WattHours(slope * degree_days),
            total: WattHours(mean_y * count),
            days: points.len(),
            explained,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }
    fn days(from: &str, count: u64, energy: impl Fn(u64) -> f64) -> ByDay<WattHours> {
        (0..count).map(|i| (date(from) + Days::new(i), WattHours(energy(i)))).collect()
    }

    #[test]
    fn years_are_compared_by_the_days_known_in_both() {
        let days = days("2024-12-30", 728, |i| if i < 364 { 10_000.0 } else { 9_000.0 });
        // A holiday without readings in one year takes the same days out of the other.
        let holiday = date("2026-02-01")..date("2026-03-03");
        let days: ByDay<WattHours> = days.iter().filter(|(day, _)| !holiday.contains(day)).collect();
        let both = YearOnYear::of(&days).unwrap();
        assert_eq!(
            (both.days, both.now, both.before),
            (364 - 30, WattHours(334.0 * 9_000.0), WattHours(334.0 * 10_000.0))
        );
        assert!((both.change() + 0.1).abs() < 1e-12);
        assert_eq!(YearOnYear::of(&days.iter().take(380).collect()), None);
    }

    #[test]
    fn no_day_is_in_both_years() {
        let days = days("2024-01-01", 800, |i| if i == 435 { 99_000.0 } else { 10_000.0 });
        // The last day but 52 weeks belongs to the year before alone.
        let both = YearOnYear::of(&days).unwrap();
        assert_eq!(
            (both.days, both.now, both.before),
            (364, WattHours(3_640_000.0), WattHours(3_640_000.0 + 89_000.0))
        );
    }

    #[test]
    fn a_year_of_which_a_season_is_missing_is_not_stretched() {
        let record = |count: i64| {
            let start: Instant = "2025-01-01T00:00:00Z".parse().unwrap();
            let day = |i| Interval::new(start + chrono::Duration::days(i), 86_400, WattHours(10_000.0));
            Curve::of(&Record::new((0..count).map(day).collect()))
        };
        let until = "2026-01-01T00:00:00Z".parse().unwrap();
        let year = YearlyUse::of(&record(350), until, &Zone::fixed(0)).unwrap();
        assert_eq!((year.energy.kilo().round() as u32, year.missing_days), (3650, 15));
        assert_eq!(YearlyUse::of(&record(300), until, &Zone::fixed(0)), None);
    }

    #[test]
    fn heating_is_told_apart_where_the_cold_explains_it_and_not_claimed_where_it_does_not() {
        let temperature = |i: u64| 12.0 - 8.0 * (i as f64 / 365.0 * std::f64::consts::TAU).cos();
        let temperatures = (0..365).map(|i| (date("2025-01-01") + Days::new(i), temperature(i))).collect();
        let heated = days("2025-01-01", 365, |i| 6_000.0 + 1_200.0 * (17.0 - temperature(i)).max(0.0));
        let found = Heating::of(&heated, &temperatures).unwrap();
        assert!((found.per_degree_day.0 - 1_200.0).abs() < 1e-6 && (found.without.0 - 6_000.0).abs() < 1e-6);
        assert!(found.explained > 0.999);
        let steady = days("2025-01-01", 365, |i| 6_000.0 + 900.0 * ((i * 7919 % 13) as f64));
        assert_eq!(Heating::of(&steady, &temperatures), None);
        assert_eq!(Heating::of(&heated.iter().take(60).collect(), &temperatures), None);
    }
}
