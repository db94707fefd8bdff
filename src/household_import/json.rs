//! JSON: `DataConnect`, our own export, and what other modules know.

use serde_json::{Map, Value};

use super::{
    Reading,
    column::{direction, foreign},
    draft::{Cell, Draft, Row},
    evidence::Claim,
    feed,
    header::{Unit, step_seconds},
    home_assistant, sge,
    stamp::{Stamp, stamp},
};
use crate::domain::{
    Zone,
    household::{Answer, Basis, Evidence, Form, Kind, Known, NotRead, OWN_FORMAT, Reason, Scale, Stamps},
};

type Object = Map<String, Value>;

/// # Errors
/// What the file is instead, or a question about it.
pub fn read(text: &str, zone: &Zone, answers: &[Answer]) -> Result<Reading, NotRead> {
    let value: Value = serde_json::from_str(text.trim_matches('\0')).map_err(|_| NotRead::Damaged)?;
    let mut draft = Draft::new(zone, answers);
    if let Some(feeds) = feed::feeds(&value) {
        return feed::read(draft, &feeds);
    }
    let mut form = None;
    for object in objects(&value) {
        form = form.or(take(&mut draft, object));
    }
    if let (None, Some(sensors)) = (form, home_assistant::sensors(&value)) {
        return home_assistant::read(draft, &sensors);
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
    sge::take_data_connect(draft, object).or_else(|| sge::take_portal(draft, object))
}

/// `DataConnect` before October 2026.
fn take_old(draft: &mut Draft, object: &Object, readings: &[Value]) {
    note_prm(draft, object.get("usage_point_id"));
    let kind = object.get("reading_type");
    let said = |key: &str| kind.and_then(|kind| text(kind.get(key)));
    if said("aggregate").and_then(foreign).is_some() {
        for reading in readings {
            draft.leave_out(Reason::MaximumPower, &text(reading.get("date")).unwrap_or_default());
        }
        return;
    }
    let named = said("unit");
    let are_steps = readings.iter().any(|reading| reading.get("interval_length").is_some());
    // Where none is named it is a load curve, whose unit has always been the watt.
    let unit = named.map_or(are_steps.then_some(Unit::Watts), Unit::named_in);
    if let (Some(named), None) = (named, unit) {
        for _ in readings {
            draft.leave_out(Reason::UnknownUnit, &named);
        }
        return;
    }
    draft.note_shape(["DataConnect", named.unwrap_or_default()]);
    let claim = match unit {
        Some(unit) if unit.is_power() && are_steps => Claim::export(Kind::MeanPower, unit.scale(), Stamps::End),
        Some(unit) if !unit.is_power() => Claim::export(Kind::StepEnergy, unit.scale(), Stamps::End),
        Some(unit) => Claim::NONE.with_unit(unit, Evidence::Header).with_stamps(Stamps::End, Evidence::Signature),
        None => Claim::NONE.with_stamps(Stamps::End, Evidence::Signature),
    };
    let series = draft.series(&claim);
    for reading in readings {
        let step = text(reading.get("interval_length")).and_then(step_seconds);
        take_point(draft, series, text(reading.get("date")), reading.get("value"), step);
    }
    draft.end_block();
}

/// A point with its time and value; in a series of the draft.
pub fn take_point(draft: &mut Draft, series: usize, time: Option<&str>, value: Option<&Value>, step: Option<u32>) {
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
    draft.row(series, Row { time, value: Cell::Text(value), step }, &row);
}

/// Our own export: runs of steps that follow each other.
fn take_own(draft: &mut Draft, object: &Object) -> Option<()> {
    note_prm(draft, object.get("prm"));
    for run in object.get("runs")?.as_array()? {
        if draft.is_other_meter {
            draft.leave_out(Reason::OtherMeter, &text(run.get("start")).unwrap_or_default());
            continue;
        }
        let by = Evidence::Signature;
        let basis = Basis {
            kind: Known::new(Kind::StepEnergy, by),
            scale: Known::new(Scale::Unit, by),
            step: by,
            stamps: Known::new(Stamps::Start, by),
            direction: Known::new(text(run.get("direction")).and_then(direction)?, by),
            header_differs: false,
        };
        let (Some(Stamp::At(mut at)), Some(step)) =
            (text(run.get("start")).and_then(stamp), run.get("step_s").and_then(Value::as_u64))
        else {
            draft.leave_out(Reason::BadTime, &run.get("start").map(Value::to_string).unwrap_or_default());
            continue;
        };
        let Ok(step) = u32::try_from(step) else { continue };
        draft.note_basis(basis);
        for energy in run.get("wh").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default() {
            match energy.as_f64() {
                Some(energy) if energy >= 0.0 && step > 0 => draft.keep(&basis, (at, step), energy, &Stamp::At(at)),
                _ => draft.leave_out(Reason::BadValue, &Stamp::At(at)),
            }
            at = at.checked_add_signed(chrono::Duration::seconds(i64::from(step)))?;
        }
    }
    draft.note_offsets();
    Some(())
}

pub fn note_prm(draft: &mut Draft, value: Option<&Value>) {
    if let Some(written) = text(value) {
        draft.note_prm(written);
    }
}

pub fn text(value: Option<&Value>) -> Option<&str> {
    value?.as_str()
}
