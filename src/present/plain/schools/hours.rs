//! A day as rows of hours.

use chrono::{Duration, NaiveDate, Timelike};

use super::{Place, SchoolTexts};
use crate::domain::{Instant, PowerSeries, WattHours, Zone, day_bounds};

/// The hours that are over, each with the energy of every meter; the repeated hour of autumn comes twice.
pub(super) fn rows(s: &SchoolTexts, place: &Place, date: NaiveDate, zone: &Zone) -> Vec<(String, Vec<String>)> {
    let (start, end) = day_bounds(date, zone);
    let hours = (0..(end - start).num_hours()).map(|hour| start + Duration::hours(hour));
    let row = |from: Instant| {
        let energies: Vec<Option<WattHours>> =
            place.columns().map(|meter| within(meter.today.as_ref()?, from)).collect();
        let known = energies.iter().any(Option::is_some);
        let figure = |energy: Option<WattHours>| {
            energy.map_or_else(|| s.gap_sign.to_owned(), |energy| s.digits.kilowatt_hours(energy))
        };
        known.then(|| ((s.hours)(zone.local(from).hour()), energies.into_iter().map(figure).collect()))
    };
    hours.filter_map(row).collect()
}

/// The energy of one hour; `None` unless all of it was measured.
fn within(series: &PowerSeries, from: Instant) -> Option<WattHours> {
    let until = from + Duration::hours(1);
    let stamps = (0..series.values.len()).map(|i| (series.stamp(i), series.values[i]));
    let inside: Vec<_> = stamps.filter(|(at, _)| (from..until).contains(at)).map(|(_, value)| value).collect();
    let whole = series.step * i32::try_from(inside.len()).ok()? == Duration::hours(1);
    let powers: Option<Vec<WattHours>> =
        inside.iter().map(|power| power.map(|power| power.over(series.step))).collect();
    powers.filter(|_| whole).map(|energies| energies.into_iter().sum())
}
