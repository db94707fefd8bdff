//! The daily energies of one place, and what months and years are made of.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::LocalDay;
use crate::domain::{Coverage, Energies, Measured, Meter, Month, PowerSeries, WattHours, Watts};

/// Energies by local date, of each published meter in the order of the place's list.
pub(super) type Days = BTreeMap<NaiveDate, Vec<Measured>>;

/// The series as it is published: whole watts, so that its energy can be added up from what everybody sees; it ends at
/// the last known step while the day still runs.
pub(super) fn published(mut series: PowerSeries, day: LocalDay) -> PowerSeries {
    for value in series.values.iter_mut().flatten() {
        *value = Watts(value.0.round());
    }
    if day.now < day.end {
        let known = series.values.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        series.values.truncate(known);
    }
    series
}

/// What was measured of a day, to the watt-hour, and its share of the whole day, over or not.
pub(super) fn energy(series: &PowerSeries, day: LocalDay) -> Measured {
    let coverage = series.energy_of(day.steps(series.step)).coverage;
    // Whole watts are added up before they become parts of watt-hours: a half is then rounded as on paper.
    let sum = Watts(series.values.iter().flatten().map(|power| power.0).sum());
    Measured { energy: WattHours(sum.over(series.step).0.round()), coverage }
}

/// What was measured of a day until now, to the watt-hour, and its share of the steps that are over.
pub(super) fn until_now(series: &PowerSeries, day: LocalDay) -> Measured {
    let coverage = series.energy_of(day.past_steps(series.step)).coverage;
    Measured { coverage, ..energy(series, day) }
}

/// Days as they are known now: those of which something may still come stand before those that are settled.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub settled: &'a Days,
    pub recent: &'a Days,
    pub first: Month,
    pub today: NaiveDate,
}

impl Known<'_> {
    fn on(&self, date: NaiveDate, meter: usize) -> Option<Measured> {
        if date > self.today || date < self.first.first_day() {
            return None;
        }
        let day = self.recent.get(&date).or_else(|| self.settled.get(&date))?;
        day.get(meter).copied().filter(|measured| !measured.coverage.is_nothing())
    }

    /// The days of a month, until today.
    pub fn days_of(&self, month: Month, meter: usize) -> Energies {
        Energies(month.days().take_while(|date| *date <= self.today).map(|date| self.on(date, meter)).collect())
    }

    /// The months of a year, until this one. A month that still runs is covered in part.
    pub fn months_of(&self, year: i32, meter: usize) -> Energies {
        let months = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1)).map(Month::of);
        let until_now = months.take_while(|month| month.first_day() <= self.today);
        Energies(until_now.map(|month| self.whole(month, meter)).collect())
    }

    fn whole(&self, month: Month, meter: usize) -> Option<Measured> {
        let days = self.days_of(month, meter);
        let known = days.0.iter().flatten();
        let shares: f64 = known.clone().map(|day| day.coverage.share()).sum();
        let measured = Measured {
            energy: known.map(|day| day.energy).sum(),
            coverage: Coverage::of(shares, month.days().count() as f64),
        };
        (!measured.coverage.is_nothing()).then_some(measured)
    }
}

/// The day since a month on which the most was measured, of those that are published and that were measured nearly whole.
pub(super) fn best_day(known: Known, meter: usize) -> Option<(NaiveDate, WattHours)> {
    let dates: Vec<NaiveDate> = known.first.first_day().iter_days().take_while(|date| *date <= known.today).collect();
    let days = Energies(dates.iter().map(|date| known.on(*date, meter)).collect());
    days.best().filter(|(_, most)| most.0 > 0.0).map(|(i, most)| (dates[i], most))
}

/// The first month of which a place's energies are published: that of its first readings, but no more than three years.
pub(super) fn first_month(since: Option<Month>, today: NaiveDate) -> Month {
    const MONTHS: usize = 36;
    let this = Month::of(today);
    let earliest = std::iter::successors(Some(this), |month| Some(month.previous())).nth(MONTHS - 1).unwrap_or(this);
    since.unwrap_or(earliest).max(earliest).min(this)
}

/// The meters of a place as they are published, the reckoned one last.
pub(super) fn all_meters<'a>(measured: &'a [Meter], derived: Option<&'a Meter>) -> impl Iterator<Item = &'a Meter> {
    measured.iter().chain(derived)
}
