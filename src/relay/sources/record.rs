//! One record of a source, whatever form it came in.

use serde_json::Value;

use super::{path::find, uplink::UNDECODED};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// What tells it from others: a device, a feed, a place.
    pub key: Option<String>,
    /// The sender's own number.
    pub frame: Option<u32>,
    /// What the instant is looked for in.
    pub envelope: Value,
    /// What the fields are looked for in, where that is another part.
    pub fields: Option<Value>,
}

impl Record {
    /// A record whose key stands at `key`.
    pub fn keyed(value: Value, key: Option<&str>) -> Self {
        let key = key.and_then(|key| find(&value, key)).and_then(text).map(|key| short_key(&key));
        Self { key, frame: None, envelope: value, fields: None }
    }

    pub fn field(&self, path: &str) -> Option<&Value> {
        find(self.fields.as_ref().unwrap_or(&self.envelope), path)
    }

    /// The port of an uplink, as either network server writes it; neither writes the port 0 of frames without a payload.
    pub fn port(&self) -> Option<u64> {
        let of = |path| find(&self.envelope, path).and_then(Value::as_u64);
        of("uplink_message.f_port").or_else(|| of("fPort"))
    }

    /// Whether this is an uplink whose payload the network server did not decode.
    pub fn is_undecoded(&self) -> bool {
        self.fields.as_ref() == Some(&UNDECODED)
    }

    /// For messages.
    pub fn name(&self) -> &str {
        self.key.as_deref().unwrap_or("record")
    }
}

/// Longest key, characters; real ones are device identifiers and names of places.
const LONGEST_KEY: usize = 128;

/// A key of bounded length. One that is cut ends with an ellipsis, so that it is no other's.
pub(super) fn short_key(key: &str) -> String {
    match key.char_indices().nth(LONGEST_KEY) {
        Some((end, _)) => format!("{}…", &key[..end]),
        None => key.to_owned(),
    }
}

/// A word, a number or a truth value as text; identifiers come as any of these.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
