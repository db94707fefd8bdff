//! What an emoncms at home gives of its feeds: `[[time, value or null], …]`, alone or in `[{"feedid", "data"}]`. Times are in
//! milliseconds, in seconds or ISO dates.
//!
//! The file does not say its unit. Values that go up and down are a power in watts, those that only grow a counter; what
//! fits neither is asked.

use serde_json::Value;

use super::{
    Reading,
    draft::{Cell, Draft, Row},
    evidence::Claim,
    stamp::{Stamp, stamp, unix_stamp},
};
use crate::domain::household::{Evidence, Form, NotRead, Reason, Stamps};

type Point = (Stamp, Option<f64>);

/// A feed's points, and its name where several may be there.
pub struct Feed {
    name: String,
    points: Vec<Point>,
}

/// The feeds of a document; `None` where it has none.
pub fn feeds(document: &Value) -> Option<Vec<Feed>> {
    if let Some(points) = document.as_array().and_then(|all| points(all)) {
        return Some(vec![Feed { name: String::new(), points }]);
    }
    let of = |object: &Value| {
        let name = object.get("feedid").or_else(|| object.get("feed"))?;
        let points = points(object.get("data")?.as_array()?)?;
        Some(Feed { name: name.as_str().map_or_else(|| name.to_string(), str::to_owned), points })
    };
    let feeds: Vec<Feed> = match document {
        Value::Array(all) => all.iter().filter_map(of).collect(),
        one => of(one).into_iter().collect(),
    };
    (!feeds.is_empty()).then_some(feeds)
}

/// The points of a feed; `None` where the list is none.
fn points(all: &[Value]) -> Option<Vec<Point>> {
    let point = |value: &Value| {
        let [time, value] = value.as_array()?.as_slice() else { return None };
        let at = match time {
            Value::String(text) => stamp(text)?,
            time => unix_stamp(time.as_f64()?)?,
        };
        match value {
            Value::Null => Some((at, None)),
            value => Some((at, Some(value.as_f64()?))),
        }
    };
    (!all.is_empty()).then(|| all.iter().map(point).collect()).flatten()
}

/// # Errors
/// When its values are neither watts nor a counter, or all of them are unknown.
pub fn read(mut draft: Draft, feeds: &[Feed]) -> Result<Reading, NotRead> {
    draft.note_shape(["emoncms"]);
    let claim = Claim { is_sensor: true, ..Claim::NONE }.with_stamps(Stamps::Start, Evidence::Signature);
    let series = draft.series(&claim);
    for (number, feed) in feeds.iter().enumerate() {
        for (time, value) in &feed.points {
            match value {
                _ if number > 0 => draft.leave_out(Reason::OtherMeter, &feed.name),
                None => draft.leave_out(Reason::NoValue, time),
                Some(value) => draft.row(series, Row { time: *time, value: Cell::Sum(*value), step: None }, time),
            }
        }
    }
    draft.finish(Form::EmoncmsFeed)
}
