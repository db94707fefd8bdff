//! The geometry of a stretch of the curve: bars for the half-hours of a day, or its hours where no more is known, the days of a week or a month, the months of a year.

use chrono::{Datelike, Duration, Timelike};

use super::{HouseholdTexts, figures};
use crate::{
    domain::{
        Instant, WattHours, Zone,
        household::{Curve, Step, Sum, Window},
        upper,
    },
    present::scale::{lines, round_scale},
};

/// One bar. A bar of which a part is missing says so.
#[derive(Clone, Debug, PartialEq)]
pub struct EnergyBar {
    /// In full, for the table.
    pub name: String,
    /// Below the drawing; empty where there is no room.
    pub mark: String,
    pub sum: Sum,
    /// From 0 to [`Bars::HEIGHT`].
    pub height: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub bars: Vec<EnergyBar>,
    /// The energies of the lines of the scale, from the bottom up; evenly spaced.
    pub scale: Vec<String>,
    /// Index of the highest bar.
    pub highest: Option<usize>,
}

impl Bars {
    pub const HEIGHT: u32 = 300;
    /// Of one bar and the gap after it.
    pub const WIDTH: u32 = 20;

    pub fn of(t: &HouseholdTexts, curve: &Curve, step: Step, stretch: &Window, zone: &Zone) -> Self {
        /// Watt-hours that fill a scale at least: no mountains out of nothing.
        const LEAST: f64 = 100.0;
        let parts = parts(step, stretch, zone, finest(curve, stretch));
        let sums: Vec<Sum> = parts.iter().map(|(from, until)| curve.sum(*from, *until)).collect();
        let tallest = sums.iter().map(|sum| sum.energy.0).fold(0.0, f64::max);
        let (top, step_between) = round_scale(tallest, LEAST);
        let count = parts.len();
        let bars = parts.iter().zip(&sums).enumerate().map(|(index, ((from, until), sum))| EnergyBar {
            name: name(t, step, *from, *until, zone),
            mark: mark(t, step, index, count, *from, zone),
            sum: *sum,
            height: if sum.energy.0 > 0.0 { ((sum.energy.0 / top * f64::from(Self::HEIGHT)) as u32).max(1) } else { 0 },
        });
        let is_known = |index: &usize| !sums[*index].coverage.is_nothing();
        Self {
            bars: bars.collect(),
            scale: lines((top, step_between)).into_iter().map(|line| figures::energy(t, WattHours(line))).collect(),
            highest: (0..count).filter(is_known).max_by(|a, b| sums[*a].energy.0.total_cmp(&sums[*b].energy.0)),
        }
    }

    /// Heights of the lines of the scale, from the bottom up.
    pub fn lines(&self) -> Vec<u32> {
        let spaces = self.scale.len().saturating_sub(1).max(1) as u32;
        (0..=spaces).map(|line| Self::HEIGHT * line / spaces).collect()
    }

    pub fn width(&self) -> u32 {
        self.bars.len() as u32 * Self::WIDTH
    }
}

/// Half an hour where anything of the day is known that well, else an hour.
fn finest(curve: &Curve, day: &Window) -> Duration {
    const HALF: Duration = Duration::minutes(30);
    let has_halves = curve.between(day.from, day.until).iter().any(|interval| interval.length() <= HALF);
    if has_halves { HALF } else { Duration::hours(1) }
}

fn parts(step: Step, stretch: &Window, zone: &Zone, finest: Duration) -> Vec<(Instant, Instant)> {
    let finer = match step {
        Step::Day => {
            let mut parts = Vec::with_capacity(50);
            let mut from = stretch.from;
            while from < stretch.until {
                parts.push((from, from + finest));
                from += finest;
            }
            return parts;
        }
        Step::Week | Step::Month => Step::Day,
        Step::Year => Step::Month,
    };
    let mut parts = Vec::with_capacity(31);
    let mut day = stretch.first_day;
    while day < step.next(stretch.first_day) {
        let window = Window::of(finer, day, zone);
        parts.push((window.from, window.until));
        day = finer.next(day);
    }
    parts
}

fn name(t: &HouseholdTexts, step: Step, from: Instant, until: Instant, zone: &Zone) -> String {
    let wall = zone.local(from);
    match step {
        Step::Day => {
            let clock = |at: Instant| (t.hour)(zone.local(at).hour() as u16, zone.local(at).minute() as u16);
            format!("{}–{}", clock(from), clock(until))
        }
        Step::Week | Step::Month => (t.day)(wall.date()),
        Step::Year => (t.month)(wall.date()),
    }
}

fn mark(t: &HouseholdTexts, step: Step, index: usize, count: usize, from: Instant, zone: &Zone) -> String {
    let wall = zone.local(from);
    match step {
        Step::Day if wall.hour().is_multiple_of(6) && wall.minute() == 0 => (t.hour)(wall.hour() as u16, 0),
        Step::Week => (t.weekday_short)(wall.weekday()).to_owned(),
        Step::Month if index.is_multiple_of(5) && index + 2 < count => wall.day().to_string(),
        Step::Year => (t.month_short)(wall.month()).chars().take(1).map(upper).collect(),
        Step::Day | Step::Month => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            Lang,
            household::{Interval, Record},
        },
        present::household::household_texts,
    };

    #[test]
    fn a_day_has_a_bar_a_half_hour_or_an_hour_and_its_gaps_have_none() {
        let zone = Zone::fixed(60);
        let at: Instant = "2026-01-04T23:00:00Z".parse().unwrap();
        let halves = (0..20)
            .map(|i| Interval::new(at + Duration::minutes(30 * i), 1800, WattHours(f64::from(i as u32) * 100.0)));
        let curve = Curve::of(&Record::new(halves.collect()));
        let stretch = Window::of(Step::Day, "2026-01-05".parse().unwrap(), &zone);
        let bars = Bars::of(household_texts(Lang::Fr), &curve, Step::Day, &stretch, &zone);
        assert_eq!((bars.bars.len(), bars.highest, bars.width()), (48, Some(19), 960));
        assert_eq!(bars.bars[19].name, "9\u{a0}h\u{a0}30–10\u{a0}h");
        // 1.9 kWh on a scale up to 2.
        assert_eq!((bars.bars[19].height, bars.scale[4].as_str()), (285, "2,0\u{a0}kWh"));
        assert!(bars.bars[20].sum.coverage.is_nothing() && bars.bars[20].height == 0);
        let marks: Vec<&str> = bars.bars.iter().map(|bar| bar.mark.as_str()).filter(|mark| !mark.is_empty()).collect();
        assert_eq!(marks, ["0\u{a0}h", "6\u{a0}h", "12\u{a0}h", "18\u{a0}h"]);

        let hours =
            (0..10).map(|i| Interval::new(at + Duration::hours(i), 3600, WattHours(f64::from(i as u32) * 100.0)));
        let curve = Curve::of(&Record::new(hours.collect()));
        let bars = Bars::of(household_texts(Lang::Fr), &curve, Step::Day, &stretch, &zone);
        assert_eq!((bars.bars.len(), bars.bars[9].name.as_str()), (24, "9\u{a0}h–10\u{a0}h"));
    }

    #[test]
    fn years_have_months_and_months_have_days() {
        let count = |step, first: &str| {
            let zone = Zone::fixed(0);
            parts(step, &Window::of(step, first.parse().unwrap(), &zone), &zone, Duration::hours(1)).len()
        };
        assert_eq!(
            [count(Step::Year, "2026-01-01"), count(Step::Month, "2028-02-01"), count(Step::Week, "2026-01-05")],
            [12, 29, 7]
        );
    }
}
