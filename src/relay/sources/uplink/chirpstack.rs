//! ChirpStack, version 4 (<https://www.chirpstack.io/docs/chirpstack/integrations/events.html>) and version 3, whose messages
//! have `devEUI` for `deviceInfo.devEui`, `publishedAt` for `time`, and the decoded payload as text in `objectJSON`.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;

use super::{Message, foreign, report};
use crate::relay::sources::{path::find, record::text};

pub(super) fn message(message: Value) -> Message {
    if message.get("devEUI").is_some() {
        return version_3(message);
    }
    let Some(device) = find(&message, "deviceInfo.devEui").and_then(text) else {
        let what = foreign::named(&message).unwrap_or("no message of ChirpStack: it has no deviceInfo.devEui");
        return Message::wrong(None, what);
    };
    // Joins, acknowledgements, states of the battery and log entries have neither.
    if message.get("data").is_none() && message.get("object").is_none() {
        return Message::other(Some(device), kind(&message));
    }
    let fields = message.get("object").cloned();
    report(device, message.get("fCnt").cloned().as_ref(), fields, message)
}

fn version_3(mut message: Value) -> Message {
    let Some(device) = message.get("devEUI").and_then(Value::as_str).and_then(identifier) else {
        return Message::wrong(None, "a message of ChirpStack 3 whose devEUI is neither hexadecimal nor Base64");
    };
    let object = message.get("objectJSON").and_then(Value::as_str);
    if message.get("data").is_none() && object.is_none() && message.get("object").is_none() {
        return Message::other(Some(device), kind(&message));
    }
    let fields = object.and_then(|text| serde_json::from_str(text).ok()).or_else(|| message.get("object").cloned());
    // One configuration reads both versions: the instant stands where version 4 has it.
    let published = message.get("publishedAt").or_else(|| message.pointer("/rxInfo/0/time")).cloned();
    if let (Some(at), Some(message)) = (published, message.as_object_mut()) {
        message.entry("time").or_insert(at);
    }
    report(device, message.get("fCnt").cloned().as_ref(), fields, message)
}

/// Eight bytes in hexadecimal digits, as version 4 writes them; version 3 writes Base64 unless it is told otherwise.
fn identifier(eui: &str) -> Option<String> {
    if eui.len() == 16 && eui.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(eui.to_ascii_lowercase());
    }
    let bytes = BASE64_STANDARD.decode(eui).ok().filter(|bytes| bytes.len() == 8)?;
    Some(bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}

/// What a message without a payload is.
fn kind(message: &Value) -> String {
    let has = |key: &str| message.get(key).is_some();
    let word = |key: &str| -> String {
        message.get(key).and_then(Value::as_str).unwrap_or_default().chars().take(100).collect()
    };
    match () {
        () if has("batteryLevel") || has("margin") => "a device status of ChirpStack".to_owned(),
        () if has("acknowledged") => "an acknowledgement of ChirpStack".to_owned(),
        () if has("description") => format!("an entry of ChirpStack's log: {}", word("description")),
        () if has("error") => format!("an error of ChirpStack: {}", word("error")),
        () if has("location") => "a location of ChirpStack".to_owned(),
        () => "a message of ChirpStack without a payload".to_owned(),
    }
}
