//! What a school's meters say at this moment.

use crate::domain::{Freshness, Instant, MeterKind, MeterReading, School, Watts, self_consumed};

/// A value that a meter gave, and how old it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub power: Watts,
    pub at: Instant,
    pub freshness: Freshness,
}

impl Reading {
    /// Whether it still says something of this moment.
    pub fn counts(&self) -> bool {
        self.freshness != Freshness::Old
    }
}

/// What is known of a school now. A meter that it does not have, or that says nothing, is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Now {
    pub production: Option<Reading>,
    pub consumption: Option<Reading>,
    /// Hot water: heat, never added to electricity.
    pub thermal: Option<Reading>,
    /// What of the consumption comes from the roof at this moment.
    pub from_roof: Option<Watts>,
}

impl Now {
    pub fn of(school: &School, live: &[MeterReading], now: Instant) -> Self {
        let reading = |kind| reading(school, live, kind, now);
        let production = reading(MeterKind::PvProduction);
        let (import, export) = (reading(MeterKind::GridImport), reading(MeterKind::GridExport));
        let consumption = reading(MeterKind::Consumption).or_else(|| balance(production?, import?, export?));
        let from_roof = production.zip(consumption).filter(|(p, c)| p.counts() && c.counts());
        Self {
            production,
            consumption,
            thermal: reading(MeterKind::SolarThermal),
            from_roof: from_roof.map(|(production, consumption)| self_consumed(production.power, consumption.power)),
        }
    }

    /// The newest of the readings.
    pub fn newest(&self) -> Option<Reading> {
        [self.production, self.consumption, self.thermal].into_iter().flatten().max_by_key(|reading| reading.at)
    }
}

/// The last value of a school's meter of that kind.
pub fn readings<'a>(school: &School, live: &'a [MeterReading], kind: MeterKind) -> Option<&'a MeterReading> {
    let meter = school.meter(kind)?;
    live.iter().find(|reading| reading.school == school.id && reading.meter == meter.id)
}

fn reading(school: &School, live: &[MeterReading], kind: MeterKind, now: Instant) -> Option<Reading> {
    let reading = readings(school, live, kind)?;
    let (power, at) = reading.value.zip(reading.at)?;
    Some(Reading { power, at, freshness: reading.freshness(school.meter(kind)?.step, now) })
}

/// What the building uses, where only the meter to the grid is read: what comes in, plus what the roof gives and is not
/// sent out. It is as old as the oldest of the three.
fn balance(production: Reading, import: Reading, export: Reading) -> Option<Reading> {
    let power = Watts((production.power.0 + import.power.0 - export.power.0).max(0.0));
    let oldest = [production, import, export].into_iter().min_by_key(|reading| reading.at)?;
    Some(Reading { power, ..oldest })
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::domain::{Meter, PlaceKind};

    fn now() -> Instant {
        "2026-11-21T12:00:00Z".parse().unwrap()
    }

    fn school(kinds: &[MeterKind]) -> School {
        let meter = |(i, kind): (usize, &MeterKind)| Meter {
            id: format!("m{i}").parse().unwrap(),
            kind: *kind,
            step: Duration::minutes(10),
        };
        School {
            id: "kermelo".parse().unwrap(),
            kind: PlaceKind::School,
            name: None,
            commune: None,
            position: None,
            pupils: None,
            pv_peak: None,
            since: None,
            meters: kinds.iter().enumerate().map(meter).collect(),
        }
    }

    fn live(values: &[(Option<f64>, i64)]) -> Vec<MeterReading> {
        let reading = |(i, (value, age)): (usize, &(Option<f64>, i64))| MeterReading {
            school: "kermelo".parse().unwrap(),
            meter: format!("m{i}").parse().unwrap(),
            at: Some(now() - Duration::minutes(*age)),
            value: value.map(Watts),
        };
        values.iter().enumerate().map(reading).collect()
    }

    #[test]
    fn the_roof_gives_what_is_used_at_once_and_no_more() {
        let school = school(&[MeterKind::PvProduction, MeterKind::Consumption]);
        let of = |p, c| Now::of(&school, &live(&[(Some(p), 1), (Some(c), 1)]), now()).from_roof;
        assert_eq!(of(4000.0, 6000.0), Some(Watts(4000.0)));
        assert_eq!(of(9000.0, 6000.0), Some(Watts(6000.0)));
    }

    #[test]
    fn old_readings_are_named_and_not_reckoned_with() {
        let school = school(&[MeterKind::PvProduction, MeterKind::Consumption]);
        let known = Now::of(&school, &live(&[(Some(4000.0), 90), (Some(6000.0), 1)]), now());
        assert_eq!(known.production.unwrap().freshness, Freshness::Old);
        assert_eq!(known.from_roof, None);
    }

    #[test]
    fn an_unknown_value_is_none_and_not_zero() {
        let school = school(&[MeterKind::PvProduction]);
        assert_eq!(Now::of(&school, &live(&[(None, 1)]), now()), Now::default());
        assert_eq!(Now::of(&school, &[], now()), Now::default());
    }

    #[test]
    fn where_only_the_grid_is_metered_the_consumption_follows_from_it() {
        let school = school(&[MeterKind::PvProduction, MeterKind::GridImport, MeterKind::GridExport]);
        let known = Now::of(&school, &live(&[(Some(5000.0), 1), (Some(0.0), 3), (Some(3500.0), 2)]), now());
        assert_eq!(known.consumption.unwrap().power, Watts(1500.0));
        assert_eq!(known.consumption.unwrap().at, now() - Duration::minutes(3));
        assert_eq!(known.from_roof, Some(Watts(1500.0)));
    }
}
