//! From records to observations and readings, by the configuration's maps.

use chrono::Duration;
use serde_json::Value;

use super::{
    Batch, MeterReading, Record,
    instant::instant,
    value::{count, level, number, queue, short, state, wait},
};
use crate::{
    domain::Instant,
    relay::{
        config::{Absent, Map, MeterMap, PowerUnit, Sees, SiteMap, SourceConfig, Stamp, Target, When},
        waits::{Observation, Passage, Seen},
    },
};

/// Totals beyond this are no counters (JSON's exact integers).
const LARGEST_TOTAL: f64 = 9_007_199_254_740_991.0;
/// More vehicles than this do not pass between two reports.
const MOST_SINCE: f64 = 100_000.0;
/// No school draws or gives ten megawatts.
const MOST_WATTS: f64 = 1e7;

/// What a source's records say. Records that no map asks for are passed over: a broker carries other people's devices too.
pub fn take(records: &[Record], source: &SourceConfig, received: Instant) -> Batch {
    let mut batch = Batch::default();
    for record in records {
        let asked: Vec<_> = source.map.iter().filter(|map| is_asked(map, record)).collect();
        if asked.is_empty() {
            continue;
        }
        match instant(record, &source.when, received) {
            Ok(at) => asked.into_iter().for_each(|map| one(&mut batch, source, record, map, at)),
            Err(reason) => batch.reject(record.name(), reason),
        }
    }
    batch
}

fn is_asked(map: &Map, record: &Record) -> bool {
    // EUIs are written in either case.
    map.key.as_ref().is_none_or(|key| record.key.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(key)))
}

fn one(batch: &mut Batch, source: &SourceConfig, record: &Record, map: &Map, at: Instant) {
    let found = map.field.as_deref().and_then(|path| record.field(path)).filter(|value| !value.is_null());
    let value = match (found, map.absent) {
        (Some(value), _) => Some(value.clone()),
        (None, Absent::Zero) => Some(Value::from(0)),
        (None, Absent::Unknown) => None,
    };
    match &map.target {
        Target::Site(site) => match seen(value.as_ref(), site) {
            Ok(Some(seen)) => {
                let sensor =
                    format!("{}/{}", source.id, record.key.as_deref().or(map.field.as_deref()).unwrap_or("all"));
                batch.observations.push(Observation { site: site.site.clone(), sensor, at, frame: record.frame, seen });
            }
            Ok(None) => {}
            Err(reason) => batch.reject(record.name(), reason),
        },
        Target::Meter(meter) => match watts(value.as_ref(), meter, source.step) {
            Ok(watts) => {
                let at = match &source.when {
                    When::Field { stamp: Stamp::End(step), .. } => at - Duration::seconds(i64::from(*step)),
                    When::Field { stamp: Stamp::Start, .. } | When::Received => at,
                };
                let (school, meter) = (meter.school.clone(), meter.meter.clone());
                batch.readings.push(MeterReading { school, meter, at, step_s: source.step, watts });
            }
            Err(reason) => batch.reject(record.name(), reason),
        },
    }
}

fn seen(value: Option<&Value>, map: &SiteMap) -> Result<Option<Seen>, String> {
    if map.sees == Sees::Alive {
        return Ok(Some(Seen::Alive));
    }
    let Some(value) = value else { return Ok(None) };
    let since = |passage| Ok(count(value, MOST_SINCE)?.map(|n| Seen::Since(passage, n as u32)));
    let total = |passage| Ok(count(value, LARGEST_TOTAL)?.map(|n| Seen::Total(passage, n)));
    match map.sees {
        Sees::Queue => Ok(queue(value)?.map(Seen::Queue)),
        Sees::Arrivals => since(Passage::Arrival),
        Sees::ArrivalsTotal => total(Passage::Arrival),
        Sees::Entries => since(Passage::Entry),
        Sees::EntriesTotal => total(Passage::Entry),
        Sees::Exits => since(Passage::Exit),
        Sees::ExitsTotal => total(Passage::Exit),
        Sees::Level => Ok(level(value, map)?.map(Seen::Level)),
        Sees::Wait => Ok(wait(value, map)?.map(Seen::Wait)),
        Sees::State => Ok(state(value, map)?.map(Seen::State)),
        Sees::Alive => Ok(Some(Seen::Alive)),
    }
}

/// Mean power; the configuration has a step wherever the unit is one of energy.
fn watts(value: Option<&Value>, map: &MeterMap, step: Option<u32>) -> Result<Option<f64>, String> {
    let Some(value) = value else { return Ok(None) };
    let Some(n) = number(value)? else { return Ok(None) };
    let an_hour = || f64::from(step.unwrap_or(3600)) / 3600.0;
    let watts = map.factor
        * match map.unit {
            PowerUnit::W => n,
            PowerUnit::Kw => n * 1000.0,
            PowerUnit::Wh => n / an_hour(),
            PowerUnit::Kwh => n * 1000.0 / an_hour(),
        };
    match (watts < 0.0, map.negative) {
        (true, Absent::Zero) => Ok(Some(0.0)),
        (true, Absent::Unknown) => Err(format!("{} makes negative power", short(value))),
        (false, _) if watts > MOST_WATTS => Err(format!("{} makes absurd power", short(value))),
        // No negative zero.
        (false, _) => Ok(Some(watts + 0.0)),
    }
}
