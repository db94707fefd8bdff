//! The shape of days and weeks: a typical week, what runs all the time, and peaks.

use chrono::{Datelike, Duration, Timelike};

use super::{Curve, Interval, Step, Window, windows};
use crate::domain::{Instant, WattHours, Watts, Zone};

/// The usual power at each hour of the week.
#[derive(Clone, Debug, PartialEq)]
pub struct TypicalWeek {
    /// By day, Monday first, then by hour of the local clock.
    pub hours: [[Option<Watts>; 24]; 7],
    pub highest: Watts,
    pub lowest: Watts,
}

impl TypicalWeek {
    /// Of what lies between two instants. `None` where nothing is known by the hour.
    pub fn of(curve: &Curve, (from, until): (Instant, Instant), zone: &Zone) -> Option<Self> {
        let mut sums = [[(0.0, 0.0); 24]; 7];
        for interval in curve.between(from, until).iter().filter(|interval| interval.seconds <= 3600) {
            let wall = zone.local(interval.start);
            let sum = &mut sums[wall.weekday().num_days_from_monday() as usize][wall.hour() as usize];
            sum.0 += interval.energy.0;
            sum.1 += f64::from(interval.seconds);
        }
        let hours =
            sums.map(|day| day.map(|(energy, seconds)| (seconds > 0.0).then(|| Watts(energy * 3600.0 / seconds))));
        let known = || hours.iter().flatten().flatten().map(|watts| watts.0);
        let highest = known().reduce(f64::max)?;
        Some(Self { hours, highest: Watts(highest), lowest: Watts(known().fold(highest, f64::min)) })
    }

    /// When the usual power is highest, with the days and the hours at which it is nearly as high: what runs every night is
    /// said of no single one.
    pub fn busy_time(&self) -> Option<BusyTime> {
        /// A usual power is a mean of some weeks: it is not known more exactly than this share.
        const NEARLY: f64 = 0.85;
        let (day, hour) = self.busiest()?;
        let power = |day: usize, hour: usize| self.hours[day][hour].map(|watts| watts.0);
        let least = power(day, hour)? * NEARLY;
        let days: Vec<usize> = (0..7).filter(|day| power(*day, hour).is_some_and(|watts| watts >= least)).collect();
        let mean = |hour: usize| {
            let known: Vec<f64> = days.iter().filter_map(|day| power(*day, hour)).collect();
            (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
        };
        let is_busy = |hour: usize| mean(hour).is_some_and(|watts| watts >= least);
        let before = (1..24).take_while(|back| is_busy((hour + 24 - back) % 24)).count();
        let after = (1..24 - before).take_while(|ahead| is_busy((hour + ahead) % 24)).count();
        let (first, count) = (if before + after == 23 { 0 } else { (hour + 24 - before) % 24 }, before + after + 1);
        let powers: Vec<f64> = (0..count).filter_map(|i| mean((first + i) % 24)).collect();
        Some(BusyTime {
            days,
            from: first as u16,
            until: (first + count) as u16,
            power: Watts(powers.iter().sum::<f64>() / powers.len() as f64),
        })
    }

    /// Day (Monday is 0) and hour of the highest usual power.
    pub fn busiest(&self) -> Option<(usize, usize)> {
        let all = (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour)));
        all.filter_map(|(day, hour)| Some(((day, hour), self.hours[day][hour]?)))
            .max_by(|a, b| a.1.0.total_cmp(&b.1.0))
            .map(|(place, _)| place)
    }
}

/// The days (Monday is 0) and the hours at which a home usually uses most.
#[derive(Clone, Debug, PartialEq)]
pub struct BusyTime {
    pub days: Vec<usize>,
    /// The first hour, 0 to 23.
    pub from: u16,
    /// The hour at which it is over, counted on over midnight.
    pub until: u16,
    /// The mean of these hours.
    pub power: Watts,
}

impl BusyTime {
    /// Whether all hours are alike.
    pub fn is_flat(&self) -> bool {
        self.until - self.from >= 24
    }
}

/// What runs all the time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaseLoad {
    pub power: Watts,
    /// Days that it was found in.
    pub days: usize,
}

impl BaseLoad {
    /// The energy of a year.
    pub fn per_year(self) -> WattHours {
        self.power.over(Duration::days(365))
    }

