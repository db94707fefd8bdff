//! What a place's meters said last.

use super::{Known, Place, SchoolTexts, past::sentence};
use crate::{
    domain::{Context, Freshness, Instant, MeterKind, WattHours, Watts},
    present::{Texts, initial_capital, moment_text},
};

/// A figure to be read from afar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub label: String,
    pub value: String,
    pub unit: String,
    /// When it was read, or that it was not.
    pub note: String,
}

/// How many meters a sentence tells of.
const AT_ONCE: usize = 2;

/// A value, when it was read and whether it is too old.
fn last(meter: &Known, context: Context) -> Option<(Instant, Watts, bool)> {
    let reading = meter.reading.as_ref()?;
    let is_old = reading.freshness(meter.step, context.now) == Freshness::Old;
    Some((reading.at?, reading.value?, is_old))
}

/// Panels that give nothing in the dark sleep; at noon they would be broken.
fn sleeps(place: &Place, meter: &Known, at: Instant, power: Watts) -> bool {
    meter.kind == MeterKind::PvProduction && place.school.sun_sleeps(power, at)
}

/// What the meters say: the time of a reading stands once, and no sentence is longer than a message may be.
pub(super) fn sentences(t: &Texts, s: &SchoolTexts, place: &Place, context: Context) -> Vec<String> {
    let mut read: Vec<(String, Vec<String>)> = Vec::new();
    let mut others = Vec::new();
    for meter in &place.meters {
        match last(meter, context) {
            // What is reckoned is silent when one of the others is, and that one says so.
            None if meter.kind == MeterKind::SelfConsumed || place.school.meter(meter.kind).is_none() => {}
            None => others.push((s.silent)(meter.kind, place.school.kind)),
            // Of nothing nothing can be used.
            Some((_, watts, _)) if meter.kind == MeterKind::SelfConsumed && watts.0 <= 0.0 => {}
            Some((at, watts, is_old)) => {
                let gives = (s.gives)(meter.kind, place.school.kind, &s.digits.power(watts));
                let words = if sleeps(place, meter, at, watts) { s.sun_sleeps.to_owned() } else { gives };
                let at = moment_text(t, at, context);
                match read.iter_mut().find(|(other, _)| *other == at) {
                    _ if is_old => others.push((s.old)(&at, &words)),
                    Some((_, all)) => all.push(words),
                    None => read.push((at, vec![words])),
                }
            }
        }
    }
    let read = read.iter().flat_map(|(at, words)| {
        let parts = words.chunks(AT_ONCE).map(|words| words.join(", ")).enumerate();
        parts.map(|(i, words)| if i == 0 { (s.read)(at, &words) } else { words })
    });
    read.chain(others).map(|words| sentence(&words)).collect()
}

/// What the sun gave on the day that a wall tells of, and what that day is called.
pub(super) struct ToldDay<'a> {
    pub heading: &'a str,
    pub given: Option<WattHours>,
}

/// The same as figures: what is too old is none. While the sun sleeps its figure is the day's that there was: from across
/// the hall a zero reads as a fault.
pub(super) fn figures(t: &Texts, s: &SchoolTexts, place: &Place, context: Context, told: &ToldDay) -> Vec<Figure> {
    let one = |meter: &Known| {
        let label = (s.label)(meter.kind, place.school.kind);
        let mut asleep = None;
        let (value, note) = match last(meter, context) {
            None => (s.gap_sign.to_owned(), (s.silent)(meter.kind, place.school.kind)),
            Some((at, watts, true)) => {
                let words = (s.gives)(meter.kind, place.school.kind, &s.digits.power(watts));
                (s.gap_sign.to_owned(), (s.old)(&moment_text(t, at, context), &words))
            }
            Some((at, watts, false)) => {
                let read = (s.read_at)(&moment_text(t, at, context));
                if sleeps(place, meter, at, watts) {
                    asleep = Some(initial_capital(s.sun_sleeps));
                    let given = told.given.map(|given| (s.digits.energy(given), told.heading.to_owned()));
                    given.unwrap_or_else(|| (s.gap_sign.to_owned(), read))
                } else {
                    (s.digits.power(watts), read)
                }
            }
        };
        let (value, unit) = value.rsplit_once('\u{a0}').unwrap_or((&value, ""));
        Figure {
            label: asleep.unwrap_or_else(|| label.to_owned()),
            value: value.to_owned(),
            unit: unit.to_owned(),
            note,
        }
    };
    // Of nothing nothing can be used.
    let is_told = |meter: &&Known| {
        let nothing = matches!(last(meter, context), Some((_, watts, false)) if watts.0 <= 0.0);
        !(nothing && meter.kind == MeterKind::SelfConsumed)
    };
    place.meters.iter().filter(is_told).map(one).collect()
}
