//! The Things Stack, version 3: <https://www.thethingsindustries.com/docs/integrations/data-formats/>.

use serde_json::Value;

use super::{Message, foreign, report};
use crate::relay::sources::{path::find, record::text};

/// Messages of other kinds, by the key that holds their content.
const OTHERS: [&str; 10] = [
    "join_accept",
    "downlink_ack",
    "downlink_nack",
    "downlink_sent",
    "downlink_failed",
    "downlink_queued",
    "downlink_queue_invalidated",
    "location_solved",
    "service_data",
    "uplink_normalized",
];
/// The one event that carries what webhooks and MQTT carry.
const FORWARDED: &str = "as.up.data.forward";

pub(super) fn message(message: Value) -> Message {
    let message = match unwrapped(message) {
        Ok(message) => message,
        Err(event) => return Message::other(None, format!("the event {event} of The Things Stack")),
    };
    let Some(device) = find(&message, "end_device_ids.device_id").and_then(text) else {
        let what = foreign::named(&message);
        let what = what.unwrap_or("no message of The Things Stack: it has no end_device_ids.device_id");
        return Message::wrong(None, what);
    };
    let Some(uplink) = message.get("uplink_message") else {
        let what = OTHERS.iter().find(|kind| message.get(**kind).is_some()).unwrap_or(&"message without an uplink");
        return Message::other(Some(device), format!("a {what} of The Things Stack"));
    };
    if message.get("simulated") == Some(&Value::Bool(true)) {
        return Message::wrong(Some(device), "a simulated uplink");
    }
    let fields = uplink.get("decoded_payload").cloned();
    if fields.is_none() && uplink.get("frm_payload").is_none() {
        return Message::other(Some(device), "an uplink without a payload");
    }
    let frame = uplink.get("f_cnt").cloned();
    report(device, frame.as_ref(), fields, message)
}

/// The message inside of what the storage integration and the stream of events answer, `{"result": …}` and
/// `{"name": …, "data": …}`; the name of an event that carries no uplink as an error.
fn unwrapped(mut message: Value) -> Result<Value, String> {
    if message.get("end_device_ids").is_none()
        && let Some(inner) = message.get_mut("result")
    {
        message = inner.take();
    }
    let Some(name) = message.get("name").and_then(Value::as_str).filter(|_| message.get("identifiers").is_some())
    else {
        return Ok(message);
    };
    match (name, message.pointer("/data/end_device_ids")) {
        (FORWARDED, Some(_)) => Ok(message["data"].take()),
        _ => Err(name.chars().take(60).collect()),
    }
}