    /// The lowest hour of each day, and of these the middle one: neither a holiday nor a night with guests counts for
    /// much. Days that are known by fewer than twenty hours are left out, and fewer than seven days say nothing.
    pub fn of(curve: &Curve, zone: &Zone) -> Option<Self> {
        const LEAST_DAYS: usize = 7;
        const YEAR: usize = 366;
        let days = windows(curve, Step::Day, zone);
        let mut lowest: Vec<f64> = days.iter().rev().take(YEAR).filter_map(|day| lowest_hour(curve, day)).collect();
        lowest.sort_by(f64::total_cmp);
        let middle = *lowest.get(lowest.len() / 2)?;
        (lowest.len() >= LEAST_DAYS).then_some(Self { power: Watts(middle), days: lowest.len() })
    }
}

fn lowest_hour(curve: &Curve, day: &Window) -> Option<f64> {
    const LEAST_HOURS: usize = 20;
    if curve.between(day.from, day.until).iter().any(|interval| interval.seconds > 3600) {
        return None;
    }
    let mut hours = Vec::with_capacity(25);
    let mut from = day.from;
    while from < day.until {
        let hour = curve.sum(from, from + Duration::hours(1));
        if hour.coverage.is_full() {
            hours.push(hour.energy.0);
        }
        from += Duration::hours(1);
    }
    (hours.len() >= LEAST_HOURS).then(|| hours.into_iter().fold(f64::INFINITY, f64::min))
}

/// The highest powers, as means over a step: what lasts for seconds only is not in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Peaks {
    pub highest: Interval,
    /// Steps above the subscribed power.
    pub above: usize,
    /// Steps above four fifths of it.
    pub near: usize,
    pub steps: usize,
}

impl Peaks {
    /// `None` where nothing is known by the hour.
    pub fn of(curve: &Curve, (from, until): (Instant, Instant), subscribed: Option<Watts>) -> Option<Self> {
        const NEAR: f64 = 0.8;
        let fine = || curve.between(from, until).iter().filter(|interval| interval.seconds <= 3600);
        let highest = *fine().max_by(|a, b| a.power().0.total_cmp(&b.power().0))?;
        let count = |share: f64| {
            subscribed.map_or(0, |limit| fine().filter(|interval| interval.power().0 > limit.0 * share).count())
        };
        Some(Self { highest, above: count(1.0), near: count(NEAR), steps: fine().count() })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }
    /// Ten days of half-hours from a Monday: 80 W, and 2 kW on Tuesdays from 19 to 20.
    fn curve() -> Curve {
        let start = at("2026-06-01T00:00:00Z");
        let intervals = (0..480).map(|i| {
            let from = start + Duration::minutes(30 * i);
            let is_cooking = from.weekday() == chrono::Weekday::Tue && from.hour() == 19;
            Interval::new(from, 1800, WattHours(if is_cooking { 1000.0 } else { 40.0 }))
        });
        Curve::of(&Record::new(intervals.collect()))
    }

    #[test]
    fn a_typical_week_shows_when_one_cooks() {
        let week = TypicalWeek::of(&curve(), curve().span().unwrap(), &Zone::fixed(0)).unwrap();
        assert_eq!((week.busiest(), week.highest, week.lowest), (Some((1, 19)), Watts(2000.0), Watts(80.0)));
        let summer = TypicalWeek::of(&curve(), curve().span().unwrap(), &Zone::fixed(120)).unwrap();
        assert_eq!(summer.busiest(), Some((1, 21)));
    }

    #[test]
    fn what_runs_all_night_is_found_and_needs_a_week() {
        let base = BaseLoad::of(&curve(), &Zone::fixed(0)).unwrap();
        assert_eq!((base.power, base.days), (Watts(80.0), 10));
        assert!((base.per_year().kilo() - 700.8).abs() < 1e-9);
        let days = Curve::of(&Record::new(curve().intervals()[..240].to_vec()));
        assert_eq!(BaseLoad::of(&days, &Zone::fixed(0)), None);
    }

    #[test]
    fn peaks_are_held_against_the_subscribed_power() {
        let span = curve().span().unwrap();
        let peaks = Peaks::of(&curve(), span, Some(Watts(1800.0))).unwrap();
        assert_eq!((peaks.highest.power(), peaks.above, peaks.near, peaks.steps), (Watts(2000.0), 4, 4, 480));
        let daily = Curve::of(&Record::new(vec![Interval::new(span.0, 86_400, WattHours(1.0))]));
        assert_eq!(Peaks::of(&daily, span, None), None);
    }
}
