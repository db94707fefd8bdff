//! What a building uses of its own sun. Two ratios that are often taken for each other:
//! *self-consumption* is the share of the production that the building uses itself, *self-coverage* the share of its
//! consumption that its own production covers (IEA PVPS Task 1: self-consumption rate and self-sufficiency).

use chrono::Duration;

use super::{Energies, Measured, PowerSeries, WattHours, Watts};
use crate::domain::Instant;

/// Production, consumption and what of both coincides, over the steps in which both are known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Balance {
    pub produced: WattHours,
    pub consumed: WattHours,
    pub self_consumed: WattHours,
}

impl Balance {
    /// Of the days or months in which all three were measured nearly whole: ratios of parts that do not fit together are
    /// none.
    pub fn of_parts(produced: &Energies, consumed: &Energies, self_consumed: &Energies) -> Option<Self> {
        const NEARLY_WHOLE: f64 = 0.9;
        let whole = |of: &Energies, i: usize| {
            of.0.get(i).copied().flatten().filter(|part| part.coverage.share() >= NEARLY_WHOLE).map(|part| part.energy)
        };
        let known = (0..produced.0.len())
            .filter_map(|i| Some((whole(produced, i)?, whole(consumed, i)?, whole(self_consumed, i)?)));
        let add = |sum: Option<Self>, (p, c, s): (WattHours, WattHours, WattHours)| {
            let before = sum.unwrap_or_default();
            Some(Self {
                produced: before.produced + p,
                consumed: before.consumed + c,
                self_consumed: before.self_consumed + s,
            })
        };
        known.fold(None, add)
    }

    /// Of the steps of two series that begin together and have both values.
    pub fn of_day(production: &PowerSeries, consumption: &PowerSeries) -> Option<Self> {
        if production.start != consumption.start || production.step != consumption.step {
            return None;
        }
        let both = production.values.iter().zip(&consumption.values);
        let mut known = false;
        let (mut produced, mut consumed, mut used) = (WattHours(0.0), WattHours(0.0), WattHours(0.0));
        for (p, c) in both.filter_map(|(p, c)| p.zip(*c)) {
            known = true;
            produced += p.over(production.step);
            consumed += c.over(production.step);
            used += self_consumed(p, c).over(production.step);
        }
        known.then_some(Self { produced, consumed, self_consumed: used })
    }

    /// The share of the production that is used on the spot; `None` where nothing was produced.
    pub fn self_consumption(self) -> Option<f64> {
        ratio(self.self_consumed, self.produced)
    }

    /// The share of the consumption that the roof covers; `None` where nothing was consumed.
    pub fn self_coverage(self) -> Option<f64> {
        ratio(self.self_consumed, self.consumed)
    }
}

fn ratio(part: WattHours, whole: WattHours) -> Option<f64> {
    (whole.0 > 0.0).then(|| (part.0 / whole.0).clamp(0.0, 1.0))
}

/// The power that comes from the roof and is used at once. It is that of the means of a step, which is never less than what
/// a finer step would say.
pub fn self_consumed(production: Watts, consumption: Watts) -> Watts {
    Watts(production.0.min(consumption.0).max(0.0))
}

/// Whether values are of one moment, as far as meters of such a step can tell; what is reckoned from others says nothing.
pub fn belong_together(instants: &[Instant], step: Duration) -> bool {
    let ends = instants.iter().min().zip(instants.iter().max());
    ends.is_some_and(|(first, last)| *last - *first <= step)
}

/// What a building uses where only the meter to the grid is read: what comes in, and what the roof gives and does not
/// leave. It is never less than nothing: meters differ by a little.
pub fn used(production: Watts, import: Watts, export: Watts) -> Watts {
    Watts(used_of(production.0, import.0, export.0))
}

/// The same as energies of one period.
pub fn used_energy(production: WattHours, import: WattHours, export: WattHours) -> WattHours {
    WattHours(used_of(production.0, import.0, export.0))
}

fn used_of(production: f64, import: f64, export: f64) -> f64 {
    (production + import - export).max(0.0)
}

/// The same step by step, as far as all three go; a step of which one is unknown is unknown. `None` where their steps do not
/// fit together.
pub fn used_series(production: &PowerSeries, import: &PowerSeries, export: &PowerSeries) -> Option<PowerSeries> {
    let fits = |other: &PowerSeries| other.start == production.start && other.step == production.step;
    let all = production.values.iter().zip(&import.values).zip(&export.values);
    let values = all.map(|((production, import), export)| Some(used((*production)?, (*import)?, (*export)?))).collect();
    (fits(import) && fits(export)).then_some(PowerSeries { values, ..*production })
}

