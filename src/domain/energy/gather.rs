//! From what a meter says now and then to mean power over steps.
//!
//! The rules, each with its test:
//! - a reading holds until the next one, but no longer than [`GatherRules::holds`]: after that comes a gap;
//! - a step is known when at least half of it is;
//! - an inverter that says "unknown" gives nothing while the sun is down, and is a gap by day;
//! - a little below zero is the noise of a meter at night and counts as zero, more is wrong and a gap;
//! - more than the panels can give is wrong and a gap;
//! - the increments of a counter spread evenly over the time between two readings; a counter that goes back was changed or
//!   began again, and what lies between is unknown.

use chrono::Duration;

use super::{PowerSeries, Watts};
use crate::domain::{Instant, Position, is_faint};

/// What one reading of a meter says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Raw {
    /// Power at that instant, watts; `None` where the meter said that it does not know.
    Power(Option<f64>),
    /// Energy since the meter was installed, watt-hours.
    Counter(f64),
}

/// What may be believed of a meter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GatherRules {
    /// How long a power holds when no other reading comes.
    pub holds: Duration,
    /// How far below zero is noise, watts.
    pub noise: Watts,
    /// The highest power that can be; `None`: any.
    pub highest: Option<Watts>,
    /// Where the panels are whose inverter says "unknown" when it sleeps: in the dark and under a low sun that is zero, by
    /// day it is a gap. `None`: it is always a gap.
    pub sleeps_at: Option<Position>,
}

impl GatherRules {
    /// What a meter that said "unknown" gave at that instant, if it follows.
    fn asleep(&self, at: Instant) -> Option<f64> {
        self.sleeps_at.is_some_and(|place| is_faint(place, at)).then_some(0.0)
    }

    /// The value, if it can be believed.
    fn believed(&self, watts: f64) -> Option<f64> {
        let possible = watts.is_finite() && watts >= -self.noise.0 && self.highest.is_none_or(|most| watts <= most.0);
        possible.then(|| watts.max(0.0))
    }
}

/// A stretch of time with a known mean power.
struct Stretch {
    from: Instant,
    until: Instant,
    watts: f64,
}

/// Mean power over `count` steps from `start`. `readings` are in order of time; of two at one instant the later one counts.
pub fn gather(
    readings: &[(Instant, Raw)],
    start: Instant,
    step: Duration,
    count: usize,
    rules: &GatherRules,
) -> PowerSeries {
    let length = step.num_seconds().max(1);
    let mut sums = vec![(0.0_f64, 0_i64); count];
    for stretch in stretches(readings, rules) {
        let since = |at: Instant| (at - start).num_seconds();
        let (mut from, until) = (since(stretch.from).max(0), since(stretch.until));
        while from < until {
            let Some(sum) = usize::try_from(from / length).ok().and_then(|i| sums.get_mut(i)) else { break };
            let end = until.min((from / length + 1) * length);
            sum.0 += stretch.watts * (end - from) as f64;
            sum.1 += end - from;
            from = end;
        }
    }
    let mean = |(sum, seconds): (f64, i64)| (seconds * 2 >= length).then(|| Watts(sum / seconds as f64));
    PowerSeries { start, step, values: sums.into_iter().map(mean).collect() }
}

