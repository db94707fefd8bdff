//! Quantities with their points, as Enedis writes them as JSON since 2023: `DataConnect` of October 2026, and the portal for
//! professionals (SGE): load curves (R63), counters (R64) and energies of days (R65).

use serde_json::{Map, Value};

use super::{
    column::{Foreign, direction, foreign},
    draft::{Cell, Draft, Row},
    evidence::Claim,
    header::{Unit, step_seconds},
    json::{note_prm, take_point, text},
};
use crate::domain::household::{Evidence, Form, Kind, Reason, Scale, Stamps};

type Object = Map<String, Value>;

/// `DataConnect` since October 2026.
pub fn take_data_connect(draft: &mut Draft, object: &Object) -> Option<Form> {
    let quantities = object.get("grandeur").and_then(Value::as_array)?;
    note_prm(draft, object.get("idPrm"));
    let step = text(object.get("pas")).and_then(step_seconds);
    for quantity in quantities {
        draft.end_block();
        take_quantity(draft, quantity, step, Some(Stamps::End));
    }
    Some(Form::DataConnect2026)
}

/// The portal for professionals.
pub fn take_portal(draft: &mut Draft, object: &Object) -> Option<Form> {
    for meter in object.get("mesures").and_then(Value::as_array)? {
        note_prm(draft, meter.get("idPrm"));
        for quantity in list(meter.get("grandeur")) {
            draft.end_block();
            // Which end of its step a point of a load curve bears is not said.
            take_quantity(draft, quantity, None, None);
        }
        for context in list(meter.get("contexte")) {
            for quantity in list(context.get("grandeur")) {
                take_counter(draft, quantity);
            }
        }
    }
    Some(Form::SgeJson)
}

fn take_quantity(draft: &mut Draft, quantity: &Value, step: Option<u32>, stamps: Option<Stamps>) {
    let points = list(quantity.get("points"));
    let Some((unit, claim)) = claim_of(quantity) else {
        return leave_out(draft, quantity, points);
    };
    draft.note_shape(["quantity", text(quantity.get("unite")).unwrap_or_default()]);
    let kind = if unit.is_power() { Kind::MeanPower } else { Kind::StepEnergy };
    let mut claim = claim.with_kind(kind, Evidence::Signature);
    claim = stamps.map_or(claim, |stamps| claim.with_stamps(stamps, Evidence::Signature));
    let series = draft.series(&claim);
    for point in points {
        let step = text(point.get("p")).and_then(step_seconds).or(step);
        take_point(draft, series, text(point.get("d")), point.get("v"), step);
    }
}

/// A counter in all, or the registers of one calendar, which add up.
fn take_counter(draft: &mut Draft, quantity: &Value) {
    let total = list(quantity.get("cadranTotalisateur").and_then(|total| total.get("valeur")));
    let calendar = list(quantity.get("calendrier")).iter().map(|calendar| list(calendar.get("classeTemporelle")));
    let registers = calendar.into_iter().find(|classes| !classes.is_empty()).unwrap_or_default();
    let readings = if total.is_empty() { summed(registers) } else { summed_one(total) };
    let Some((_, claim)) = claim_of(quantity) else {
        return leave_out(draft, quantity, if total.is_empty() { registers } else { total });
    };
    let claim = claim.with_kind(Kind::Counter, Evidence::Signature).with_stamps(Stamps::Index, Evidence::Signature);
    draft.note_shape(["counter"]);
    let series = draft.series(&claim);
    for (time, value) in readings {
        match super::stamp::stamp(time) {
            Some(stamp) => draft.row(series, Row { time: stamp, value: Cell::Sum(value), step: None }, &time),
            None => draft.leave_out(Reason::BadTime, &time),
        }
    }
}

/// The readings of registers at the same moments; a moment at which one is missing is left to the others' differences.
fn summed(registers: &[Value]) -> Vec<(&str, f64)> {
    let all: Vec<Vec<(&str, f64)>> =
        registers.iter().map(|register| summed_one(list(register.get("valeur")))).collect();
    let Some((first, others)) = all.split_first() else { return Vec::new() };
    let at =
        |readings: &Vec<(&str, f64)>, time: &str| readings.iter().find(|(of, _)| *of == time).map(|(_, value)| *value);
    first
        .iter()
        .filter_map(|(time, value)| {
            let parts = others.iter().map(|readings| at(readings, time)).collect::<Option<Vec<f64>>>()?;
            Some((*time, value + parts.into_iter().sum::<f64>()))
        })
        .collect()
}

fn summed_one(readings: &[Value]) -> Vec<(&str, f64)> {
    let value = |value: &Value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    readings.iter().filter_map(|of| Some((text(of.get("d"))?, value(of.get("v")?)?))).collect()
}

/// The unit of a quantity of active energy, and what is claimed of it.
fn claim_of(quantity: &Value) -> Option<(Unit, Claim)> {
    if quality_of(quantity).is_some() {
        return None;
    }
    let unit = text(quantity.get("unite")).and_then(Unit::named_in)?;
    let mut claim = Claim::NONE;
    let scale: Scale = unit.scale();
    claim.scale = Some(crate::domain::household::Known::new(scale, Evidence::Signature));
    let said = text(quantity.get("grandeurMetier")).and_then(direction);
    Some((unit, said.map_or(claim, |direction| claim.with_direction(direction, Evidence::Header))))
}

fn quality_of(quantity: &Value) -> Option<Foreign> {
    ["grandeurPhysique", "unite"].iter().find_map(|key| text(quantity.get(*key)).and_then(foreign))
}

fn leave_out(draft: &mut Draft, quantity: &Value, points: &[Value]) {
    let reason = match quality_of(quantity) {
        Some(Foreign::Maximum) => Reason::MaximumPower,
        Some(Foreign::Other) | None => Reason::OtherQuantity,
    };
    for point in points {
        draft.leave_out(reason, &text(point.get("d")).unwrap_or_default());
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
