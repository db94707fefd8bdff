//! Sensor Measurement Lists (RFC 8428): records with base values become records that stand alone.

use serde_json::{Map, Value, json};

use super::super::{Record, record::text};
use crate::domain::Instant;

/// Times below this are relative to now (RFC 8428, section 4.5.3).
const ABSOLUTE_FROM: f64 = 268_435_456.0;
/// The version that this reads (section 4.1).
const VERSION: f64 = 10.0;

pub(super) fn resolved(pack: &[Value], received: Instant) -> Result<Vec<Record>, String> {
    let (mut name, mut time, mut base_value) = (String::new(), 0.0, 0.0);
    let mut unit = None;
    let mut records = Vec::new();
    for item in pack {
        let number = |key: &str| item.get(key).and_then(Value::as_f64);
        let word = |key: &str| item.get(key).and_then(Value::as_str);
        if number("bver").is_some_and(|version| version > VERSION) {
            return Err("a version of SenML that is not known".to_owned());
        }
        if let Some(base) = word("bn") {
            base.clone_into(&mut name);
        }
        time = number("bt").unwrap_or(time);
        base_value = number("bv").unwrap_or(base_value);
        unit = word("bu").map(str::to_owned).or(unit);
        let value = match (number("v"), item.get("vs").or(item.get("vb")), number("s")) {
            (Some(v), ..) => json!(v + base_value),
            (None, Some(other), _) => other.clone(),
            (None, None, Some(sum)) => json!(sum),
            // Base values alone.
            (None, None, None) if item.get("v").is_none() => continue,
            (None, None, None) => Value::Null,
        };
        let t = time + number("t").unwrap_or(0.0);
        let t = if t < ABSOLUTE_FROM { received.timestamp_millis() as f64 / 1000.0 + t } else { t };
        let key = format!("{name}{}", word("n").unwrap_or_default());
        let mut fields = Map::new();
        fields.insert("n".to_owned(), json!(key));
        fields.insert("t".to_owned(), json!(t));
        fields.insert("v".to_owned(), value);
        if let Some(unit) = item.get("u").and_then(text).or_else(|| unit.clone()) {
            fields.insert("u".to_owned(), json!(unit));
        }
        records.push(Record { key: Some(key), frame: None, envelope: Value::Object(fields), fields: None });
    }
    Ok(records)
}
