//! What an emoncms at home gives of one of its feeds: `[[time in milliseconds, value or null], …]`.
//!
//! The file does not say its unit. A feed is a power in watts, or a counter in kilowatt-hours that only climbs; which of
//! both is told by its values, and what fits neither is refused: a total that is wrong by a thousand helps nobody.

use serde_json::Value;

use super::{
    Reading,
    draft::{Draft, Row},
    header::Unit,
    stamp::Stamp,
};
use crate::domain::{
    Instant,
    household::{Form, NotRead, Reason, ShortName, Stamps},
};

/// What a household draws at least on average, watts: below lie energies of steps, in kilowatt-hours.
const LEAST_MEAN_W: f64 = 5.0;
/// The largest connection of a household, kW (« 36 kVA »): a counter that climbs faster counts watt-hours.
const LARGEST_KW: f64 = 36.0;
/// Fewer values do not tell a counter from a power.
const FEWEST: usize = 4;

type Point = (Instant, Option<f64>);

/// The points of a feed; `None` where the list is none.
pub fn points(all: &[Value]) -> Option<Vec<Point>> {
    let point = |value: &Value| {
        let [time, value] = value.as_array()?.as_slice() else { return None };
        let at = Instant::from_timestamp_millis(time.as_f64().filter(|time| time.abs() < 1e15)? as i64)?;
        match value {
            Value::Null => Some((at, None)),
            value => Some((at, Some(value.as_f64()?))),
        }
    };
    (!all.is_empty()).then(|| all.iter().map(point).collect()).flatten()
}

/// # Errors
/// When its values are neither watts nor a counter, or all of them are unknown.
pub fn read(mut draft: Draft, points: &[Point]) -> Result<Reading, NotRead> {
    let known: Vec<(Instant, f64)> = points.iter().filter_map(|(at, value)| Some((*at, (*value)?))).collect();
    let unit = unit(&known)?;
    draft.stamps = Some(Stamps::Start);
    for (at, value) in points {
        let time = Stamp::At(*at);
        match value {
            None => draft.leave_out(Reason::NoValue, &time),
            Some(value) if !unit.is_power() => draft.counter(time, value * unit.factor(), &time),
            Some(value) => {
                draft.row(Row { time, value: &value.to_string(), unit, step: None }, &time);
            }
        }
    }
    draft.finish(Form::EmoncmsFeed)
}

fn unit(known: &[(Instant, f64)]) -> Result<Unit, NotRead> {
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return Err(NotRead::NoReadings) };
    let climbs = known.windows(2).all(|pair| pair[0].1 <= pair[1].1) && last.1 > first.1;
    if climbs && known.len() >= FEWEST {
        let hours = (last.0 - first.0).num_seconds() as f64 / 3600.0;
        let is_kilowatt_hours = last.1 - first.1 <= LARGEST_KW * hours;
        return Ok(if is_kilowatt_hours { Unit::KilowattHours } else { Unit::WattHours });
    }
    let mean = known.iter().map(|(_, value)| value).sum::<f64>() / known.len() as f64;
    if mean >= LEAST_MEAN_W { Ok(Unit::Watts) } else { Err(NotRead::UnknownUnit(ShortName::NONE)) }
}
