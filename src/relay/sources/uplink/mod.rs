//! Uplinks of LoRaWAN devices, as the two common network servers pack them, and plain JSON messages.

mod chirpstack;
mod foreign;
mod the_things_stack;

use serde_json::{Deserializer, Value};

use super::{Record, forms, record::short_key};
use crate::relay::config::Payload;

/// More messages in one body are refused: network servers send one, exports of a day some hundreds.
const MOST_AT_ONCE: usize = 500;
/// Fields of a record whose payload its network server did not decode.
pub(super) const UNDECODED: Value = Value::Null;

/// What one message is.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A report, perhaps with a payload that was not decoded ([`Record::is_undecoded`]).
    Report(Record),
    /// A message of another kind, such as a join or an acknowledgement: from whom, and what it is.
    Other { key: Option<String>, what: String },
    /// A message that cannot be read: from whom, and why.
    Wrong { key: Option<String>, reason: String },
}

impl Message {
    fn other(key: Option<String>, what: impl Into<String>) -> Self {
        Self::Other { key, what: what.into() }
    }

    fn wrong(key: Option<String>, reason: impl Into<String>) -> Self {
        Self::Wrong { key, reason: reason.into() }
    }
}

/// The messages in one body: one as a rule; several as a list or a line each, as exports and batched posts have them.
///
/// The Things Stack leaves out fields that are "", 0 or false, so a frame number or a count of zero disappears: the number
/// is then 0, and what a missing field means is for the configuration to say.
///
/// # Errors
/// When the body is no JSON, or holds more than [`MOST_AT_ONCE`] messages.
pub fn messages(payload: Payload, key: Option<&str>, body: &[u8]) -> Result<Vec<Message>, String> {
    let values = match forms::message(body) {
        Ok(Value::Array(values)) => values,
        Ok(value) => vec![value],
        // A line for each, as The Things Stack's storage answers.
        Err(reason) => lines(body).ok_or(reason)?,
    };
    if values.len() > MOST_AT_ONCE {
        return Err(format!("more than {MOST_AT_ONCE} messages at once"));
    }
    Ok(values.into_iter().map(|value| message(payload, key, value)).collect())
}

/// Several JSON values one after the other; `None` where the body is something else.
fn lines(body: &[u8]) -> Option<Vec<Value>> {
    let values = Deserializer::from_slice(body).into_iter().take(MOST_AT_ONCE + 1).collect::<Result<Vec<Value>, _>>();
    values.ok().filter(|values| values.len() > 1)
}

fn message(payload: Payload, key: Option<&str>, message: Value) -> Message {
    if !message.is_object() {
        return Message::wrong(None, "the message is no JSON object");
    }
    match payload {
        Payload::Ttn => the_things_stack::message(message),
        Payload::Chirpstack => chirpstack::message(message),
        Payload::Person => Message::Report(Record::keyed(message, Some("site"))),
        Payload::Json => Message::Report(Record::keyed(message, key)),
    }
}

/// A report with what its network server made of the payload.
fn report(key: String, frame: Option<&Value>, fields: Option<Value>, envelope: Value) -> Message {
    let frame = frame.and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
    let fields = fields.filter(Value::is_object).unwrap_or(UNDECODED);
    Message::Report(Record { key: Some(short_key(&key)), frame: Some(frame), envelope, fields: Some(fields) })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