/// The same day by day or month by month, no better known than the least known of the three.
pub fn used_energies(production: &Energies, import: &Energies, export: &Energies) -> Energies {
    let all = production.0.iter().zip(&import.0).zip(&export.0);
    Energies(all.map(|((production, import), export)| used_part((*production)?, (*import)?, (*export)?)).collect())
}

/// The same of one period.
pub fn used_part(production: Measured, import: Measured, export: Measured) -> Option<Measured> {
    let energy = used_energy(production.known()?, import.known()?, export.known()?);
    let least = [import.coverage, export.coverage]
        .into_iter()
        .fold(production.coverage, |least, coverage| if coverage < least { coverage } else { least });
    Some(Measured { energy, coverage: least })
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::domain::{Coverage, Measured};

    fn series(values: &[Option<f64>]) -> PowerSeries {
        PowerSeries {
            start: "2026-06-20T22:00:00Z".parse().unwrap(),
            step: Duration::hours(1),
            values: values.iter().map(|value| value.map(Watts)).collect(),
        }
    }

    #[test]
    fn self_consumption_and_self_coverage_are_not_the_same() {
        // By hand: hours (0, 2), (6, 2), (4, 4) kW of production and consumption; 0 + 2 + 4 used of 10 made and 8 needed.
        let production = series(&[Some(0.0), Some(6000.0), Some(4000.0)]);
        let consumption = series(&[Some(2000.0), Some(2000.0), Some(4000.0)]);
        let balance = Balance::of_day(&production, &consumption).unwrap();
        assert_eq!(balance.self_consumed, WattHours(6000.0));
        assert_eq!((balance.self_consumption(), balance.self_coverage()), (Some(0.6), Some(0.75)));
    }

    #[test]
    fn only_steps_in_which_both_are_known_count() {
        let balance = Balance::of_day(&series(&[Some(5.0), None, Some(3.0)]), &series(&[None, Some(2.0), Some(1.0)]));
        let known = Balance { produced: WattHours(3.0), consumed: WattHours(1.0), self_consumed: WattHours(1.0) };
        assert_eq!(balance, Some(known));
        assert_eq!(Balance::of_day(&series(&[None]), &series(&[Some(1.0)])), None);
    }

    #[test]
    fn a_night_has_no_share() {
        let balance = Balance::of_day(&series(&[Some(0.0)]), &series(&[Some(100.0)])).unwrap();
        assert_eq!((balance.self_consumption(), balance.self_coverage()), (None, Some(0.0)));
    }

    #[test]
    fn where_only_the_grid_is_metered_what_is_used_follows_step_by_step() {
        // By hand: 5 kW made, 3.5 sent out: 1.5 used; nothing made, 2 taken in: 2 used; a gap; meters that differ.
        let production = series(&[Some(5000.0), Some(0.0), Some(3000.0), Some(10.0), Some(1.0)]);
        let import = series(&[Some(0.0), Some(2000.0), None, Some(0.0)]);
        let export = series(&[Some(3500.0), Some(0.0), Some(100.0), Some(14.0)]);
        let known = used_series(&production, &import, &export).unwrap();
        assert_eq!(known, series(&[Some(1500.0), Some(2000.0), None, Some(0.0)]));
        let later = PowerSeries { start: production.end(), ..import.clone() };
        assert_eq!(used_series(&production, &later, &export), None);
    }

    #[test]
    fn its_energy_is_as_well_known_as_the_least_known_of_the_three() {
        let day = |energy, share| Some(Measured { energy: WattHours(energy), coverage: Coverage::of(share, 1.0) });
        let of = |days: &[Option<Measured>]| Energies(days.to_vec());
        let (production, import) = (of(&[day(40.0, 1.0), day(1.0, 1.0)]), of(&[day(12.0, 0.95), None]));
        let used = used_energies(&production, &import, &of(&[day(22.0, 1.0), day(1.0, 1.0)]));
        assert_eq!(used, of(&[day(30.0, 0.95), None]));
    }

    #[test]
    fn months_that_were_measured_in_part_do_not_count() {
        let month = |energy, share| Some(Measured { energy: WattHours(energy), coverage: Coverage::of(share, 1.0) });
        let produced = Energies(vec![month(10.0, 1.0), month(20.0, 1.0), None]);
        let consumed = Energies(vec![month(8.0, 0.95), month(9.0, 0.5), month(1.0, 1.0)]);
        let used = Energies(vec![month(6.0, 0.95), month(7.0, 0.5), month(1.0, 1.0)]);
        let balance = Balance::of_parts(&produced, &consumed, &used).unwrap();
        assert_eq!((balance.self_consumption(), balance.self_coverage()), (Some(0.6), Some(0.75)));
        assert_eq!(Balance::of_parts(&produced, &consumed, &Energies::default()), None);
    }
}
