//! What the schools' documents say.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::super::data::Read;
use crate::{
    api::{Problems, Record, decode, read},
    domain::{
        Energies, Instant, Meter, MeterKind, MeterReading, Month, PowerSeries, School, SeriesOf, Territory,
        belong_together, fold, used, used_energies, used_part, used_series,
    },
    present::plain::schools::{Known, Place},
};

/// The schools and the last values of their meters.
pub struct Now {
    pub schools: Vec<School>,
    pub readings: Vec<MeterReading>,
    pub today: NaiveDate,
}

impl Now {
    /// `None` where there are no schools.
    pub fn read(read: Read, territory: &Territory, now: Instant) -> Option<Self> {
        let schools = document(read, "schools.json", read::schools)?;
        let mut schools: Vec<_> = schools.into_iter().map(|school| school.near(territory.middle())).collect();
        schools.sort_by_cached_key(|school| (fold(school.name.as_deref().unwrap_or_default()), school.id.clone()));
        let (_, readings) = document(read, "schools_live.json", read::schools_live).unwrap_or_default();
        (!schools.is_empty()).then(|| Self { schools, readings, today: territory.zone.local(now).date() })
    }

    /// The paths of all series that pages are made of.
    pub fn series(&self) -> Vec<String> {
        let of = |school: &School, meter: &Meter| {
            self.periods().map(|period| period.path(school.id.as_str(), meter.id.as_str()))
        };
        self.schools.iter().flat_map(|school| school.meters.iter().flat_map(|meter| of(school, meter))).collect()
    }

    fn periods(&self) -> [SeriesOf; 4] {
        let month = SeriesOf::Month(Month::of(self.today));
        let yesterday = SeriesOf::Day(self.today - TimeDelta::days(1));
        [SeriesOf::Day(self.today), yesterday, month, SeriesOf::Year(self.today.year())]
    }

    /// Of each school, of each of its meters, the periods whose series are published: years, months, days, the latest first.
    pub fn offered(&self, read: Read) -> Vec<Vec<Vec<SeriesOf>>> {
        /// As far as the API's clock tables reach.
        const FIRST_YEAR: i32 = 2015;
        /// More days are published only by mistake.
        const DAYS: i64 = 60;
        let years: Vec<i32> = (FIRST_YEAR..=self.today.year()).rev().collect();
        let months = std::iter::successors(Some(Month::of(self.today)), |month| Some(month.previous()));
        let months: Vec<Month> = months.take_while(|month| month.year() >= FIRST_YEAR).collect();
        let days = (0..DAYS).map(|back| self.today - TimeDelta::days(back));
        let all: Vec<SeriesOf> = (years.into_iter().map(SeriesOf::Year))
            .chain(months.into_iter().map(SeriesOf::Month))
            .chain(days.map(SeriesOf::Day))
            .collect();
        let of = |school: &School, meter: &Meter| {
            let path = |period: &SeriesOf| period.path(school.id.as_str(), meter.id.as_str());
            all.iter().filter(|period| read(&path(period)).is_some()).copied().collect()
        };
        self.schools.iter().map(|school| school.meters.iter().map(|meter| of(school, meter)).collect()).collect()
    }

    /// Each school with all that its meters said.
    pub fn places(self, read: Read) -> Vec<Place> {
        let known = |school: &School, meter: &Meter| {
            let path = |period: SeriesOf| period.path(school.id.as_str(), meter.id.as_str());
            let [today, yesterday, month, year] = self.periods().map(path);
            let reading = |reading: &&MeterReading| reading.school == school.id && reading.meter == meter.id;
            Known {
                kind: meter.kind,
                step: meter.step,
                reading: self.readings.iter().find(reading).cloned(),
                today: powers(read, &today),
                yesterday: powers(read, &yesterday),
                month: energies(read, &month),
                year: energies(read, &year),
            }
        };
        let place = |school: &School| {
            let mut meters: Vec<Known> = school.meters.iter().map(|meter| known(school, meter)).collect();
            // Where only the meter to the grid is read, what the building uses follows from it, as it does in the app.
            // It stands beside the sun: a wall shows the first few alone.
            if let Some(used) = used_at(school, &meters) {
                let beside =
                    meters.iter().position(|meter| meter.kind == MeterKind::PvProduction).map_or(0, |sun| sun + 1);
                meters.insert(beside, used);
            }
            Place { meters, school: school.clone() }
        };
        self.schools.iter().map(place).collect()
    }
}

