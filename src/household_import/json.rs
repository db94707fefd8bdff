//! `DataConnect`'s JSON of both kinds, our own export, and a feed of one's own meter.

use serde_json::{Map, Value};

use super::{
    Reading,
    draft::{Draft, Row},
    feed,
    header::{Unit, step_seconds},
    stamp::{Stamp, stamp},
    table::{direction, is_active_energy},
};
use crate::domain::{
    Zone,
    household::{Form, NotRead, OWN_FORMAT, Reason, Stamps},
};

type Object = Map<String, Value>;

/// # Errors
/// What the file is instead.
pub fn read(text: &str, zone: &Zone) -> Result<Reading, NotRead> {
    let value: Value = serde_json::from_str(text.trim_matches('\0')).map_err(|_| NotRead::Damaged)?;
    let mut draft = Draft::new(zone);
    if let Some(points) = value.as_array().and_then(|all| feed::points(all)) {
        return feed::read(draft, &points);
    }
    let mut form = None;
    for object in objects(&value) {
        form = form.or(take(&mut draft, object));
    }
    draft.finish(form.ok_or(NotRead::Unknown)?)
}

/// The object itself, or all of a list; some tools save what is inside of `meter_reading` alone.
fn objects(value: &Value) -> Vec<&Object> {
    let all = match value {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    let inner = |value: &Value| value.get("meter_reading").and_then(Value::as_object).is_some();
    all.into_iter()
        .filter_map(|value| if inner(value) { value["meter_reading"].as_object() } else { value.as_object() })
        .collect()
}

fn take(draft: &mut Draft, object: &Object) -> Option<Form> {
    if object.get("format").and_then(Value::as_str) == Some(OWN_FORMAT) {
        take_own(draft, object)?;
        return Some(Form::OwnJson);
    }
    if let Some(readings) = object.get("interval_reading").and_then(Value::as_array) {
        take_old(draft, object, readings);
        return Some(Form::DataConnect);
    }
    let quantities = object.get("grandeur").and_then(Value::as_array)?;
    note_prm(draft, object.get("idPrm"));
    let step = text(object.get("pas")).and_then(step_seconds);
    for quantity in quantities {
        take_quantity(draft, quantity, step);
    }
    Some(Form::DataConnect2026)
}

fn take_old(draft: &mut Draft, object: &Object, readings: &[Value]) {
    note_prm(draft, object.get("usage_point_id"));
    let kind = object.get("reading_type");
    let named = kind.and_then(|kind| text(kind.get("unit")));
    // Where none is named it is a load curve, whose unit has always been the watt.
    let Some(unit) = named.map_or(Some(Unit::Watts), Unit::named_in) else {
        for _ in readings {
            draft.leave_out(Reason::UnknownUnit, &named.unwrap_or_default());
        }
        return;
    };
    for reading in readings {
        let step = text(reading.get("interval_length")).and_then(step_seconds);
        take_point(draft, text(reading.get("date")), reading.get("value"), unit, step);
    }
    draft.end_block();
}

fn take_quantity(draft: &mut Draft, quantity: &Value, step: Option<u32>) {
    draft.end_block();
    draft.stamps = Some(Stamps::End);
    draft.direction = text(quantity.get("grandeurMetier")).and_then(direction).unwrap_or(draft.direction);
    let points = quantity.get("points").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_active = text(quantity.get("grandeurPhysique")).is_none_or(is_active_energy);
    let Some(unit) = text(quantity.get("unite")).and_then(Unit::named_in).filter(|_| is_active) else {
        for point in points {
            draft.leave_out(Reason::OtherQuantity, &text(point.get("d")).unwrap_or_default());
        }
        return;
    };
    for point in points {
        let step = text(point.get("p")).and_then(step_seconds).or(step);
        take_point(draft, text(point.get("d")), point.get("v"), unit, step);
    }
}

fn take_point(draft: &mut Draft, time: Option<&str>, value: Option<&Value>, unit: Unit, step: Option<u32>) {
    let row = time.unwrap_or_default();
    let Some(time) = time.and_then(stamp) else { return draft.leave_out(Reason::BadTime, &row) };
    let written;
    let value = match value {
        Some(Value::String(text)) => text,
        Some(Value::Number(number)) => {
            written = number.to_string();
            &written
        }
        Some(Value::Null) | None => "",
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => return draft.leave_out(Reason::BadValue, &row),
    };
    draft.row(Row { time, value, unit, step }, &row);
}

/// Our own export: runs of steps that follow each other.
fn take_own(draft: &mut Draft, object: &Object) -> Option<()> {
    note_prm(draft, object.get("prm"));
    for run in object.get("runs")?.as_array()? {
        if draft.is_other_meter {
            draft.leave_out(Reason::OtherMeter, &text(run.get("start")).unwrap_or_default());
            continue;
        }
        draft.direction = text(run.get("direction")).and_then(direction)?;
        let (Some(Stamp::At(mut at)), Some(step)) =
            (text(run.get("start")).and_then(stamp), run.get("step_s").and_then(Value::as_u64))
        else {
            draft.leave_out(Reason::BadTime, &run.get("start").map(Value::to_string).unwrap_or_default());
            continue;
        };
        let Ok(step) = u32::try_from(step) else { continue };
        for energy in run.get("wh").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default() {
            match energy.as_f64() {
                Some(energy) if energy >= 0.0 && step > 0 => draft.keep(at, step, energy, false, &Stamp::At(at)),
                _ => draft.leave_out(Reason::BadValue, &Stamp::At(at)),
            }
            at = at.checked_add_signed(chrono::Duration::seconds(i64::from(step)))?;
        }
    }
    draft.stamps = Some(Stamps::Start);
    draft.note_offsets();
    Some(())
}

fn note_prm(draft: &mut Draft, value: Option<&Value>) {
    if let Some(written) = text(value) {
        draft.note_prm(written);
    }
}

fn text(value: Option<&Value>) -> Option<&str> {
    value?.as_str()
}
