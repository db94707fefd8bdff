//! Power over a day, energy over months and years. A gap is unknown: it adds nothing and lowers the coverage.

use chrono::Duration;

use super::{Coverage, WattHours, Watts};
use crate::domain::Instant;

/// Mean power over steps of equal length, each beginning at its stamp; `None` is a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct PowerSeries {
    pub start: Instant,
    /// Longer than nothing.
    pub step: Duration,
    pub values: Vec<Option<Watts>>,
}

/// An energy and the share of its period that it was measured in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    pub energy: WattHours,
    pub coverage: Coverage,
}

impl Measured {
    /// The energy, unless nothing at all was measured.
    pub fn known(self) -> Option<WattHours> {
        (!self.coverage.is_nothing()).then_some(self.energy)
    }

    /// Whether so much was not measured that the true energy may be larger than it is told.
    pub fn is_partial(self) -> bool {
        /// Less is missing than an energy is rounded to.
        const NEARLY_WHOLE: f64 = 0.99;
        self.coverage.share() < NEARLY_WHOLE
    }
}

impl PowerSeries {
    /// When step number `i` begins.
    pub fn stamp(&self, i: usize) -> Instant {
        self.start + self.step * i32::try_from(i).unwrap_or(i32::MAX)
    }

    /// The first instant after the last step.
    pub fn end(&self) -> Instant {
        self.stamp(self.values.len())
    }

    /// The step that an instant lies in, and its value.
    pub fn at(&self, instant: Instant) -> Option<(usize, Option<Watts>)> {
        let i =
            usize::try_from((instant - self.start).num_seconds().div_euclid(self.step.num_seconds().max(1))).ok()?;
        self.values.get(i).map(|value| (i, *value))
    }

    /// What was measured, by the share of the steps that there are.
    pub fn energy(&self) -> Measured {
        self.energy_of(self.values.len())
    }

    /// What was measured, by the share of `expected` steps, such as those of a whole day.
    pub fn energy_of(&self, expected: usize) -> Measured {
        let known = self.values.iter().flatten();
        let count = known.clone().count();
        Measured {
            energy: known.map(|power| power.over(self.step)).sum(),
            coverage: Coverage::of(count as f64, expected as f64),
        }
    }

    /// The highest mean power, and when its step began.
    pub fn peak(&self) -> Option<(Instant, Watts)> {
        let highest = |best: Option<(usize, Watts)>, (i, power): (usize, Watts)| match best {
            Some((_, highest)) if highest >= power => best,
            _ => Some((i, power)),
        };
        let known = self.values.iter().enumerate().filter_map(|(i, value)| value.map(|power| (i, power)));
        known.fold(None, highest).map(|(i, power)| (self.stamp(i), power))
    }
}

/// Energies of consecutive days or months, each with its coverage; `None`: nothing is known of that one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Energies(pub Vec<Option<Measured>>);

impl Energies {
    /// All that was measured; the coverage is that of the whole, each part weighing as much as the others.
    pub fn total(&self) -> Measured {
        let known = self.0.iter().flatten();
        Measured {
            energy: known.clone().map(|part| part.energy).sum(),
            coverage: Coverage::of(known.map(|part| part.coverage.share()).sum(), self.0.len() as f64),
        }
    }

    /// The largest that was measured nearly whole, and its place. What is half known is no record.
    pub fn best(&self) -> Option<(usize, WattHours)> {
        const NEARLY_WHOLE: f64 = 0.9;
        let whole = self.0.iter().enumerate().filter_map(|(i, part)| {
            part.filter(|part| part.coverage.share() >= NEARLY_WHOLE).map(|part| (i, part.energy))
        });
        whole.fold(None, |best, (i, energy)| match best {
            Some((_, highest)) if highest >= energy => best,
            _ => Some((i, energy)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(values: &[Option<f64>]) -> PowerSeries {
        PowerSeries {
            start: "2026-11-20T23:00:00Z".parse().unwrap(),
            step: Duration::minutes(10),
            values: values.iter().map(|value| value.map(Watts)).collect(),
        }
    }

    #[test]
    fn energy_is_exact_and_a_gap_is_unknown() {
        // 6000 W, 3000 W and 1 W for ten minutes each are 1000 + 500 + 1/6 Wh.
        let measured = series(&[Some(6000.0), None, Some(3000.0), Some(1.0)]).energy();
        assert!((measured.energy.0 - 1_500.166_666_666_7).abs() < 1e-9);
        assert_eq!(measured.coverage, Coverage::of(3.0, 4.0));
        assert_eq!(series(&[None, None]).energy().known(), None);
        assert_eq!(series(&[Some(0.0)]).energy().known(), Some(WattHours(0.0)));
    }

    #[test]
    fn a_day_that_still_runs_is_covered_in_part() {
        let measured = series(&[Some(6.0); 72]).energy_of(144);
        assert_eq!(measured, Measured { energy: WattHours(72.0), coverage: Coverage::of(0.5, 1.0) });
    }

    #[test]
    fn an_instant_lies_in_the_step_that_began_before_it() {
        let series = series(&[Some(1.0), Some(2.0)]);
        let at = |text: &str| series.at(text.parse().unwrap()).map(|(i, _)| i);
        assert_eq!(at("2026-11-20T23:09:59Z"), Some(0));
        assert_eq!(at("2026-11-20T23:10:00Z"), Some(1));
        assert_eq!(at("2026-11-20T23:20:00Z"), None);
        assert_eq!(at("2026-11-20T22:59:59Z"), None);
        assert_eq!(series.end(), "2026-11-20T23:20:00Z".parse::<Instant>().unwrap());
    }

    #[test]
    fn the_peak_is_the_first_of_the_highest() {
        assert_eq!(series(&[Some(1.0), Some(4.0), None, Some(4.0)]).peak().map(|(at, _)| at.to_rfc3339()).unwrap(), {
            "2026-11-20T23:10:00+00:00"
        });
        assert_eq!(series(&[None]).peak(), None);
    }

    #[test]
    fn a_half_known_day_is_no_record_and_lowers_the_coverage_of_the_month() {
        let day = |energy, share| Some(Measured { energy: WattHours(energy), coverage: Coverage::of(share, 1.0) });
        let month = Energies(vec![day(10.0, 1.0), None, day(30.0, 0.5), day(20.0, 1.0)]);
        assert_eq!(month.best(), Some((3, WattHours(20.0))));
        assert_eq!(month.total(), Measured { energy: WattHours(60.0), coverage: Coverage::of(2.5, 4.0) });
    }
}
