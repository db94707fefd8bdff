//! What a field's value says.

use std::fmt::{self, Write};

use serde_json::Value;

use super::record::text;
use crate::{
    domain::{LiveState, Minutes, WaitInterval},
    relay::{
        config::{SiteMap, UNKNOWN_WORD, band},
        foreign::one_line,
        waits::Level,
    },
};

/// Longer queues are a sensor's fault.
const LONGEST_QUEUE: f64 = 500.0;
/// Words for a value that is not known, as portals write them.
const UNKNOWN: [&str; 6] = ["", "ND", "NA", "N/A", "null", "-"];

/// A number, also one that came as text; `Ok(None)` where the source says that it does not know.
pub(super) fn number(value: &Value) -> Result<Option<f64>, String> {
    let said = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) if UNKNOWN.contains(&text.trim()) => return Ok(None),
        Value::String(text) => text.trim().parse().ok(),
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        Value::Null => return Ok(None),
        Value::Array(_) | Value::Object(_) => None,
    };
    said.filter(|n: &f64| n.is_finite()).map(Some).ok_or_else(|| format!("{} is no number", short(value)))
}

/// A whole number of vehicles.
pub(super) fn count(value: &Value, most: f64) -> Result<Option<u64>, String> {
    let Some(n) = number(value)? else { return Ok(None) };
    let whole = n.round();
    if (n - whole).abs() > 1e-6 || !(0.0..=most).contains(&whole) {
        return Err(format!("{} is no number of vehicles", short(value)));
    }
    Ok(Some(whole as u64))
}

pub(super) fn queue(value: &Value) -> Result<Option<u32>, String> {
    count(value, LONGEST_QUEUE).map(|n| n.map(|n| n as u32))
}

/// Our word for the source's, by the configuration, or the source's own where it already is ours.
fn ours<'a>(value: &'a Value, map: &'a SiteMap) -> Result<String, String> {
    let said = text(value).ok_or_else(|| format!("{} is no word", short(value)))?;
    Ok(map.values.get(said.trim()).cloned().unwrap_or_else(|| said.trim().to_owned()))
}

pub(super) fn level(value: &Value, map: &SiteMap) -> Result<Option<Level>, String> {
    match ours(value, map)?.as_str() {
        "fluid" => Ok(Some(Level::Fluid)),
        "dense" => Ok(Some(Level::Dense)),
        "saturated" => Ok(Some(Level::Saturated)),
        UNKNOWN_WORD => Ok(None),
        _ => Err(format!("{} is no level that the configuration knows", short(value))),
    }
}

pub(super) fn state(value: &Value, map: &SiteMap) -> Result<Option<LiveState>, String> {
    match ours(value, map)?.as_str() {
        "open" => Ok(Some(LiveState::Open)),
        "closed" => Ok(Some(LiveState::Closed)),
        UNKNOWN_WORD => Ok(None),
        _ => Err(format!("{} is no state that the configuration knows", short(value))),
    }
}

/// `[5, 10]`, `[30, null]`, or a word for a band.
pub(super) fn wait(value: &Value, map: &SiteMap) -> Result<Option<WaitInterval>, String> {
    let wrong = || format!("{} is no wait that the configuration knows", short(value));
    let minutes = |value: &Value| {
        number(value).ok().flatten().filter(|n| (0.0..=1440.0).contains(n)).map(|n| Minutes(n.round() as u32))
    };
    match value {
        Value::Array(ends) => match &ends[..] {
            [low, Value::Null] | [low] => WaitInterval::new(minutes(low).ok_or_else(wrong)?, None),
            [low, high] => WaitInterval::new(minutes(low).ok_or_else(wrong)?, Some(minutes(high).ok_or_else(wrong)?)),
            _ => None,
        }
        .map(Some)
        .ok_or_else(wrong),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            let word = ours(value, map)?;
            if word == UNKNOWN_WORD { Ok(None) } else { band(&word).map(Some).ok_or_else(wrong) }
        }
    }
}

/// A value as it may stand in a message: foreign text may be long.
pub(super) fn short(value: &Value) -> String {
    let mut begin = Begin(String::new());
    // An error says that there is more, which the ellipsis says too.
    let _ = write!(begin, "{value}");
    one_line(&begin.0, MOST_SHOWN)
}

/// Characters of a value that a message shows.
const MOST_SHOWN: usize = 40;

/// The begin of what is written; the rest is never made.
struct Begin(String);

impl fmt::Write for Begin {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend(text.chars().take(MOST_SHOWN + 1));
        if self.0.chars().count() > MOST_SHOWN { Err(fmt::Error) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::relay::config::Sees;

    fn map(values: &[(&str, &str)]) -> SiteMap {
        let values = values.iter().map(|(theirs, ours)| ((*theirs).to_owned(), (*ours).to_owned())).collect();
        SiteMap { site: "riantec".parse().unwrap(), sees: Sees::Level, lane: None, values }
    }

    #[test]
    fn numbers_may_come_as_text_and_may_be_unknown() {
        assert_eq!(number(&json!("7")), Ok(Some(7.0)));
        assert_eq!(number(&json!(true)), Ok(Some(1.0)));
        for unknown in [json!(null), json!("ND"), json!(" "), json!("NA")] {
            assert_eq!(number(&unknown), Ok(None), "{unknown}");
        }
        for wrong in [json!("7,5"), json!("abc"), json!([1]), json!({}), json!("inf"), json!("NaN")] {
            assert!(number(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn vehicles_are_whole_and_not_absurd() {
        assert_eq!(queue(&json!(3.0)), Ok(Some(3)));
        for absurd in [json!(-1), json!(2.5), json!(501), json!(1e300)] {
            assert!(queue(&absurd).is_err(), "{absurd}");
        }
    }

    #[test]
    fn words_are_translated_by_the_configuration() {
        let map = map(&[("RED", "saturated"), ("CLOSED", "unknown"), ("1", "fluid")]);
        assert_eq!(level(&json!("RED"), &map), Ok(Some(Level::Saturated)));
        assert_eq!(level(&json!(1), &map), Ok(Some(Level::Fluid)));
        assert_eq!(level(&json!("CLOSED"), &map), Ok(None));
        assert!(level(&json!("PURPLE"), &map).unwrap_err().contains("PURPLE"));
        assert_eq!(state(&json!("closed"), &map), Ok(Some(LiveState::Closed)));
    }

    #[test]
    fn waits_come_as_pairs_or_as_words() {
        let map = map(&[("long", "30-"), ("off", "unknown")]);
        let interval = |low, high: Option<u32>| Ok(WaitInterval::new(Minutes(low), high.map(Minutes)));
        assert_eq!(wait(&json!([5, 10]), &map), interval(5, Some(10)));
        assert_eq!(wait(&json!([30, null]), &map), interval(30, None));
        assert_eq!(wait(&json!("long"), &map), interval(30, None));
        assert_eq!(wait(&json!("10-20"), &map), interval(10, Some(20)));
        assert_eq!(wait(&json!("off"), &map), Ok(None));
        for wrong in [json!([10, 5]), json!([]), json!(["a", 1]), json!("soon"), json!([0, 1e9])] {
            assert!(wait(&wrong, &map).is_err(), "{wrong}");
        }
    }

    #[test]
    fn foreign_text_is_shortened() {
        assert!(short(&json!("x".repeat(10_000))).chars().count() <= 41);
    }
}
