//! `live.json`: waits now.

use crate::{
    api::Record,
    domain::{Instant, LiveState, Minutes, Reading, Trend, WaitInterval, short_decimal},
};

/// When the document was put together, and its readings; a second reading of the same centre is left out.
pub fn live(record: &mut Record) -> Option<(Option<Instant>, Vec<Reading>)> {
    let sites = record.list("sites")?;
    let generated_at = record.instant("generated_at");
    let mut seen = Vec::new();
    let readings = record.records_of("sites", sites, |record| {
        let reading = reading(record)?;
        record.is_first(&mut seen, reading.site.as_str()).then_some(reading)
    });
    Some((generated_at, readings))
}

/// What is known of a centre. A detail that cannot be read is unknown: a gate that is closed stays so.
pub fn reading(record: &mut Record) -> Option<Reading> {
    record.requires(&["id"])?;
    let site = record.site_id("id")?;
    Some(Reading {
        site,
        at: record.instant("at"),
        state: record.choice("state", &[("open", LiveState::Open), ("closed", LiveState::Closed)], LiveState::Unknown),
        wait: wait(record),
        vehicles: record.number("vehicles").and_then(whole),
        trend: record.choice(
            "trend",
            &[("rising", Some(Trend::Rising)), ("steady", Some(Trend::Steady)), ("falling", Some(Trend::Falling))],
            None,
        ),
        unavailable: record.materials("unavailable"),
        note: record.words("note"),
    })
}

/// Low and high minutes; `high` null for "more than low".
fn wait(record: &mut Record) -> Option<WaitInterval> {
    let mut pair = record.inside("wait_min")?;
    if !pair.has_places(2) {
        return None;
    }
    let (low, high) = (pair.number("0"), pair.number("1"));
    if !pair.is_well_formed() {
        return None;
    }
    let wait = interval(low, high);
    if wait.is_none() {
        let [low, high] = [low, high].map(|end| end.map_or_else(|| "null".to_owned(), short_decimal));
        pair.note("", &format_args!("[{low}, {high}] is not a wait in minutes"));
    }
    wait
}

fn interval(low: Option<f64>, high: Option<f64>) -> Option<WaitInterval> {
    let high = match high {
        Some(high) => Some(Minutes(whole(high)?)),
        None => None,
    };
    WaitInterval::new(Minutes(whole(low?)?), high)
}

/// The nearest whole number; `None` for what cannot be counted.
fn whole(value: f64) -> Option<u32> {
    (0.0..=f64::from(u32::MAX)).contains(&value).then_some(value.round() as u32)
}
