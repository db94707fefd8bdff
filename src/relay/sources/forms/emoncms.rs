//! Series of emoncms feeds: `[[milliseconds, value or null], …]`.

use serde_json::{Value, json};

use super::{super::Record, Receive, tree};
use crate::relay::{
    foreign::{LONGEST, one_line},
    json,
};

/// Errors come with HTTP 200: an object that says so, or `false` for a feed that one may not see.
pub(super) fn series(body: &str, feed: Option<&str>, receive: Receive<'_>) -> Result<(), String> {
    match json::first(body) {
        Some(b'[') => {
            let points =
                json::each_item(body, |point| record(point, feed).map_or(Ok(()), |record| receive(Ok(record))));
            points.map_err(|error| json::reason(&error)).and_then(|refusal| refusal)
        }
        Some(b'f') => Err("emoncms refuses: the key may not read this feed".to_owned()),
        Some(b'{') => {
            let message = json::at(body, "message").ok().flatten().and_then(|message| tree(message).ok());
            let message = message.as_ref().and_then(Value::as_str).unwrap_or("no reason given");
            Err(format!("emoncms refuses: {}", one_line(message, LONGEST)))
        }
        Some(_) | None => Err("no series of a feed".to_owned()),
    }
}

/// Memory of one point, bytes: a list of two numbers, or of a number and a word.
const LARGEST_POINT: usize = 4 << 10;

fn record(point: &str, feed: Option<&str>) -> Option<Record> {
    let point = json::tree(point, LARGEST_POINT).ok()?;
    let [time, value] = point.as_array()?.as_slice() else { return None };
    let envelope = json!({"time": time, "value": value});
    Some(Record { key: feed.map(str::to_owned), frame: None, envelope, fields: None })
}
