use serde_json::json;

use super::*;
use crate::relay::sources::path::find;

/// The only message of a body.
fn one(payload: Payload, message: &Value) -> Message {
    let mut messages = messages(payload, None, message.to_string().as_bytes()).unwrap();
    assert_eq!(messages.len(), 1);
    messages.remove(0)
}
fn ttn(message: &Value) -> Message {
    one(Payload::Ttn, message)
}
fn record(message: Message) -> Record {
    match message {
        Message::Report(record) => record,
        other => panic!("{other:?}"),
    }
}
fn other(message: Message) -> String {
    match message {
        Message::Other { what, .. } => what,
        message => panic!("{message:?}"),
    }
}
fn wrong(message: Message) -> String {
    match message {
        Message::Wrong { reason, .. } => reason,
        message => panic!("{message:?}"),
    }
}
fn uplink() -> Value {
    json!({"end_device_ids": {"device_id": "loop-1"}, "received_at": "2026-11-21T10:00:00Z",
        "uplink_message": {"f_port": 2, "f_cnt": 42, "frm_payload": "AQ==", "decoded_payload": {"count": 3}}})
}

#[test]
fn an_uplink_of_the_things_stack_is_read() {
    let record = record(ttn(&uplink()));
    assert_eq!((record.key.as_deref(), record.frame, record.port()), (Some("loop-1"), Some(42), Some(2)));
    assert_eq!(record.field("count"), Some(&json!(3)));
    assert_eq!(find(&record.envelope, "received_at"), Some(&json!("2026-11-21T10:00:00Z")));
}

#[test]
fn the_storage_and_the_events_of_the_things_stack_are_read_too() {
    let stored = json!({"result": uplink()});
    let event = json!({"name": "as.up.data.forward", "time": "2026-11-21T10:00:01Z",
        "identifiers": [{"device_ids": {"device_id": "loop-1"}}],
        "data": {"@type": "type.googleapis.com/ttn.lorawan.v3.ApplicationUp", "end_device_ids": {"device_id": "loop-1"},
                 "received_at": "2026-11-21T10:00:00Z", "uplink_message": uplink()["uplink_message"]}});
    for message in [stored, event.clone(), json!({"result": event})] {
        let record = record(ttn(&message));
        assert_eq!((record.key.as_deref(), record.frame, record.port()), (Some("loop-1"), Some(42), Some(2)));
        assert_eq!(find(&record.envelope, "received_at"), Some(&json!("2026-11-21T10:00:00Z")));
    }
    let gateway = json!({"name": "gs.up.receive", "identifiers": [], "data": {"message": {}}});
    assert_eq!(other(ttn(&gateway)), "the event gs.up.receive of The Things Stack");
    let lines = format!("{}\n\n{}\n", json!({"result": uplink()}), json!({"result": uplink()}));
    assert_eq!(messages(Payload::Ttn, None, lines.as_bytes()).unwrap().len(), 2);
    let list = json!([uplink(), {"hello": 1}, 3]).to_string();
    let read = messages(Payload::Ttn, None, list.as_bytes()).unwrap();
    assert!(matches!(&read[..], [Message::Report(_), Message::Wrong { .. }, Message::Wrong { .. }]), "{read:?}");
}

#[test]
fn bodies_of_very_many_messages_are_refused() {
    let many = vec![json!({"n": 1}); MOST_AT_ONCE + 1];
    let list = messages(Payload::Json, None, Value::Array(many.clone()).to_string().as_bytes());
    assert_eq!(list.unwrap_err(), "more than 500 messages at once");
    let lines = many.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert_eq!(messages(Payload::Json, None, lines.as_bytes()).unwrap_err(), "more than 500 messages at once");
}

#[test]
fn a_frame_number_of_zero_is_left_out() {
    let message = json!({"end_device_ids": {"device_id": "a"}, "uplink_message": {"decoded_payload": {}}});
    assert_eq!(record(ttn(&message)).frame, Some(0));
}

#[test]
fn a_payload_that_was_not_decoded_says_nothing() {
    let message = json!({"end_device_ids": {"device_id": "a"}, "uplink_message": {"frm_payload": "AA=="}});
    assert!(record(ttn(&message)).is_undecoded());
    let chirp = json!({"deviceInfo": {"devEui": "0102"}, "fCnt": 1, "data": "AA=="});
    assert!(record(one(Payload::Chirpstack, &chirp)).is_undecoded());
    let empty = json!({"end_device_ids": {"device_id": "a"}, "uplink_message": {"f_cnt": 3}});
    assert_eq!(other(ttn(&empty)), "an uplink without a payload");
}

