//! What the schools' documents say.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::super::data::Read;
use crate::{
    api::{
        Problems, Wire, decode,
        dto::{DaySeriesDto, EnergySeriesDto, SchoolsDto, SchoolsLiveDto},
    },
    domain::{Energies, Instant, Meter, MeterReading, Month, PowerSeries, School, SeriesOf, Zone, fold},
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
    pub fn read(read: Read, zone: &Zone, now: Instant) -> Option<Self> {
        let ignored = &mut Problems::default();
        let mut schools = document::<SchoolsDto>(read, "schools.json")?.into_domain(ignored);
        schools.sort_by_cached_key(|school| (fold(school.name.as_deref().unwrap_or_default()), school.id.clone()));
        let live = document::<SchoolsLiveDto>(read, "schools_live.json");
        let readings = live.map(|live| live.into_domain(ignored).1).unwrap_or_default();
        (!schools.is_empty()).then(|| Self { schools, readings, today: zone.local(now).date() })
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
        let place = |school: &School| Place {
            meters: school.meters.iter().map(|meter| known(school, meter)).collect(),
            school: school.clone(),
        };
        self.schools.iter().map(place).collect()
    }
}

fn document<D: Wire + Default>(read: Read, path: &str) -> Option<D> {
    decode(read(path)?).ok()
}

fn powers(read: Read, path: &str) -> Option<PowerSeries> {
    document::<DaySeriesDto>(read, path)?.into_domain(&mut Problems::default())
}

fn energies(read: Read, path: &str) -> Energies {
    let series = document::<EnergySeriesDto>(read, path);
    series.map(|series| series.into_domain(&mut Problems::default())).unwrap_or_default()
}
