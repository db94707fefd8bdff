//! Messages of other network servers: what they are, and what to do.

use serde_json::Value;

/// A sentence about a message that another kind of source should read; `None` where nothing gives it away.
pub(super) fn named(message: &Value) -> Option<&'static str> {
    let has = |key: &str| message.get(key).is_some();
    Some(match () {
        () if has("end_device_ids") => "a message of The Things Stack: payload = \"ttn\" reads it",
        () if has("deviceInfo") || has("devEUI") => "a message of ChirpStack: payload = \"chirpstack\" reads it",
        () if has("dev_id") && has("app_id") => {
            "a message of The Things Network's version 2, which ended in 2021: move the device to The Things Stack"
        }
        () if has("DevEUI_uplink") => {
            "a message of Actility ThingPark: payload = \"json\" with key = \"DevEUI_uplink.DevEUI\" reads it where the \
             platform decodes payloads"
        }
        () if has("streamId") && has("value") => {
            "a message of Orange Live Objects: payload = \"json\" with key = \"streamId\" reads it where the platform \
             decodes payloads"
        }
        () if has("cmd") && has("EUI") => {
            "a message of Loriot: payload = \"json\" with key = \"EUI\" reads it where the platform decodes payloads"
        }
        () => return None,
    })
}
