//! One's own panels: how much of their sun is used at home, and when it would have run a machine.

use chrono::{Datelike, Duration, NaiveDate, Timelike};

use super::{Curve, Step, windows};
use crate::domain::{Instant, PowerSeries, WattHours, Zone};

/// The two shares that are often taken for each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnSun {
    pub produced: WattHours,
    pub fed_in: WattHours,
    /// Of what the panels give, what is used at home (« autoconsommation »), from 0 to 1.
    pub self_consumption: f64,
    /// Of what the home uses, what the panels give (« autoproduction »), from 0 to 1.
    pub self_coverage: f64,
}

impl OwnSun {
    /// From what the panels gave in all, which their inverter says, and the meter's two counts of the same time. `None`
    /// where they contradict each other: no more is fed in than is produced.
    pub fn of(produced: WattHours, fed_in: WattHours, from_grid: WattHours) -> Option<Self> {
        let used = produced - fed_in;
        let all = from_grid + used;
        (produced.0 > 0.0 && used.0 >= 0.0 && all.0 > 0.0).then(|| Self {
            produced,
            fed_in,
            self_consumption: used.0 / produced.0,
            self_coverage: used.0 / all.0,
        })
    }
}

/// What is usually fed in at each hour of the days of `date`'s season: of all the days that are known, a month to either
/// side in every year, the middle one, so that a few bright days promise nothing. `None` where that is nothing.
pub fn usual_sun(fed_in: &Curve, date: NaiveDate, zone: &Zone) -> Option<[WattHours; 24]> {
    const EITHER_SIDE: i64 = 30;
    /// The year is a circle. Days after a 29 February are off by one, which is nothing to a season.
    const YEAR: i64 = 365;
    let mut hours: [Vec<f64>; 24] = Default::default();
    let mut last = None;
    for interval in fed_in.hourly() {
        let wall = zone.local(interval.start);
        let after = (i64::from(wall.ordinal()) - i64::from(date.ordinal())).rem_euclid(YEAR);
        if after.min(YEAR - after) <= EITHER_SIDE {
            let of_hour = &mut hours[wall.hour() as usize];
            // Half-hours of the same hour belong together.
            let hour = (wall.date(), wall.hour());
            match of_hour.last_mut().filter(|_| last == Some(hour)) {
                Some(sum) => *sum += interval.energy.0,
                None => of_hour.push(interval.energy.0),
            }
            last = Some(hour);
        }
    }
    let usual = hours.map(|mut days| {
        days.sort_by(f64::total_cmp);
        WattHours(days.get(days.len().saturating_sub(1) / 2).copied().unwrap_or_default())
    });
    usual.iter().any(|energy| energy.0 > 0.0).then_some(usual)
}

/// The hours in which panels give most: from the beginning of the first to the end of the last, by the local clock. The
/// mean of some days; an hour counts that gives three fifths of the best one, and joins it without a gap. `None` where
/// fewer than two days are known, or where they gave nothing.
pub fn sunny_hours(days: &[PowerSeries], zone: &Zone) -> Option<(u16, u16)> {
    const SHARE: f64 = 0.6;
    let mut hours = [(0.0, 0_u32); 24];
    for (at, power) in days.iter().flat_map(|day| day.values.iter().enumerate().map(|(i, power)| (day.stamp(i), power)))
    {
        let Some(power) = power else { continue };
        let hour = &mut hours[zone.local(at).hour() as usize];
        *hour = (hour.0 + power.0, hour.1 + 1);
    }
    let known = |day: &&PowerSeries| day.values.iter().any(Option::is_some);
    if days.iter().filter(known).count() < 2 {
        return None;
    }
    let mean = hours.map(|(sum, count)| sum / f64::from(count.max(1)));
    let best = (0..24).max_by(|a, b| mean[*a].total_cmp(&mean[*b]))?;
    let is_sunny = |hour: &usize| mean[*hour] >= mean[best] * SHARE;
    let first = (0..best).rev().take_while(is_sunny).last().unwrap_or(best);
    let last = (best + 1..24).take_while(is_sunny).last().unwrap_or(best);
    (mean[best] > 0.0).then_some((first as u16, last as u16 + 1))
}

/// On how many days what was fed in would have run a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SunForMachine {
    pub days: usize,
    pub of: usize,
    /// The hour at which it would most often have begun.
    pub best_hour: u8,
}

impl SunForMachine {
    /// Hours that a washing machine runs, and what it uses in them.
    pub const HOURS: i64 = 2;
    pub const ENERGY: WattHours = WattHours(1_000.0);

    /// Days that are not known whole are left out.
    pub fn of(fed_in: &Curve, zone: &Zone) -> Option<Self> {
        let mut begins = [0_usize; 24];
        let (mut days, mut of) = (0, 0);
        for day in windows(fed_in, Step::Day, zone) {
            if !fed_in.sum_of(&day).coverage.is_full() {
                continue;
            }
            of += 1;
            let best = best_start(fed_in, day.from, day.until);
            if let Some((start, energy)) = best
                && energy >= Self::ENERGY
            {
                days += 1;
                begins[zone.local(start).hour() as usize] += 1;
            }
        }
        let best_hour = (0_u8..24).rev().max_by_key(|hour| begins[usize::from(*hour)])?;
        (of > 0).then_some(Self { days, of, best_hour })
    }
}

