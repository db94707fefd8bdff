//! When a record was seen, as its source writes it.

use super::{
    path::find,
    record::{Record, text},
};
use crate::{
    domain::Instant,
    relay::{
        config::{When, WhenFormat},
        foreign::one_line,
    },
};
use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

/// Characters of a text that is no instant in a message.
const MOST_SHOWN: usize = 60;
/// Clocks that were never set say 1970; no sensor of ours is older than this.
const YEARS: std::ops::Range<i32> = 2000..2100;

/// The instant of a record.
///
/// # Errors
/// When it has none, or one that is not written as the configuration says.
pub(super) fn instant(record: &Record, when: &When, received: Instant) -> Result<Instant, String> {
    let When::Field { path, format, .. } = when else { return Ok(received) };
    let value = find(&record.envelope, path).ok_or_else(|| format!("no instant at \"{path}\""))?;
    let value = value.get("@value").unwrap_or(value);
    let text = text(value).ok_or_else(|| format!("no instant at \"{path}\""))?;
    let at = read(text.trim(), format, received)?;
    if YEARS.contains(&at.year()) {
        Ok(at)
    } else {
        Err(format!("the instant \"{}\" is absurd", one_line(&text, MOST_SHOWN)))
    }
}

fn read(text: &str, format: &WhenFormat, received: Instant) -> Result<Instant, String> {
    let wrong = |what: &str| format!("the instant \"{}\" {what}", one_line(text, MOST_SHOWN));
    let number = |per_second: f64| {
        let seconds = text.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(|| wrong("is no number"))?;
        let milliseconds = (seconds * 1000.0 / per_second).round();
        // Beyond what an integer holds `as` stops at its end, which is no instant either.
        DateTime::from_timestamp_millis(milliseconds as i64).ok_or_else(|| wrong("is absurd"))
    };
    match format {
        WhenFormat::Seconds => number(1.0),
        WhenFormat::Milliseconds => number(1000.0),
        WhenFormat::Rfc3339 => {
            // An interval counts from its beginning.
            let first = text.split('/').next().unwrap_or(text);
            DateTime::parse_from_rfc3339(first).map(|at| at.to_utc()).map_err(|_| {
                let local = first.parse::<NaiveDateTime>().is_ok();
                wrong(if local {
                    "has no zone; at_format and at_zone must say it"
                } else {
                    "is not written as RFC 3339"
                })
            })
        }
        WhenFormat::Pattern(pattern, None) => DateTime::parse_from_str(text, pattern)
            .map(|at| at.to_utc())
            .map_err(|_| wrong(&format!("is not {pattern}"))),
        WhenFormat::Pattern(pattern, Some(zone)) => {
            let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN);
            let local = NaiveDateTime::parse_from_str(text, pattern)
                .or_else(|_| NaiveDate::parse_from_str(text, pattern).map(midnight))
                .map_err(|_| wrong(&format!("is not {pattern}")))?;
            in_zone(local, *zone, received).ok_or_else(|| wrong("does not exist on that day's clocks"))
        }
    }
}

/// In autumn's repeated hour the later pass is meant once it has been: what is received then was hardly seen an hour ago.
fn in_zone(local: NaiveDateTime, zone: Tz, received: Instant) -> Option<Instant> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => Some(at.to_utc()),
        LocalResult::Ambiguous(first, second) => {
            Some(if second.to_utc() <= received { second } else { first }.to_utc())
        }
        LocalResult::None => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::relay::config::Stamp;

    fn utc(text: &str) -> Instant {
        text.parse().unwrap()
    }
    fn at(value: Value, format: WhenFormat, received: &str) -> Result<Instant, String> {
        let when = When::Field { path: "t".to_owned(), format, stamp: Stamp::Start };
        let record = Record { envelope: json!({ "t": value }), ..Record::default() };
        instant(&record, &when, utc(received))
    }
    fn paris(text: &str, received: &str) -> Result<Instant, String> {
        at(json!(text), WhenFormat::Pattern("%Y-%m-%d %H:%M:%S".to_owned(), Some(chrono_tz::Europe::Paris)), received)
    }
    const NOW: &str = "2026-11-21T10:00:00Z";

    #[test]
    fn each_form_is_read() {
        let expected = Ok(utc("2026-11-21T09:59:30Z"));
        assert_eq!(at(json!("2026-11-21T10:59:30+01:00"), WhenFormat::Rfc3339, NOW), expected);
        assert_eq!(at(json!("2026-11-21T09:59:30Z/2026-11-21T10:00:00Z"), WhenFormat::Rfc3339, NOW), expected);
        let ngsi = json!({"@type": "DateTime", "@value": "2026-11-21T09:59:30Z"});
        assert_eq!(at(ngsi, WhenFormat::Rfc3339, NOW), expected);
        assert_eq!(at(json!(1_795_255_170), WhenFormat::Seconds, NOW), expected);
        assert_eq!(at(json!("1795255170000"), WhenFormat::Milliseconds, NOW), expected);
        assert_eq!(paris("2026-11-21 10:59:30", NOW), expected);
    }

    #[test]
    fn a_zone_is_not_guessed() {
        let refused = at(json!("2018-09-21T12:00:00"), WhenFormat::Rfc3339, NOW).unwrap_err();
        assert!(refused.contains("has no zone"), "{refused}");
    }

    #[test]
    fn the_hour_that_spring_skips_is_no_instant() {
        assert!(paris("2026-03-29 02:30:00", NOW).unwrap_err().contains("does not exist"));
    }

    #[test]
    fn the_hour_that_autumn_repeats_is_the_one_that_has_been() {
        assert_eq!(paris("2026-10-25 02:30:00", "2026-10-25T00:31:00Z"), Ok(utc("2026-10-25T00:30:00Z")));
        assert_eq!(paris("2026-10-25 02:30:00", "2026-10-25T01:31:00Z"), Ok(utc("2026-10-25T01:30:00Z")));
    }

    #[test]
    fn clocks_that_were_never_set_are_not_believed() {
        for absurd in [json!(0), json!(1e300), json!("NaN"), json!(-1), json!(null), json!([1])] {
            assert!(at(absurd.clone(), WhenFormat::Seconds, NOW).is_err(), "{absurd}");
        }
    }
}
