//! Closures and exceptions as the contract wants them, out of what people write: readers of an earlier release know no other
//! form, and would take a closure that they cannot read for none.

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeZone};
use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::{
    api::{
        dto::{ClosureDto, ExceptionDto},
        read,
    },
    domain::{DaySpan, LocalText, Site, TimePoint, rfc3339},
};

/// Rewrites what is understood and not yet in that form; what cannot be read stays as it is.
pub(super) fn write_standard_form(record: &mut Value, time_zone: Tz) {
    for (list, is_standard) in
        [("closures", is_standard_closure as fn(&Value) -> bool), ("exceptions", is_standard_exception)]
    {
        let items = match record.get(list) {
            None | Some(Value::Null) => continue,
            Some(Value::Array(items)) => items.clone(),
            Some(other) => vec![other.clone()],
        };
        if record[list].is_array() && items.iter().all(is_standard) {
            continue;
        }
        let written = items.into_iter().map(|item| standard(list, &item, time_zone).unwrap_or(item));
        record[list] = Value::Array(written.collect());
    }
}

/// Gives the instants of notices their offset: readers take one without for UTC.
pub(super) fn write_instants_of_notices(record: &mut Value, time_zone: Tz) {
    let Some(notices) = record.get_mut("notices").and_then(Value::as_array_mut) else { return };
    for notice in notices {
        for key in ["from", "until"] {
            let Some(text) = notice.get(key).and_then(Value::as_str).filter(|text| !is_instant(text)) else { continue };
            // Until a day means until its end, as of a closure.
            let mut closure = json!({ "from": "0001-01-01" });
            closure[key] = text.into();
            let written = standard("closures", &closure, time_zone).and_then(|closure| closure.get(key).cloned());
            if let Some(instant) = written.filter(Value::is_string) {
                notice[key] = instant;
            }
        }
    }
}

fn is_instant(text: &str) -> bool {
    DateTime::parse_from_rfc3339(text).is_ok()
}

fn is_standard_closure(item: &Value) -> bool {
    item["from"].as_str().is_some_and(is_instant)
        && (item["until"].is_null() || item["until"].as_str().is_some_and(is_instant))
        && is_standard_reason(item)
}

fn is_standard_exception(item: &Value) -> bool {
    let is_date = |text: &str| text.parse::<NaiveDate>().is_ok();
    item["date"].as_str().is_some_and(is_date) && is_standard_reason(item)
}

fn is_standard_reason(item: &Value) -> bool {
    item["reason"].is_null() || item["reason"].is_object()
}

/// One closure or exception by itself; `None` where it cannot be read.
fn standard(list: &str, item: &Value, time_zone: Tz) -> Option<Value> {
    let alone = json!({ "id": "alone", "lat": 0, "lon": 0, list: [item] });
    let site: Site = read::alone(&alone, read::site)?;
    let instant = |point: TimePoint| match point {
        TimePoint::Absolute(at) => rfc3339(at),
        TimePoint::Local(local) => {
            let at = time_zone.from_local_datetime(&local).earliest();
            at.unwrap_or_else(|| time_zone.from_utc_datetime(&local)).to_rfc3339_opts(SecondsFormat::Secs, true)
        }
    };
    let text = |text: LocalText| text.entries().map(|(lang, words)| (lang.to_owned(), words.to_owned())).collect();
    let span = |span: &DaySpan| (span.from.to_string(), span.until.to_string());
    let closures = site.closures.into_iter().map(|closure| {
        super::record(&ClosureDto {
            from: instant(closure.from),
            until: closure.until.map(instant),
            reason: closure.reason.map(text),
        })
    });
    let exceptions = site.exceptions.into_iter().map(|exception| {
        super::record(&ExceptionDto {
            date: exception.date.to_string(),
            open: exception.open.iter().map(span).collect(),
            reason: exception.reason.map(text),
        })
    });
    closures.chain(exceptions).next()
}