fn best_start(fed_in: &Curve, from: Instant, until: Instant) -> Option<(Instant, WattHours)> {
    let length = Duration::hours(SunForMachine::HOURS);
    let starts = (0..25).map(|hour| from + Duration::hours(hour)).take_while(|start| *start + length <= until);
    let is_fine = |start: Instant| fed_in.between(start, start + length).iter().all(|i| i.seconds <= 3600);
    starts
        .filter(|start| is_fine(*start))
        .map(|start| (start, fed_in.sum(start, start + length).energy))
        .max_by(|a, b| a.1.0.total_cmp(&b.1.0))
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn self_consumption_and_self_coverage_are_two_shares() {
        let sun = OwnSun::of(WattHours(3_000.0), WattHours(2_000.0), WattHours(4_000.0)).unwrap();
        assert!((sun.self_consumption - 1.0 / 3.0).abs() < 1e-12 && (sun.self_coverage - 0.2).abs() < 1e-12);
        assert_eq!(OwnSun::of(WattHours(1_000.0), WattHours(2_000.0), WattHours(0.0)), None);
    }

    /// An hour from 12 o'clock of each of these days.
    fn noons(days: &[(&str, f64)]) -> Curve {
        let noon = |(day, energy): &(&str, f64)| {
            Interval::new(format!("{day}T12:00:00Z").parse().unwrap(), 3600, WattHours(*energy))
        };
        Curve::of(&Record::new(days.iter().map(noon).collect()))
    }
    fn usual_noon(days: &[(&str, f64)], date: &str) -> Option<f64> {
        let hours = usual_sun(&noons(days), date.parse().unwrap(), &Zone::fixed(0))?;
        assert!(hours.iter().enumerate().all(|(hour, energy)| hour == 12 || energy.0 == 0.0));
        Some(hours[12].0)
    }

    #[test]
    fn a_season_goes_on_over_the_new_year_and_comes_again_each_year() {
        let days = [
            ("2024-12-30", 1.0),
            ("2025-01-02", 2.0),
            ("2025-02-10", 40.0),
            ("2025-07-01", 80.0),
            ("2025-11-20", 160.0),
            ("2025-12-20", 4.0),
        ];
        assert_eq!(usual_noon(&days, "2026-01-05"), Some(2.0));
        assert_eq!(usual_noon(&days, "2025-12-28"), Some(2.0));
        assert_eq!(usual_noon(&days, "2026-07-31"), Some(80.0));
    }

    #[test]
    fn a_season_without_sun_is_not_known() {
        assert_eq!(usual_noon(&[("2025-07-01", 80.0)], "2026-01-05"), None);
        assert_eq!(usual_noon(&[("2026-01-05", 0.0)], "2026-01-05"), None);
        assert_eq!(usual_noon(&[], "2026-01-05"), None);
    }

    #[test]
    fn a_leap_year_s_last_day_and_its_29_february_have_a_season() {
        let days = [("2027-12-31", 1.0), ("2028-02-29", 2.0), ("2028-12-31", 4.0)];
        assert_eq!(usual_noon(&days, "2029-01-01"), Some(1.0));
        assert_eq!(usual_noon(&days, "2028-12-31"), Some(1.0));
        assert_eq!(usual_noon(&days, "2028-02-29"), Some(2.0));
        assert_eq!(usual_noon(&days, "2027-03-31"), Some(2.0));
    }

    #[test]
    fn the_halves_of_an_hour_are_summed_and_days_are_not() {
        let half = |day: u32, minute: u32, energy| {
            Interval::new(format!("2026-01-{day:02}T12:{minute:02}:00Z").parse().unwrap(), 1800, WattHours(energy))
        };
        let halves = (1..=3).flat_map(|day| [half(day, 0, f64::from(day)), half(day, 30, 10.0)]);
        let curve = Curve::of(&Record::new(halves.collect()));
        let hours = usual_sun(&curve, "2026-01-05".parse().unwrap(), &Zone::fixed(0)).unwrap();
        assert_eq!(hours[12], WattHours(12.0));
    }

    #[test]
    fn the_sunny_hours_of_a_school_s_panels_are_those_around_noon() {
        use crate::domain::{PowerSeries, Watts};
        let day = |start: &str| PowerSeries {
            start: start.parse().unwrap(),
            step: Duration::minutes(30),
            values: (0..48).map(|i| Some(Watts((4000.0 - 600.0 * (f64::from(i) - 25.0).abs()).max(0.0)))).collect(),
        };
        let zone = Zone::fixed(60);
        let days = [day("2026-11-01T23:00:00Z"), day("2026-11-09T23:00:00Z")];
        assert_eq!(sunny_hours(&days, &zone), Some((11, 14)));
        assert_eq!(sunny_hours(&days[..1], &zone), None);
        let night = PowerSeries { values: vec![Some(Watts(0.0)); 48], ..days[0].clone() };
        assert_eq!(sunny_hours(&[night.clone(), night], &zone), None);
    }

    #[test]
    fn a_machine_would_have_run_at_noon_on_bright_days() {
        let start: Instant = "2026-05-31T22:00:00Z".parse().unwrap();
        let halves = (0..96).map(|i| {
            let (day, hour) = (i / 48, i % 48 / 2);
            let watts = if (12..14).contains(&hour) { if day == 0 { 1_500.0 } else { 100.0 } } else { 0.0 };
            Interval::new(start + Duration::minutes(30 * i), 1800, WattHours(watts / 2.0))
        });
        let sun = SunForMachine::of(&Curve::of(&Record::new(halves.collect())), &Zone::fixed(120));
        assert_eq!(sun, Some(SunForMachine { days: 1, of: 2, best_hour: 12 }));
    }
}
