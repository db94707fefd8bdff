//! Uplinks of LoRaWAN devices, as the two common network servers pack them, and plain JSON messages.

use serde_json::Value;

use super::{
    Record, forms,
    path::find,
    record::{short_key, text},
};
use crate::relay::config::Payload;

/// The record in one message. `Ok(None)`: a message of another kind, a join or an acknowledgement.
///
/// Fields that are "", 0 or false are left out by The Things Stack, so a frame number or a count of zero disappears: the
/// number is then 0, and what a missing field means is for the configuration to say. A message without any decoded
/// payload says nothing, since nobody decoded it.
///
/// # Errors
/// When it is no such message.
pub fn uplink(payload: Payload, key: Option<&str>, body: &[u8]) -> Result<Option<Record>, String> {
    let message = forms::message(body)?;
    match payload {
        Payload::Ttn => the_things_stack(message),
        Payload::Chirpstack => chirpstack(message),
        Payload::Person if message.is_object() => Ok(Some(Record::keyed(message, Some("site")))),
        Payload::Json if message.is_object() => Ok(Some(Record::keyed(message, key))),
        Payload::Json | Payload::Person => Err("the message is no JSON object".to_owned()),
    }
}

/// <https://www.thethingsindustries.com/docs/integrations/data-formats/>
fn the_things_stack(message: Value) -> Result<Option<Record>, String> {
    let Some(device) = find(&message, "end_device_ids.device_id").and_then(text) else {
        return Err("no message of The Things Stack: it has no end_device_ids.device_id".to_owned());
    };
    let Some(uplink) = message.get("uplink_message") else { return Ok(None) };
    if message.get("simulated") == Some(&Value::Bool(true)) {
        return Err(format!("{device}: a simulated uplink"));
    }
    let fields = uplink.get("decoded_payload").cloned();
    let frame = frame(uplink.get("f_cnt"));
    record(device, frame, fields, message)
}

/// <https://www.chirpstack.io/docs/chirpstack/integrations/events.html>
fn chirpstack(message: Value) -> Result<Option<Record>, String> {
    let Some(device) = find(&message, "deviceInfo.devEui").and_then(text) else {
        return Err("no message of ChirpStack: it has no deviceInfo.devEui".to_owned());
    };
    // Joins, acknowledgements and log entries have neither.
    if message.get("data").is_none() && message.get("object").is_none() {
        return Ok(None);
    }
    let fields = message.get("object").cloned();
    let frame = frame(message.get("fCnt"));
    record(device, frame, fields, message)
}

fn record(key: String, frame: u32, fields: Option<Value>, envelope: Value) -> Result<Option<Record>, String> {
    let key = short_key(&key);
    match fields {
        Some(fields @ Value::Object(_)) => {
            Ok(Some(Record { key: Some(key), frame: Some(frame), envelope, fields: Some(fields) }))
        }
        Some(_) | None => Err(format!("{key}: the payload is not decoded; has the device a payload formatter?")),
    }
}

fn frame(count: Option<&Value>) -> u32 {
    count.and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ttn(message: &Value) -> Result<Option<Record>, String> {
        uplink(Payload::Ttn, None, message.to_string().as_bytes())
    }

    #[test]
    fn an_uplink_of_the_things_stack_is_read() {
        let message = json!({"end_device_ids": {"device_id": "loop-1"}, "received_at": "2026-11-21T10:00:00Z",
            "uplink_message": {"f_port": 1, "f_cnt": 42, "frm_payload": "AQ==", "decoded_payload": {"count": 3}}});
        let record = ttn(&message).unwrap().unwrap();
        assert_eq!((record.key.as_deref(), record.frame), (Some("loop-1"), Some(42)));
        assert_eq!(record.field("count"), Some(&json!(3)));
        assert_eq!(find(&record.envelope, "received_at"), Some(&json!("2026-11-21T10:00:00Z")));
    }

    #[test]
    fn a_frame_number_of_zero_is_left_out() {
        let message = json!({"end_device_ids": {"device_id": "a"}, "uplink_message": {"decoded_payload": {}}});
        assert_eq!(ttn(&message).unwrap().unwrap().frame, Some(0));
    }

    #[test]
    fn what_nobody_decoded_says_nothing() {
        let message = json!({"end_device_ids": {"device_id": "a"}, "uplink_message": {"frm_payload": "AA=="}});
        assert!(ttn(&message).unwrap_err().contains("payload formatter"));
        let chirp = json!({"deviceInfo": {"devEui": "0102"}, "fCnt": 1, "data": "AA=="});
        assert!(uplink(Payload::Chirpstack, None, chirp.to_string().as_bytes()).unwrap_err().contains("0102"));
    }

    #[test]
    fn messages_of_other_kinds_are_passed_over() {
        let join = json!({"end_device_ids": {"device_id": "a"}, "join_accept": {}});
        assert_eq!(ttn(&join), Ok(None));
        assert!(ttn(&json!({"hello": 1})).is_err());
        let simulated =
            json!({"end_device_ids": {"device_id": "a"}, "simulated": true, "uplink_message": {"decoded_payload": {}}});
        assert!(ttn(&simulated).unwrap_err().contains("simulated"));
    }

    #[test]
    fn an_uplink_of_chirpstack_is_read() {
        let message = json!({"deviceInfo": {"devEui": "a1b2", "deviceName": "Loop"}, "time": "2026-11-21T10:00:00.123Z",
            "fCnt": 9, "object": {"vehicles": 0}});
        let record = uplink(Payload::Chirpstack, None, message.to_string().as_bytes()).unwrap().unwrap();
        assert_eq!(
            (record.key.as_deref(), record.frame, record.field("vehicles")),
            (Some("a1b2"), Some(9), Some(&json!(0)))
        );
    }

    #[test]
    fn a_plain_message_names_its_key() {
        let record = uplink(Payload::Json, Some("id"), br#"{"id":7,"n":2}"#).unwrap().unwrap();
        assert_eq!((record.key.as_deref(), record.frame), (Some("7"), None));
        assert!(uplink(Payload::Json, None, b"[1]").is_err());
        assert!(uplink(Payload::Json, None, b"\xff\xfe").is_err());
    }
}
