//! From records to observations and readings, by the configuration's maps.

use std::borrow::Cow;

use chrono::Duration;
use serde_json::Value;

use super::{
    Batch, MeterReading, Record,
    instant::instant,
    value::{count, level, number, queue, short, state, wait},
};
use crate::{
    domain::{Instant, Raw, SiteId},
    relay::{
        config::{
            Absent, CounterUnit, Kind, Map, MeterMap, PowerUnit, Preset, Reads, Sees, SiteMap, SourceConfig, Stamp,
            Target, When,
        },
        waits::{Observation, Passage, Seen, SensorId},
    },
};

/// Totals beyond this are no counters (JSON's exact integers).
const LARGEST_TOTAL: f64 = 9_007_199_254_740_991.0;
/// More vehicles than this do not pass between two reports.
const MOST_SINCE: f64 = 100_000.0;
/// No school draws or gives ten megawatts.
const MOST_WATTS: f64 = 1e7;
/// What ten megawatts make in a century; counters beyond are none.
const MOST_WATT_HOURS: f64 = 1e13;

/// What a source's records say. Records that no map asks for are passed over: a broker carries other people's devices too.
pub fn take(records: &[Record], source: &SourceConfig, received: Instant) -> Batch {
    let mut batch = Batch::default();
    for record in records {
        map_record(&mut batch, record, source, received);
    }
    batch
}

/// Adds what one record says.
pub(super) fn map_record(batch: &mut Batch, record: &Record, source: &SourceConfig, received: Instant) {
    let of_key: Vec<_> = source.map.iter().filter(|map| is_asked(map, record)).collect();
    let asked: Vec<_> = of_key.iter().copied().filter(|map| is_of_kind(map, record)).collect();
    if asked.is_empty() {
        return batch.ignore(record.name(), || of_key.first().map_or_else(no_map, |map| another_kind(map, record)));
    }
    match instant(record, &source.when, received) {
        Ok(at) => {
            let used: Vec<_> = asked.into_iter().filter(|map| one(batch, source, record, map, at)).collect();
            if !used.is_empty() {
                // Only the configuration's keys are missed when they are silent; of others there may be no end.
                let key = used.iter().find_map(|map| map.key.as_deref());
                batch.hear(key.unwrap_or_default(), at);
            }
        }
        Err(reason) => batch.reject(record.name(), reason),
    }
}

fn is_asked(map: &Map, record: &Record) -> bool {
    // EUIs are written in either case.
    map.key.as_ref().is_none_or(|key| record.key.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(key)))
}

/// Whether a record is of the kind that a map speaks of: a device sends its counts on one port and the state of its battery
/// on another.
fn is_of_kind(map: &Map, record: &Record) -> bool {
    let is_of_port = || record.port().is_some_and(|port| map.ports.iter().any(|own| u64::from(*own) == port));
    (map.ports.is_empty() || is_of_port()) && map.requires.iter().all(|path| is_there(record, path))
}

fn is_there(record: &Record, path: &str) -> bool {
    record.field(path).is_some_and(|value| !value.is_null())
}

fn no_map() -> String {
    "no map asks for this key".to_owned()
}

/// Why a record is not of the kind that a map speaks of.
fn another_kind(map: &Map, record: &Record) -> String {
    if let Some(missing) = map.requires.iter().find(|path| !is_there(record, path)) {
        return format!("it has no \"{missing}\", which requires names");
    }
    let ports = map.ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match record.port() {
        Some(port) => format!("it came on port {port}, and f_port is {ports}"),
        None => format!("it names no port, and f_port is {ports}"),
    }
}

/// Whether the value could be used, be it one that says "unknown".
fn one(batch: &mut Batch, source: &SourceConfig, record: &Record, map: &Map, at: Instant) -> bool {
    let refused = batch.refused();
    if map.field.is_some() && record.is_undecoded() {
        batch.reject(record.name(), "the payload is not decoded; has the device a payload formatter?");
        return false;
    }
    let at_path = map.field.as_deref().and_then(|path| record.field(path));
    let found = at_path.filter(|value| !value.is_null());
    let value = match (found, map.absent) {
        (Some(value), _) => Some(Cow::Borrowed(value)),
        // An inverter's answer has its values always, null at night; one that lacks a value is another answer.
        (None, Absent::Zero) if is_inverter(source) && at_path.is_none() => None,
        (None, Absent::Zero) => Some(Cow::Owned(Value::from(0))),
        (None, Absent::Unknown) => None,
    };
    match &map.target {
        Target::Site(site) => match seen(value.as_deref(), site) {
            Ok(Some(seen)) => {
                let device = record.key.as_deref().or(map.field.as_deref()).unwrap_or("all");
                let sensor = SensorId::new(&source.id, device, site.lane.as_ref().map(SiteId::as_str));
                batch.observations.push(Observation { site: site.site.clone(), sensor, at, frame: record.frame, seen });
            }
            Ok(None) => {}
            Err(reason) => batch.reject(record.name(), reason),
        },
        Target::Meter(meter) => match raw(value.as_deref(), meter, source.step) {
            Ok(Some(raw)) => {
                let at = match (&source.when, raw) {
                    // A counter stood so at that very instant.
                    (When::Field { stamp: Stamp::End(step), .. }, Raw::Power(_)) => {
                        at - Duration::seconds(i64::from(*step))
                    }
                    (When::Field { .. } | When::Received, Raw::Power(_) | Raw::Counter(_)) => at,
                };
                let (school, meter) = (meter.school.clone(), meter.meter.clone());
                batch.readings.push(MeterReading { school, meter, at, step_s: source.step, raw });
            }
            Ok(None) => {}
            Err(reason) => batch.reject(record.name(), reason),
        },
    }
    batch.refused() == refused
}

fn is_inverter(source: &SourceConfig) -> bool {
    matches!(source.kind, Kind::Http(_, Preset::Fronius))
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

/// What a meter says; `None` of a counter that does not know, which is no reading of it.
fn raw(value: Option<&Value>, map: &MeterMap, step: Option<u32>) -> Result<Option<Raw>, String> {
    match map.reads {
        Reads::Power(unit) => watts(value, unit, map, step).map(|watts| Some(Raw::Power(watts))),
        Reads::Counter(unit) => {
            let Some(n) = value.map(number).transpose()?.flatten() else { return Ok(None) };
            let watt_hours = map.factor
                * match unit {
                    CounterUnit::Wh => n,
                    CounterUnit::Kwh => n * 1000.0,
                };
            if (0.0..=MOST_WATT_HOURS).contains(&watt_hours) {
                Ok(Some(Raw::Counter(watt_hours + 0.0)))
            } else {
                Err(format!("{} is no counter of energy", value.map(short).unwrap_or_default()))
            }
        }
    }
}

/// Mean power; the configuration has a step wherever the unit is one of energy.
fn watts(value: Option<&Value>, unit: PowerUnit, map: &MeterMap, step: Option<u32>) -> Result<Option<f64>, String> {
    let Some(value) = value else { return Ok(None) };
    let Some(n) = number(value)? else { return Ok(None) };
    let an_hour = || f64::from(step.unwrap_or(3600)) / 3600.0;
    let watts = map.factor
        * match unit {
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