fn stretches<'a>(readings: &'a [(Instant, Raw)], rules: &'a GatherRules) -> impl Iterator<Item = Stretch> + 'a {
    (0..readings.len()).filter_map(move |i| {
        let (from, raw) = readings[i];
        let next = readings.get(i + 1).copied();
        match raw {
            Raw::Power(power) => {
                let watts = power.or_else(|| rules.asleep(from))?;
                let until = next.map_or(from + rules.holds, |(at, _)| at.min(from + rules.holds));
                Some(Stretch { from, until, watts: rules.believed(watts)? })
            }
            Raw::Counter(before) => {
                let (until, Raw::Counter(after)) = next? else { return None };
                let hours = (until - from).num_seconds() as f64 / 3600.0;
                let watts = (after - before) / hours;
                // A counter is never noisy: going back at all is another meter or a new beginning.
                let believed = if after < before { None } else { rules.believed(watts) };
                Some(Stretch { from, until, watts: believed? })
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: GatherRules = GatherRules {
        holds: Duration::minutes(20),
        noise: Watts(15.0),
        highest: Some(Watts(15_000.0)),
        sleeps_at: None,
    };

    fn at(text: &str) -> Instant {
        format!("2026-11-21T{text}Z").parse().unwrap()
    }

    fn power(readings: &[(&str, f64)]) -> Vec<(Instant, Raw)> {
        readings.iter().map(|(time, watts)| (at(time), Raw::Power(Some(*watts)))).collect()
    }

    fn means(readings: &[(Instant, Raw)], rules: &GatherRules) -> Vec<Option<f64>> {
        let series = gather(readings, at("10:00:00"), Duration::minutes(10), 4, rules);
        series.values.into_iter().map(|value| value.map(|watts| watts.0)).collect()
    }

    #[test]
    fn a_mean_weighs_each_reading_by_how_long_it_held() {
        let readings = power(&[("10:00:00", 1000.0), ("10:07:30", 3000.0), ("10:10:00", 500.0), ("10:20:00", 0.0)]);
        assert_eq!(means(&readings, &RULES), [Some(1500.0), Some(500.0), Some(0.0), Some(0.0)]);
    }

    #[test]
    fn what_came_before_the_first_step_still_holds_in_it() {
        assert_eq!(means(&power(&[("09:52:00", 800.0)]), &RULES), [Some(800.0), None, None, None]);
    }

    #[test]
    fn silence_becomes_a_gap_and_not_zero() {
        assert_eq!(means(&power(&[("10:00:00", 800.0)]), &RULES), [Some(800.0), Some(800.0), None, None]);
        assert_eq!(means(&[], &RULES), [None; 4]);
    }

    #[test]
    fn a_step_that_is_known_for_less_than_half_is_unknown() {
        let readings = power(&[("10:06:00", 900.0), ("10:10:00", 700.0), ("10:20:00", f64::NAN)]);
        assert_eq!(means(&readings, &RULES), [None, Some(700.0), None, None]);
    }

    #[test]
    fn noise_at_night_is_zero_and_a_large_negative_is_wrong() {
        let readings = power(&[("10:00:00", -8.0), ("10:10:00", -400.0), ("10:20:00", 5.0)]);
        assert_eq!(means(&readings, &RULES), [Some(0.0), None, Some(5.0), Some(5.0)]);
    }

    #[test]
    fn more_than_the_panels_can_give_is_not_believed() {
        let readings = power(&[("10:00:00", 14_999.0), ("10:10:00", 65_535.0), ("10:20:00", 100.0)]);
        assert_eq!(means(&readings, &RULES), [Some(14_999.0), None, Some(100.0), Some(100.0)]);
    }

    #[test]
    fn an_inverter_that_says_null_sleeps_in_the_dark_and_is_a_gap_by_day() {
        let means = |from: &str, rules: &GatherRules| {
            let from = at(from);
            let unknown = [(from, Raw::Power(None)), (from + Duration::minutes(20), Raw::Power(None))];
            let series = gather(&unknown, from, Duration::minutes(10), 4, rules);
            series.values.into_iter().map(|value| value.map(|watts| watts.0)).collect::<Vec<_>>()
        };
        let panels = GatherRules { sleeps_at: Some(Position::new(47.73, -3.38).unwrap()), ..RULES };
        assert_eq!(means("03:00:00", &panels), [Some(0.0); 4]);
        assert_eq!(means("12:00:00", &panels), [None; 4]);
        assert_eq!(means("03:00:00", &RULES), [None; 4], "nobody knows whether it is dark there");
    }

    #[test]
    fn a_counter_s_increments_are_energy_and_a_reset_is_unknown() {
        let counter = |time, wh| (at(time), Raw::Counter(wh));
        // 500 Wh in ten minutes are 3 kW; then the meter begins again at 0; then 100 Wh in ten minutes.
        let readings = [
            counter("10:00:00", 41_000.0),
            counter("10:10:00", 41_500.0),
            counter("10:20:00", 0.0),
            counter("10:30:00", 100.0),
        ];
        assert_eq!(means(&readings, &RULES), [Some(3000.0), None, Some(600.0), None]);
    }

    #[test]
    fn a_counter_that_was_read_rarely_keeps_its_energy() {
        let readings = [(at("10:05:00"), Raw::Counter(0.0)), (at("10:35:00"), Raw::Counter(1500.0))];
        assert_eq!(means(&readings, &RULES), [Some(3000.0); 4]);
    }

    #[test]
    fn of_two_readings_at_one_instant_the_later_counts() {
        let readings = power(&[("10:00:00", 100.0), ("10:00:00", 200.0)]);
        assert_eq!(means(&readings, &RULES)[0], Some(200.0));
    }
}
