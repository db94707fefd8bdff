//! Home Assistant's history and statistics as JSON.
//!
//! A history is a list of states for each sensor: an energy is a counter, and a power lasts until the next state. Statistics
//! are rows with `start`, and `change`, `mean`, `sum` or `state`; the counter is that at the end of the row.

use serde_json::{Map, Value};

use super::{
    Reading,
    column::direction_of_name,
    draft::{Cell, Draft, Row},
    evidence::Claim,
    header::Unit,
    stamp::{Stamp, stamp, unix_stamp},
};
use crate::domain::household::{Evidence, Form, Kind, NotRead, Reason, Stamps};

type Object = Map<String, Value>;

/// The rows of each sensor, by name; `None` where the document is of no such kind.
pub fn sensors(document: &Value) -> Option<Vec<(String, Vec<&Object>)>> {
    let is_row = |row: &&Object| ["state", "s", "start"].iter().any(|key| row.contains_key(*key));
    let sensors: Vec<(String, Vec<&Object>)> = match document {
        Value::Array(all) => all
            .iter()
            .filter_map(|list| {
                let rows = objects(list.as_array()?)?;
                let name = rows.first()?.get("entity_id")?.as_str()?.to_owned();
                Some((name, rows))
            })
            .collect(),
        Value::Object(object) => {
            if let Some(inner) = object.get("service_response").or_else(|| object.get("statistics")) {
                return sensors(inner);
            }
            let named = object.iter().filter(|(name, _)| name.contains(['.', ':']));
            named.filter_map(|(name, list)| Some((name.clone(), objects(list.as_array()?)?))).collect()
        }
        _ => Vec::new(),
    };
    let has_rows = sensors.iter().any(|(_, rows)| rows.first().is_some_and(is_row));
    has_rows.then_some(sensors)
}

fn objects(list: &[Value]) -> Option<Vec<&Object>> {
    list.iter().map(Value::as_object).collect()
}

/// # Errors
/// When there is a question, or nothing that is an electricity.
pub fn read(mut draft: Draft, sensors: &[(String, Vec<&Object>)]) -> Result<Reading, NotRead> {
    let mut is_first = true;
    for (name, rows) in sensors {
        if !is_first {
            draft.leave_out(Reason::OtherMeter, name);
            continue;
        }
        is_first = false;
        draft.note_shape(["home assistant", name]);
        take(&mut draft, name, rows);
    }
    draft.note_offsets();
    draft.finish(Form::HomeAssistant)
}

fn take(draft: &mut Draft, name: &str, rows: &[&Object]) {
    let unit_name = rows
        .iter()
        .find_map(|row| row.get("attributes").or_else(|| row.get("a"))?.get("unit_of_measurement")?.as_str());
    let unit = unit_name.and_then(Unit::named_in);
    if let (Some(unit_name), None) = (unit_name, unit) {
        for _ in rows {
            draft.leave_out(Reason::UnknownUnit, &unit_name);
        }
        return;
    }
    let statistic =
        [("change", Kind::StepEnergy), ("mean", Kind::MeanPower), ("sum", Kind::Counter), ("state", Kind::Counter)]
            .into_iter()
            .filter(|_| rows.iter().any(|row| row.contains_key("start")))
            .find(|(key, _)| rows.iter().any(|row| row.get(*key).is_some_and(Value::is_number)));
    let kind = match (statistic, unit) {
        (Some((_, kind)), _) => Some(kind),
        (None, Some(unit)) if unit.is_power() => Some(Kind::MeanPower),
        (None, Some(_)) => Some(Kind::Counter),
        (None, None) => None,
    };
    let mut claim = Claim { is_sensor: true, holds: statistic.is_none(), ..Claim::NONE };
    claim = claim.with_stamps(Stamps::Start, Evidence::Signature);
    claim = kind.map_or(claim, |kind| claim.with_kind(kind, Evidence::Header));
    claim = unit.map_or(claim, |unit| claim.with_unit(unit, Evidence::Header));
    claim = direction_of_name(name).map_or(claim, |direction| claim.with_direction(direction, Evidence::Header));
    let series = draft.series(&claim);
    for row in rows {
        let time = ["last_changed", "lc", "last_updated", "lu", "start"].iter().find_map(|key| moment(row.get(*key)?));
        let end = row.get("end").and_then(moment);
        let Some(start) = time else {
            draft.leave_out(Reason::BadTime, &name);
            continue;
        };
        let key = statistic.map_or(if row.contains_key("s") { "s" } else { "state" }, |(key, _)| key);
        let step = end.and_then(|end| match (start, end) {
            (Stamp::At(start), Stamp::At(end)) => u32::try_from((end - start).num_seconds()).ok().filter(|s| *s > 0),
            _ => None,
        });
        // What a counter shows at the end of its row.
        let is_counter = kind == Some(Kind::Counter) && statistic.is_some();
        let time = match start {
            Stamp::At(at) if is_counter => Stamp::At(at + chrono::Duration::seconds(i64::from(step.unwrap_or(3600)))),
            other => other,
        };
        let step = step.filter(|_| !is_counter);
        match row.get(key) {
            Some(Value::String(text)) => draft.row(series, Row { time, value: Cell::Text(text), step }, &time),
            Some(Value::Number(number)) => {
                let value = Cell::Sum(number.as_f64().unwrap_or(f64::NAN));
                draft.row(series, Row { time, value, step }, &time);
            }
            _ => draft.leave_out(Reason::NoValue, &time),
        }
    }
}

fn moment(value: &Value) -> Option<Stamp> {
    match value {
        Value::String(text) => stamp(text),
        value => unix_stamp(value.as_f64()?),
    }
}
