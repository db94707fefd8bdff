//! All documents of the schools, made from their meters. What is over is reckoned once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Duration, NaiveDate};

use super::{
    LastValue, LocalDay, Meters, Unreadable,
    derived::Derived,
    history::{Days, Known, all_meters, best_day, energy, first_month, published, until_now},
    wire::{day_series, energy_series, schools, schools_live},
};
use crate::{
    domain::{
        Energies, Instant, Measured, Meter, MeterKind, Month, PowerSeries, School, SeriesOf, SiteId, WattHours, Zone,
    },
    relay::Documents,
};

/// How many past days have their powers published.
const DAYS: i64 = 40;
/// Today and yesterday are reckoned anew each time: what a meter said late still counts.
const RECENT: i64 = 1;

/// What is kept between two editions.
#[derive(Debug, Default)]
pub struct Publication {
    days: BTreeMap<SiteId, Days>,
    /// Documents of what is over, and the local day from which it is.
    settled: Option<(NaiveDate, Documents)>,
    /// All documents as they were made last.
    made: Documents,
}

impl Publication {
    /// `schools.json`, `schools_live.json` and the series, as they are at `now`. While the meters cannot be read, which the
    /// log says, the last ones stay: they bear their instants.
    pub fn documents(&mut self, meters: &dyn Meters, zone: &Zone, now: Instant) -> Documents {
        match self.make(meters, zone, now) {
            Ok(documents) => self.made = documents,
            Err(error) => tracing::error!("{error}; what is told of the schools stays as it was"),
        }
        self.made.clone()
    }

    fn make(&mut self, meters: &dyn Meters, zone: &Zone, now: Instant) -> Result<Documents, Unreadable> {
        let today = zone.local(now).date();
        let moment = Moment { meters, zone, now, today };
        let settled = match self.settled.take() {
            Some((date, documents)) if date == today => documents,
            Some(_) | None => self.settle(moment)?,
        };
        let mut documents = settled.clone();
        self.settled = Some((today, settled));
        let places: Vec<_> = meters.places().iter().map(Place::of).collect();
        let recent: Result<Vec<Recent>, _> =
            places.iter().map(|place| self.insert_recent(&mut documents, place, moment)).collect();
        let recent = recent?;
        let told = || places.iter().zip(&recent);
        documents.insert("schools.json", &schools(told().map(|(place, recent)| (place.school, recent.meters.clone()))));
        let last: Result<Vec<_>, _> = told().map(|(place, recent)| place.last(moment, &recent.energies)).collect();
        documents.insert("schools_live.json", &schools_live(last?.into_iter().flatten(), now));
        Ok(documents)
    }

    fn settle(&mut self, moment: Moment) -> Result<Documents, Unreadable> {
        let mut documents = Documents::default();
        let recent = moment.recent_days();
        for place in moment.meters.places().iter().map(Place::of) {
            let first = first_month(place.school.since, moment.today);
            let days = self.days.entry(place.school.id.clone()).or_default();
            *days = days.split_off(&first.first_day());
            let until = recent.iter().next().copied().unwrap_or(moment.today);
            for date in first.first_day().iter_days().take_while(|date| *date < until) {
                let has_powers = date >= moment.today - Duration::days(DAYS);
                if !has_powers && days.contains_key(&date) {
                    continue;
                }
                let day = moment.day(date);
                let series = place.series(moment, day)?;
                days.insert(date, series.iter().map(|series| energy(series, day)).collect());
                if has_powers {
                    place.insert_day(&mut documents, date, &series);
                }
            }
            let known = Known { settled: days, recent: &Days::new(), first, today: moment.today };
            let all = Months::of(first, moment.today);
            place.insert_energies(&mut documents, known, &all.without(&Months::touched_by(&recent)));
        }
        Ok(documents)
    }

    /// Adds what still changes, and tells what other documents say of it.
    fn insert_recent(&self, documents: &mut Documents, place: &Place, moment: Moment) -> Result<Recent, Unreadable> {
        let none = Days::new();
        let first = first_month(place.school.since, moment.today);
        let (mut recent, mut energies) = (Days::new(), Vec::new());
        for date in moment.recent_days().into_iter().filter(|date| *date >= first.first_day()) {
            let day = moment.day(date);
            let series = place.series(moment, day)?;
            recent.insert(date, series.iter().map(|series| energy(series, day)).collect());
            if date == moment.today {
                energies = series.iter().map(|series| until_now(series, day)).collect();
            }
            place.insert_day(documents, date, &series);
        }
        let settled = self.days.get(&place.school.id).unwrap_or(&none);
        let known = Known { settled, recent: &recent, first, today: moment.today };
        place.insert_energies(documents, known, &Months::touched_by(&recent.keys().copied().collect()));
        let meters = place.meters().enumerate();
        let meters = meters.map(|(i, meter)| Meter { best: best_of(known, i, meter), ..meter.clone() }).collect();
        Ok(Recent { meters, energies })
    }
}

