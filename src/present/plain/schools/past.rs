//! A day, a month or a year in sentences.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::{Known, Place, SchoolTexts, hours, shares::Parts};
use crate::{
    domain::{Context, Energies, Measured, MeterKind, Month, PowerSeries, WattHours, steps_of_day},
    present::{
        Texts, initial_capital,
        plain::{PlainTexts, full_date},
        schools::highest_of_today,
        short_date,
    },
};

/// What is said of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    pub heading: String,
    /// The first sum in words, without a capital.
    pub sum: Option<String>,
    pub sentences: Vec<String>,
    /// Rows of figures, each with its name; empty: there is no table.
    pub rows: Vec<(String, Vec<String>)>,
}

/// Today until its last known step, or another day.
pub(super) fn day(
    (t, p, s): (&Texts, &PlainTexts, &SchoolTexts),
    place: &Place,
    context: Context,
    date: NaiveDate,
    series_of: fn(&Known) -> Option<&PowerSeries>,
) -> Period {
    let today = context.zone.local(context.now).date();
    let all = || place.meters.iter().filter_map(|meter| Some((meter, series_of(meter)?)));
    let clock = |at| (t.time)(context.zone.local(at).time());
    let end = all().map(|(_, series)| series.end()).max().filter(|_| date == today);
    let heading = match end {
        Some(end) => (s.until)(&full_date(t, p, date), &clock(end)),
        None => full_date(t, p, date),
    };
    let sums: Vec<String> = all()
        .filter_map(|(meter, series)| {
            let sum = series.energy().known()?;
            Some((s.gave)(meter.kind, place.school.kind, &s.digits.energy(sum)))
        })
        .collect();
    let mut sentences: Vec<String> = sums.iter().map(|words| sentence(words)).collect();
    let production = place.meter(MeterKind::PvProduction).and_then(series_of);
    let last = || {
        let reading = place.meter(MeterKind::PvProduction)?.reading.as_ref().filter(|_| date == today)?;
        reading.at.zip(reading.value)
    };
    let peak = production.and_then(|series| highest_of_today(series, last())).filter(|(_, peak)| peak.0 > 0.0);
    sentences.extend(peak.map(|(at, peak)| (s.peak)(&s.digits.power(peak), &clock(at))));
    let whole = |series: &PowerSeries| {
        let steps = steps_of_day(date, context.zone, series.step);
        let steps = if date == today { series.values.len() } else { steps };
        series.energy_of(steps)
    };
    let nearly = |meter: &Known| {
        let measured = whole(series_of(meter)?);
        measured.known().filter(|_| !measured.is_partial())
    };
    sentences.extend(Parts::of(place, &nearly).map(|parts| parts.sentences(s)).unwrap_or_default());
    let has_gaps = all().any(|(_, series)| whole(series).is_partial());
    finish(s, &mut sentences, has_gaps);
    let rows = if date == today { hours::rows(s, place, date, context.zone) } else { Vec::new() };
    Period { heading: initial_capital(&heading), sum: sums.into_iter().next(), sentences, rows }
}

/// The month of a day, until then.
pub(super) fn month((t, s): (&Texts, &SchoolTexts), place: &Place, today: NaiveDate) -> Period {
    let name = (s.month)(today.month(), today.year());
    let mut sentences = sums(s, place, |meter| &meter.month);
    let best = place.meter(MeterKind::PvProduction).and_then(|meter| meter.month.best());
    let date = |i: usize| today.with_day(i as u32 + 1);
    let best = best.filter(|(_, most)| most.0 > 0.0).and_then(|(i, most)| Some((date(i)?, most)));
    sentences.extend(best.map(|(date, most)| (s.best_day)(&short_date(t, date), &s.digits.energy(most))));
    sentences.extend(shares(s, place, |meter| &meter.month));
    let past = 0..today.day0() as usize;
    finish(s, &mut sentences, has_gaps(place, |meter| &meter.month, past));
    let heading = (s.until_day)(&initial_capital(&name), &(t.day_month)(today));
    Period { heading, sentences, ..Period::default() }
}

/// The year of a day, until then.
pub(super) fn year((t, s): (&Texts, &SchoolTexts), place: &Place, today: NaiveDate) -> Period {
    let mut sentences = sums(s, place, |meter| &meter.year);
    sentences.extend(shares(s, place, |meter| &meter.year));
    // Months before the first readings are not missing: the page says since when there are any.
    let first = place.school.since.filter(|since| since.year() == today.year()).map_or(1, Month::number);
    let past = first as usize - 1..today.month0() as usize;
    finish(s, &mut sentences, has_gaps(place, |meter| &meter.year, past));
    let row = |i: usize| {
        let figures: Vec<Option<WattHours>> =
            place.columns().map(|meter| meter.year.0.get(i).copied().flatten()?.known()).collect();
        let figure =
            |sum: Option<WattHours>| sum.map_or_else(|| s.gap_sign.to_owned(), |sum| s.digits.kilowatt_hours(sum));
        let known = figures.iter().any(Option::is_some);
        let name = initial_capital((s.month_alone)(i as u32 + 1));
        known.then(|| (name, figures.into_iter().map(figure).collect()))
    };
    let rows = (0..=today.month0() as usize).filter_map(row).collect();
    let heading = (s.until_day)(&today.year().to_string(), &(t.day_month)(today));
    Period { heading, sum: None, sentences, rows }
}

fn sums(s: &SchoolTexts, place: &Place, of: fn(&Known) -> &Energies) -> Vec<String> {
    let sum = |meter: &Known| {
        let sum = of(meter).total().known()?;
        Some(sentence(&(s.gave)(meter.kind, place.school.kind, &s.digits.energy(sum))))
    };
    place.meters.iter().filter_map(sum).collect()
}

/// Of the days or months that were measured nearly whole on all sides.
fn shares(s: &SchoolTexts, place: &Place, of: fn(&Known) -> &Energies) -> Vec<String> {
    let count = place.meters.iter().map(|meter| of(meter).0.len()).max().unwrap_or(0);
    let part = |i: usize| {
        Parts::of(place, &|meter| {
            let measured = of(meter).0.get(i).copied().flatten()?;
            measured.known().filter(|_| !measured.is_partial())
        })
    };
    (0..count).filter_map(part).reduce(Parts::add).map(|parts| parts.sentences(s)).unwrap_or_default()
}

/// Whether something of days or months that are over is missing.
fn has_gaps(place: &Place, of: fn(&Known) -> &Energies, past: Range<usize>) -> bool {
    place.meters.iter().any(|meter| {
        past.clone().any(|i| {
            let measured = of(meter).0.get(i).copied().flatten();
            measured.is_none_or(Measured::is_partial)
        })
    })
}

/// What holds for all that was said.
fn finish(s: &SchoolTexts, sentences: &mut Vec<String>, has_gaps: bool) {
    if sentences.is_empty() {
        sentences.push(s.nothing.to_owned());
    } else if has_gaps {
        sentences.push(s.gaps.to_owned());
    }
}

/// With a capital and a full stop.
pub(super) fn sentence(words: &str) -> String {
    initial_capital(words) + "."
}
