//! Figures that no home has: said before anything is drawn, so that a file that was misread is noticed.

use chrono::{Duration, NaiveDate};

use super::{Curve, Step, windows};
use crate::domain::{Instant, WattHours, Watts, Zone};

/// The largest connection of a household in France (« 36 kVA »); above it another kind of meter hangs.
pub const HOUSEHOLD_KVA: u32 = 36;

/// A figure that is not likely to be one of a home, the worst of its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doubt {
    /// A mean power above what the connection can give, kVA counted as kW.
    Power { at: Instant, power: Watts, kva: u32 },
    /// A day above 24 hours of it.
    Day { day: NaiveDate, energy: WattHours, kva: u32 },
    /// A calendar year of ten times the next one, or of a tenth, by the day that is known.
    Year { year: i32, a_day: WattHours, neighbour: i32, neighbour_day: WattHours },
}

/// What of a curve is not likely. `kva` is the subscribed power, where the person said it.
pub fn doubts(curve: &Curve, kva: Option<u32>, zone: &Zone) -> Vec<Doubt> {
    let kva = kva.unwrap_or(HOUSEHOLD_KVA);
    let limit = Watts(f64::from(kva) * 1000.0);
    let mut found = Vec::new();
    let highest = curve.hourly().max_by(|a, b| a.power().0.total_cmp(&b.power().0));
    if let Some(highest) = highest.filter(|highest| highest.power() > limit) {
        found.push(Doubt::Power { at: highest.start, power: highest.power(), kva });
    }
    // Without a power above the limit only figures of whole days and longer can be.
    let is_above = |interval: &&super::Interval| interval.seconds > 3600 && interval.power() > limit;
    let longest = curve.intervals().iter().filter(is_above).max_by(|a, b| a.power().0.total_cmp(&b.power().0));
    if let Some(interval) = longest {
        let day = zone.local(interval.start).date();
        let energy = interval.power().over(Duration::days(1));
        found.push(Doubt::Day { day, energy, kva });
    } else if !found.is_empty() {
        let days = windows(curve, Step::Day, zone);
        let sums = days.iter().map(|day| (day.first_day, curve.sum_of(day).energy));
        let worst = sums.max_by(|a, b| a.1.0.total_cmp(&b.1.0));
        if let Some((day, energy)) = worst.filter(|(_, energy)| *energy > limit.over(Duration::days(1))) {
            found.push(Doubt::Day { day, energy, kva });
        }
    }
    found.extend(year_apart(curve, zone));
    found
}

/// Two years beside each other that differ by a factor of ten.
fn year_apart(curve: &Curve, zone: &Zone) -> Option<Doubt> {
    /// Days that have to be known of a year: fewer may be a holiday.
    const LEAST_DAYS: f64 = 60.0;
    const TIMES: f64 = 10.0;
    let years: Vec<(i32, f64)> = windows(curve, Step::Year, zone)
        .iter()
        .filter_map(|year| {
            let sum = curve.sum_of(year);
            let known = sum.coverage.share() * (year.until - year.from).num_days() as f64;
            (known >= LEAST_DAYS).then(|| (chrono::Datelike::year(&year.first_day), sum.energy.0 / known))
        })
        .collect();
    years.windows(2).find_map(|pair| {
        let [(before, less), (after, more)] = [pair[0], pair[1]];
        let is_apart = less > 0.0 && more > 0.0 && (more >= TIMES * less || less >= TIMES * more);
        (is_apart && after - before == 1).then_some(Doubt::Year {
            year: after,
            a_day: WattHours(more),
            neighbour: before,
            neighbour_day: WattHours(less),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    fn curve(first: &str, days: i64, step_s: u32, watts: impl Fn(i64) -> f64) -> Curve {
        let start: Instant = first.parse().unwrap();
        let count = days * 86_400 / i64::from(step_s);
        let interval = |step: i64| {
            let length = Duration::seconds(i64::from(step_s));
            Interval::new(start + Duration::seconds(step * i64::from(step_s)), step_s, Watts(watts(step)).over(length))
        };
        Curve::of(&Record::new((0..count).map(interval).collect()))
    }

    #[test]
    fn a_power_above_the_subscribed_one_is_doubted_and_one_below_is_not() {
        let usual = curve("2026-01-01T00:00:00Z", 2, 1800, |step| if step == 30 { 7_000.0 } else { 500.0 });
        let zone = Zone::fixed(0);
        assert_eq!(doubts(&usual, None, &zone), []);
        let at = "2026-01-01T15:00:00Z".parse().unwrap();
        assert_eq!(doubts(&usual, Some(6), &zone), [Doubt::Power { at, power: Watts(7_000.0), kva: 6 }]);
    }

    #[test]
    fn days_that_are_a_thousand_times_too_much_are_doubted() {
        let zone = Zone::fixed(0);
        let days = curve("2026-01-01T00:00:00Z", 7, 86_400, |_| 223_000.0);
        let day = NaiveDate::from_ymd_opt(2026, 1, 7).unwrap();
        assert_eq!(doubts(&days, None, &zone), [Doubt::Day { day, energy: WattHours(5_352_000.0), kva: 36 }]);
        // A whole day of half-hours, too: both are said.
        let halves = curve("2026-01-01T00:00:00Z", 2, 1800, |_| 50_000.0);
        assert_eq!(doubts(&halves, None, &zone).len(), 2);
        assert_eq!(doubts(&curve("2026-01-01T00:00:00Z", 7, 86_400, |_| 35_000.0), None, &zone), []);
    }

    #[test]
    fn a_year_of_ten_times_its_neighbour_is_doubted_whatever_is_known_of_each() {
        let zone = Zone::fixed(0);
        // 2024 in whole, and a hundred days of 2025.
        let of = |times: f64| {
            curve("2024-01-01T00:00:00Z", 466, 86_400, move |day| if day < 366 { 400.0 } else { 400.0 * times })
        };
        assert_eq!(doubts(&of(9.0), None, &zone), []);
        assert_eq!(doubts(&of(0.11), None, &zone), []);
        assert!(matches!(doubts(&of(10.0), None, &zone)[..], [Doubt::Year { year: 2025, neighbour: 2024, .. }]));
        assert!(matches!(doubts(&of(0.1), None, &zone)[..], [Doubt::Year { year: 2025, .. }]));
        assert_eq!(doubts(&Curve::default(), None, &zone), []);
    }
}
