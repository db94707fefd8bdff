//! NGSI-LD entities, and the inverters of Fronius.

use serde_json::{Map, Value};

use super::super::Record;
use crate::relay::foreign::{LONGEST, one_line};

/// A normalized entity as key-values, which some brokers send at once: `{"type": "Property", "value": 3}` becomes 3, and
/// when it was observed stands at `name.observedAt` (ETSI GS CIM 009, clauses 4.5.2 and 4.5.4).
pub(super) fn key_values(entity: Value) -> Value {
    let Value::Object(attributes) = entity else { return entity };
    let mut flat = Map::new();
    for (name, attribute) in attributes {
        let kind = attribute.get("type").and_then(Value::as_str);
        let inner = match kind {
            Some("Property" | "GeoProperty") => attribute.get("value"),
            Some("Relationship") => attribute.get("object"),
            Some(_) | None => None,
        };
        let value = match inner {
            Some(inner) => {
                if let Some(observed) = attribute.get("observedAt") {
                    flat.insert(format!("{name}.observedAt"), observed.clone());
                }
                inner.get("@value").unwrap_or(inner).clone()
            }
            None => attribute,
        };
        flat.insert(name, value);
    }
    Value::Object(flat)
}

/// One answer of `GetPowerFlowRealtimeData` is one record; the inverter says in its head whether it is one.
pub(super) fn fronius(body: Value) -> Result<Record, String> {
    let status = body.pointer("/Head/Status").ok_or("no answer of a Fronius inverter")?;
    if status.get("Code").and_then(Value::as_i64) != Some(0) {
        let word = |name: &str| one_line(status.get(name).and_then(Value::as_str).unwrap_or_default(), LONGEST);
        return Err(format!("the inverter refuses: {} {}", word("Reason"), word("UserMessage")).trim().to_owned());
    }
    let site = body.pointer("/Body/Data/Site").ok_or("the inverter's answer has no Site")?.clone();
    Ok(Record { fields: Some(site), envelope: body, ..Record::default() })
}
