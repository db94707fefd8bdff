//! What a school's meters say at this moment.

use crate::domain::{
    Freshness, Instant, Measured, MeterKind, MeterReading, PowerSeries, School, WattHours, Watts, Zone,
    belong_together, self_consumed, used, used_part,
};

/// A value that a meter gave, and how old it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub power: Watts,
    pub at: Instant,
    pub freshness: Freshness,
    /// What was measured of the day of `at` until then.
    pub today: Option<Measured>,
}

impl Reading {
    /// What came since midnight and whether a part of it was not measured, if that is the midnight of the day of `now`.
    pub fn since_midnight(&self, zone: &Zone, now: Instant) -> Option<(WattHours, bool)> {
        let is_of_today = zone.local(self.at).date() == zone.local(now).date();
        let measured = self.today.filter(|_| is_of_today)?;
        Some((measured.known()?, measured.is_partial()))
    }

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
        let consumption = reading(MeterKind::Consumption).or_else(|| balance(school, production?, import?, export?));
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

/// The highest mean power of the day of a series, and when its step began. `reading` is the last one of the same meter: it
/// comes before the series has its step, and nothing is more than the most.
pub fn highest_of_today(series: &PowerSeries, reading: Option<(Instant, Watts)>) -> Option<(Instant, Watts)> {
    let newer = reading.filter(|(at, _)| *at >= series.start);
    match (series.peak(), newer) {
        (Some(peak), Some(newer)) if newer.1 <= peak.1 => Some(peak),
        (peak, newer) => newer.or(peak),
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
    Some(Reading { power, at, freshness: reading.freshness(school.meter(kind)?.step, now), today: reading.today })
}

/// What the building uses, where only the meter to the grid is read: what comes in, plus what the roof gives and is not
/// sent out. It is as old as the oldest of the three, which must be of the same moment.
fn balance(school: &School, production: Reading, import: Reading, export: Reading) -> Option<Reading> {
    let kinds = [MeterKind::PvProduction, MeterKind::GridImport, MeterKind::GridExport];
    let step = kinds.into_iter().filter_map(|kind| school.meter(kind)).map(|meter| meter.step).max()?;
    if !belong_together(&[production.at, import.at, export.at], step) {
        return None;
    }
    let power = used(production.power, import.power, export.power);
    let oldest = [production, import, export].into_iter().min_by_key(|reading| reading.at)?;
    let today = production.today.zip(import.today).zip(export.today);
    let today = today.and_then(|((production, import), export)| used_part(production, import, export));
    Some(Reading { power, today, ..oldest })
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::domain::{Coverage, Meter, PlaceKind, fixtures::paris};

    fn now() -> Instant {
        "2026-11-21T12:00:00Z".parse().unwrap()
    }

    fn school(kinds: &[MeterKind]) -> School {
        let meter = |(i, kind): (usize, &MeterKind)| Meter {
            id: format!("m{i}").parse().unwrap(),
            kind: *kind,
            step: Duration::minutes(10),
            best: None,
        };
        School {
            id: "kermelo".parse().unwrap(),
            kind: PlaceKind::School,
            name: None,
            commune: None,
            position: None,
            near: None,
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
            today: None,
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
    fn yesterday_s_energy_is_not_told_for_today_s() {
        let measured = |share| Some(Measured { energy: WattHours(4200.0), coverage: Coverage::of(share, 1.0) });
        let reading = |today| Reading { power: Watts(1.0), at: now(), freshness: Freshness::Live, today };
        let told = |reading: Reading, hours| reading.since_midnight(&paris(), now() + Duration::hours(hours));
        assert_eq!(told(reading(measured(1.0)), 1), Some((WattHours(4200.0), false)));
        assert_eq!(told(reading(measured(0.9)), 1), Some((WattHours(4200.0), true)));
        assert_eq!(told(reading(measured(1.0)), 12), None);
        assert_eq!((told(reading(None), 1), told(reading(measured(0.0)), 1)), (None, None));
    }

    #[test]
    fn what_is_given_now_is_never_more_than_the_most() {
        let series = PowerSeries {
            start: now() - Duration::minutes(30),
            step: Duration::minutes(10),
            values: vec![Some(Watts(200.0)), Some(Watts(750.0)), None],
        };
        let peak = (now() - Duration::minutes(20), Watts(750.0));
        assert_eq!(highest_of_today(&series, None), Some(peak));
        assert_eq!(highest_of_today(&series, Some((now(), Watts(700.0)))), Some(peak));
        assert_eq!(highest_of_today(&series, Some((now(), Watts(800.0)))), Some((now(), Watts(800.0))));
        let yesterday = now() - Duration::days(1);
        assert_eq!(highest_of_today(&series, Some((yesterday, Watts(4000.0)))), Some(peak));
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
        let silent = Now::of(&school, &live(&[(Some(5000.0), 1), (Some(2000.0), 360), (Some(3500.0), 2)]), now());
        assert_eq!((silent.consumption, silent.from_roof), (None, None), "what came in this morning is not of now");
    }
}
