//! Series of emoncms feeds: `[[milliseconds, value or null], …]`.

use serde_json::{Value, json};

use super::super::Record;

/// Errors come with HTTP 200: an object that says so, or `false` for a feed that one may not see.
pub(super) fn series(body: &Value, feed: Option<&str>) -> Result<Vec<Record>, String> {
    match body {
        Value::Array(points) => Ok(points.iter().filter_map(|point| record(point, feed)).collect()),
        Value::Bool(false) => Err("emoncms refuses: the key may not read this feed".to_owned()),
        Value::Object(answer) => {
            let message = answer.get("message").and_then(Value::as_str).unwrap_or("no reason given");
            Err(format!("emoncms refuses: {message}"))
        }
        Value::Null | Value::Bool(true) | Value::Number(_) | Value::String(_) => Err("no series of a feed".to_owned()),
    }
}

fn record(point: &Value, feed: Option<&str>) -> Option<Record> {
    let [time, value] = point.as_array()?.as_slice() else { return None };
    let envelope = json!({"time": time, "value": value});
    Some(Record { key: feed.map(str::to_owned), frame: None, envelope, fields: None })
}