/// What a place uses that has no meter for it, if the three from which it follows are there.
fn used_at(school: &School, meters: &[Known]) -> Option<Known> {
    let of = |kind| meters.iter().find(|meter| meter.kind == kind);
    if of(MeterKind::Consumption).is_some() {
        return None;
    }
    let (sun, import, export) = (of(MeterKind::PvProduction)?, of(MeterKind::GridImport)?, of(MeterKind::GridExport)?);
    let series = |day: fn(&Known) -> Option<&PowerSeries>| used_series(day(sun)?, day(import)?, day(export)?);
    let energies = |of: fn(&Known) -> &Energies| used_energies(of(sun), of(import), of(export));
    Some(Known {
        kind: MeterKind::Consumption,
        step: import.step,
        reading: used_now(school, [sun, import, export]),
        today: series(|meter| meter.today.as_ref()),
        yesterday: series(|meter| meter.yesterday.as_ref()),
        month: energies(|meter| &meter.month),
        year: energies(|meter| &meter.year),
    })
}

/// It is as old as the oldest of the three, which must be of the same moment.
fn used_now(school: &School, meters: [&Known; 3]) -> Option<MeterReading> {
    let [sun, import, export] = meters.map(|meter| meter.reading.as_ref());
    let (sun, import, export) = (sun?, import?, export?);
    let (instants, step) = ([sun.at?, import.at?, export.at?], meters.iter().map(|meter| meter.step).max()?);
    if !belong_together(&instants, step) {
        return None;
    }
    let measured = sun.today.zip(import.today).zip(export.today);
    Some(MeterReading {
        school: school.id.clone(),
        meter: import.meter.clone(),
        at: instants.into_iter().min(),
        value: Some(used(sun.value?, import.value?, export.value?)),
        today: measured.and_then(|((sun, import), export)| used_part(sun, import, export)),
    })
}

fn document<T>(read: Read, path: &str, reader: fn(&mut Record) -> Option<T>) -> Option<T> {
    decode(read(path)?, &mut Problems::default(), reader).ok()
}

fn powers(read: Read, path: &str) -> Option<PowerSeries> {
    document(read, path, read::day_series)?
}

fn energies(read: Read, path: &str) -> Energies {
    document(read, path, read::energy_series).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PlaceKind, Watts};

    fn meter(kind: MeterKind, watts: f64, time: &str) -> Known {
        let reading = MeterReading {
            school: "kermelo".parse().unwrap(),
            meter: "m".parse().unwrap(),
            at: Some(format!("2026-11-21T{time}:00Z").parse().unwrap()),
            value: Some(Watts(watts)),
            today: None,
        };
        let (step, month) = (TimeDelta::minutes(10), Energies::default());
        let year = month.clone();
        Known { kind, step, reading: Some(reading), today: None, yesterday: None, month, year }
    }

    #[test]
    fn what_is_used_now_is_unknown_where_one_meter_has_been_silent() {
        let school = School {
            id: "kermelo".parse().unwrap(),
            kind: PlaceKind::School,
            name: None,
            commune: None,
            position: None,
            near: None,
            pupils: None,
            pv_peak: None,
            since: None,
            meters: Vec::new(),
        };
        let used = |import_at| {
            let sun = meter(MeterKind::PvProduction, 10_000.0, "14:00");
            let import = meter(MeterKind::GridImport, 2_000.0, import_at);
            let used = used_at(&school, &[sun, import, meter(MeterKind::GridExport, 8_000.0, "13:55")]);
            used.unwrap().reading.and_then(|reading| reading.value)
        };
        assert_eq!(used("13:50"), Some(Watts(4_000.0)));
        assert_eq!(used("08:00"), None);
    }
}