/// A meter's last value, and what it measured today.
type Last<'a> = (&'a School, &'a Meter, LastValue, Option<Measured>);

/// What is told of a place beside its series.
struct Recent {
    /// Its meters with their best days.
    meters: Vec<Meter>,
    /// Of each, today until now.
    energies: Vec<Measured>,
}

/// A record is one of the sun: nobody boasts of what was used.
fn best_of(known: Known, i: usize, meter: &Meter) -> Option<(NaiveDate, WattHours)> {
    match meter.kind {
        MeterKind::PvProduction | MeterKind::SolarThermal => best_day(known, i),
        MeterKind::Consumption | MeterKind::GridImport | MeterKind::GridExport | MeterKind::SelfConsumed => None,
    }
}

/// What all is reckoned with.
#[derive(Clone, Copy)]
struct Moment<'a> {
    meters: &'a dyn Meters,
    zone: &'a Zone,
    now: Instant,
    today: NaiveDate,
}

impl Moment<'_> {
    fn day(&self, date: NaiveDate) -> LocalDay {
        LocalDay::of(date, self.zone, self.now)
    }

    fn recent_days(&self) -> BTreeSet<NaiveDate> {
        (0..=RECENT).map(|back| self.today - Duration::days(back)).collect()
    }
}

/// Months and years that documents are made for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Months {
    months: BTreeSet<Month>,
    years: BTreeSet<i32>,
}

impl Months {
    fn of(first: Month, today: NaiveDate) -> Self {
        let all = std::iter::successors(Some(first), |month| Some(month.next()));
        let months: BTreeSet<_> = all.take_while(|month| month.first_day() <= today).collect();
        Self { years: months.iter().map(|month| month.year()).collect(), months }
    }

    fn touched_by(days: &BTreeSet<NaiveDate>) -> Self {
        Self { months: days.iter().copied().map(Month::of).collect(), years: days.iter().map(Datelike::year).collect() }
    }

    fn without(mut self, others: &Self) -> Self {
        self.months.retain(|month| !others.months.contains(month));
        self.years.retain(|year| !others.years.contains(year));
        self
    }
}

/// A place with the meter that is reckoned from the others.
struct Place<'a> {
    school: &'a School,
    derived: Option<Derived>,
}

impl<'a> Place<'a> {
    fn of(school: &'a School) -> Self {
        Self { school, derived: Derived::of(school) }
    }

    fn meters(&self) -> impl Iterator<Item = &Meter> {
        all_meters(&self.school.meters, self.derived.as_ref().map(|derived| &derived.meter))
    }

    /// Of each meter as it is published; the reckoned one from what is published of the others.
    fn series(&self, moment: Moment, day: LocalDay) -> Result<Vec<PowerSeries>, Unreadable> {
        let measured = moment.meters.day(self.school, day)?.into_iter();
        let mut series: Vec<_> = measured.map(|series| published(series, day)).collect();
        let derived = self.derived.as_ref().map(|derived| published(derived.series(&series), day));
        series.extend(derived);
        Ok(series)
    }

    fn last(&self, moment: Moment, today: &[Measured]) -> Result<Vec<Last<'_>>, Unreadable> {
        let mut last = moment.meters.last(self.school, moment.now)?;
        let derived = self.derived.as_ref().map(|derived| derived.last(&last));
        last.extend(derived);
        let told = self.meters().zip(last).enumerate();
        Ok(told.map(|(i, (meter, last))| (self.school, meter, last, today.get(i).copied())).collect())
    }

    fn insert_day(&self, documents: &mut Documents, date: NaiveDate, series: &[PowerSeries]) {
        for (meter, series) in self.meters().zip(series) {
            let path = SeriesOf::Day(date).path(self.school.id.as_str(), meter.id.as_str());
            documents.insert(&path, &day_series(self.school, meter, series));
        }
    }

    fn insert_energies(&self, documents: &mut Documents, known: Known, periods: &Months) {
        for (i, meter) in self.meters().enumerate() {
            let mut insert = |of: SeriesOf, start: String, step: &str, energies: &Energies| {
                let path = of.path(self.school.id.as_str(), meter.id.as_str());
                documents.insert(&path, &energy_series(self.school, meter, start, step, energies));
            };
            for month in &periods.months {
                insert(SeriesOf::Month(*month), month.to_string(), "day", &known.days_of(*month, i));
            }
            for year in &periods.years {
                insert(SeriesOf::Year(*year), format!("{year:04}"), "month", &known.months_of(*year, i));
            }
        }
    }
}
