//! Sensor Measurement Lists (RFC 8428): records with base values become records that stand alone.

use serde_json::{Map, Value, json};

use super::super::{
    Record,
    record::{short_key, text},
};
use crate::{domain::Instant, relay::json};

/// Times below this are relative to now (RFC 8428, section 4.5.3).
const ABSOLUTE_FROM: f64 = 268_435_456.0;
/// The version that this reads (section 4.1).
const VERSION: f64 = 10.0;
/// Memory of one record, bytes: it has a dozen short fields.
const LARGEST_RECORD: usize = 64 << 10;

/// What the records before set for those that follow.
#[derive(Default)]
pub(super) struct Bases {
    name: String,
    time: f64,
    value: f64,
    unit: Option<String>,
}

impl Bases {
    /// A record that stands alone; `Ok(None)` where it sets base values alone. The inner error is of this record only.
    ///
    /// # Errors
    /// When the list cannot be read any further.
    pub fn resolve(&mut self, item: &str, received: Instant) -> Result<Option<Result<Record, String>>, String> {
        let item = match json::tree(item, LARGEST_RECORD) {
            Ok(item) => item,
            // It may have set the name and the time of all that follow.
            Err(error) => return Err(format!("a record cannot be read: {}", json::reason(&error))),
        };
        let number = |key: &str| item.get(key).and_then(Value::as_f64);
        let word = |key: &str| item.get(key).and_then(Value::as_str);
        if number("bver").is_some_and(|version| version > VERSION) {
            return Err("a version of SenML that is not known".to_owned());
        }
        if let Some(base) = word("bn") {
            // Written before every name that follows, so that a long one would be copied as often.
            self.name = short_key(base);
        }
        self.time = number("bt").unwrap_or(self.time);
        self.value = number("bv").unwrap_or(self.value);
        if let Some(unit) = word("bu") {
            self.unit = Some(short_key(unit));
        }
        let value = match (number("v"), item.get("vs").or(item.get("vb")), number("s")) {
            (Some(v), ..) => json!(v + self.value),
            (None, Some(other), _) => other.clone(),
            (None, None, Some(sum)) => json!(sum),
            // Base values alone.
            (None, None, None) if item.get("v").is_none() => return Ok(None),
            (None, None, None) => Value::Null,
        };
        let t = self.time + number("t").unwrap_or(0.0);
        let t = if t < ABSOLUTE_FROM { received.timestamp_millis() as f64 / 1000.0 + t } else { t };
        let key = short_key(&format!("{}{}", self.name, word("n").unwrap_or_default()));
        let mut fields = Map::new();
        fields.insert("n".to_owned(), json!(key));
        fields.insert("t".to_owned(), json!(t));
        fields.insert("v".to_owned(), value);
        if let Some(unit) = item.get("u").and_then(text).or_else(|| self.unit.clone()) {
            fields.insert("u".to_owned(), json!(unit));
        }
        Ok(Some(Ok(Record { key: Some(key), frame: None, envelope: Value::Object(fields), fields: None })))
    }
}
