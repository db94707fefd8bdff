//! `series/{school}/{meter}/….json`: power over a day, energy over the days of a month or the months of a year.

use chrono::Duration;

use super::schools::power;
use crate::{
    api::Record,
    domain::{Coverage, Energies, Measured, PowerSeries, WattHours, short_decimal},
};

/// Mean power over the steps of one local day; inside there is `None` where its beginning or its step cannot be read. A value
/// that cannot be is a gap.
pub fn day_series(record: &mut Record) -> Option<Option<PowerSeries>> {
    /// Steps of a minute over 25 hours.
    const MOST: usize = 1500;
    record.requires(&["start", "step_s"])?;
    record.expect_strings(&["school", "meter"]);
    let unit = record.str("unit").unwrap_or("W");
    let (start, step) = (record.instant("start"), record.u32("step_s")?);
    let listed = record.list("values")?;
    let mut values = Vec::with_capacity(listed.len());
    record.for_each("values", listed, &mut |record| values.push(power(record, "")));
    if !record.is_well_formed() {
        return None;
    }
    let Some(start) = start else { return Some(None) };
    if step == 0 || values.len() > MOST || unit != "W" {
        record.note("step_s", &format_args!("{} steps of {step} s are no day of powers", values.len()));
        return Some(None);
    }
    Some(Some(PowerSeries { start, step: Duration::seconds(i64::from(step)), values }))
}

/// Energy of the days of a month, or of the months of a year; a value that cannot be is unknown.
pub fn energy_series(record: &mut Record) -> Option<Energies> {
    /// A building uses less in a month.
    const HIGHEST_WH: f64 = 1e11;
    record.requires(&["start", "step"])?;
    record.expect_strings(&["school", "meter", "unit", "start", "step"]);
    let (values, shares) = (record.list("values")?, record.list("coverage")?);
    let mut coverage = Vec::with_capacity(shares.len());
    record.for_each_present("coverage", shares, &mut |record| coverage.extend(record.number("")));
    let (mut energies, mut shares) = (Vec::with_capacity(values.len()), coverage.into_iter());
    record.for_each("values", values, &mut |record| {
        let share = shares.next().unwrap_or(1.0);
        let energy = record.number("").filter(|energy| {
            let possible = (0.0..=HIGHEST_WH).contains(energy);
            if !possible {
                record.note("", &format_args!("{} Wh is no energy of a building", short_decimal(*energy)));
            }
            possible
        });
        energies.push(energy.map(|energy| Measured { energy: WattHours(energy), coverage: Coverage::of(share, 1.0) }));
    });
    record.is_well_formed().then_some(Energies(energies))
}