#[test]
fn messages_of_other_kinds_are_passed_over_by_name() {
    let join = json!({"end_device_ids": {"device_id": "a"}, "join_accept": {}});
    assert_eq!(other(ttn(&join)), "a join_accept of The Things Stack");
    assert!(wrong(ttn(&json!({"hello": 1}))).starts_with("no message of The Things Stack"));
    let simulated =
        json!({"end_device_ids": {"device_id": "a"}, "simulated": true, "uplink_message": {"decoded_payload": {}}});
    assert_eq!(wrong(ttn(&simulated)), "a simulated uplink");
    let chirp = |message| other(one(Payload::Chirpstack, &message));
    let status = json!({"deviceInfo": {"devEui": "a1"}, "margin": 7, "batteryLevel": 88.0});
    assert_eq!(chirp(status), "a device status of ChirpStack");
    let log =
        json!({"deviceInfo": {"devEui": "a1"}, "code": "UPLINK_CODEC", "description": "no function decodeUplink"});
    assert_eq!(chirp(log), "an entry of ChirpStack's log: no function decodeUplink");
}

#[test]
fn an_uplink_of_chirpstack_is_read() {
    let message = json!({"deviceInfo": {"devEui": "a1b2", "deviceName": "Loop"}, "time": "2026-11-21T10:00:00.123Z",
        "fCnt": 9, "fPort": 2, "object": {"vehicles": 0}});
    let record = record(one(Payload::Chirpstack, &message));
    assert_eq!((record.key.as_deref(), record.frame, record.port()), (Some("a1b2"), Some(9), Some(2)));
    assert_eq!(record.field("vehicles"), Some(&json!(0)));
}

#[test]
fn an_uplink_of_chirpstack_3_is_read() {
    let file = include_str!("../../../../tests/data/uplinks/chirpstack-v3.json");
    let text = file.replace("@NOW@", "2026-11-21T10:00:00Z");
    let inline = json!({"devEUI": "A84041FFFF000001", "fCnt": 9, "fPort": 1, "data": "Bw==", "object": {"vehicles": 7},
        "rxInfo": [{"time": "2026-11-21T10:00:00Z"}]});
    for message in [serde_json::from_str(&text).unwrap(), inline] {
        let record = record(one(Payload::Chirpstack, &message));
        assert_eq!((record.key.as_deref(), record.frame), (Some("a84041ffff000001"), Some(9)));
        assert_eq!((record.field("vehicles"), record.port()), (Some(&json!(7)), Some(1)));
        assert_eq!(find(&record.envelope, "time"), Some(&json!("2026-11-21T10:00:00Z")));
    }
    let undecoded = json!({"devEUI": "qEBB//8AAAE=", "fCnt": 9, "data": "Bw==", "objectJSON": ""});
    assert!(record(one(Payload::Chirpstack, &undecoded)).is_undecoded());
    let status = json!({"devEUI": "qEBB//8AAAE=", "margin": 3, "batteryLevel": 44.0});
    assert_eq!(other(one(Payload::Chirpstack, &status)), "a device status of ChirpStack");
    assert!(wrong(one(Payload::Chirpstack, &json!({"devEUI": "?", "data": ""}))).contains("ChirpStack 3"));
}

#[test]
fn messages_of_other_servers_are_named_with_what_to_do() {
    for (payload, message, words) in [
        (Payload::Ttn, json!({"deviceInfo": {"devEui": "a"}, "object": {}}), "payload = \"chirpstack\""),
        (Payload::Ttn, json!({"devEUI": "a", "objectJSON": "{}"}), "payload = \"chirpstack\""),
        (Payload::Chirpstack, uplink(), "payload = \"ttn\""),
        (Payload::Ttn, json!({"app_id": "a", "dev_id": "b", "payload_fields": {}}), "version 2, which ended in 2021"),
        (Payload::Ttn, json!({"DevEUI_uplink": {"DevEUI": "A8"}}), "Actility ThingPark"),
        (Payload::Chirpstack, json!({"streamId": "urn:lo:a", "value": {}}), "Orange Live Objects"),
        (Payload::Chirpstack, json!({"cmd": "rx", "EUI": "A8"}), "Loriot"),
    ] {
        let reason = wrong(one(payload, &message));
        assert!(reason.contains(words), "{reason}");
    }
}

#[test]
fn a_plain_message_names_its_key() {
    let mut read = messages(Payload::Json, Some("id"), br#"{"id":7,"n":2}"#).unwrap();
    let record = record(read.remove(0));
    assert_eq!((record.key.as_deref(), record.frame), (Some("7"), None));
    assert!(matches!(&messages(Payload::Json, None, b"[1]").unwrap()[..], [Message::Wrong { .. }]));
    assert!(messages(Payload::Json, None, b"\xff\xfe").is_err());
}
