//! What a record says that may be meant otherwise than it is read.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde_json::Value;

use super::{announced::listed, seasons::about_seasons};
use crate::{
    api::Problems,
    domain::{Instant, Position, Site, SiteId, Zone},
};

/// What somebody should look at in a record that was read as it is written.
pub(super) fn hints_of(record: &Value, site: &Site, place: &str) -> Vec<String> {
    let dates = days_first(record).into_iter().map(|(at, text)| format!("{}: {text} ({place}{at})", site.id));
    let hours = site.hours.as_deref().map(about_seasons).unwrap_or_default();
    let rest = about_details(record, site).map(|text| format!("{}: {text} ({place})", site.id));
    dates.chain(hours.into_iter().map(|text| format!("{}: {text} ({place}.hours)", site.id))).chain(rest).collect()
}

/// Details that are shown otherwise than somebody may expect.
fn about_details<'a>(record: &'a Value, site: &'a Site) -> impl Iterator<Item = String> + use<'a> {
    /// No lorry is higher, metres.
    const HIGHEST: f64 = 6.0;
    let is_hidden = site.hours.is_some() && site.hours_text.is_some();
    let hidden = is_hidden.then(|| "hours_text is not shown, because there are hours".to_owned());
    let high = site.access.max_height_m.filter(|height| *height > HIGHEST);
    let high = high.map(|height| format!("a barrier {height} m high; heights are metres"));
    let is_number = |phone: &str| phone.chars().filter(char::is_ascii_digit).count() > 2;
    let phone = record.get("phone").and_then(Value::as_str).filter(|phone| !is_number(phone));
    let phone = phone.map(|phone| format!("\"{}\" is no telephone number", super::short(phone)));
    [hidden, high, phone].into_iter().flatten()
}

/// What is far away in time, or from the other centres, so that a digit may be wrong.
pub(super) fn far_away(sites: &[Arc<Site>], now: Instant) -> Vec<String> {
    const LATEST: TimeDelta = TimeDelta::days(3 * 365);
    const EARLIEST_YEAR: i32 = 2000;
    const FURTHEST_KM: f64 = 150.0;
    let middle = |of: fn(Position) -> f64| {
        let mut all: Vec<f64> = sites.iter().map(|site| of(site.position)).collect();
        all.sort_unstable_by(f64::total_cmp);
        all.get(all.len() / 2).copied()
    };
    let middle = middle(Position::lat).zip(middle(Position::lon)).and_then(|(lat, lon)| Position::new(lat, lon).ok());
    // A year needs no clocks.
    let zone = Zone::new(Vec::new());
    let mut said = Vec::new();
    for site in sites {
        let begins = site.closures.iter().map(|closure| closure.ends(&zone).0.date_naive());
        for date in begins.chain(site.exceptions.iter().map(|exception| exception.date)) {
            if date - now.date_naive() > LATEST || date.year() < EARLIEST_YEAR {
                said.push(format!("{}: a closure or an exception of the year {}; is it meant?", site.id, date.year()));
            }
        }
        let away = middle.map_or(0.0, |middle| middle.distance(site.position).0 / 1000.0);
        // With two centres either may be the one that is wrong.
        if away > FURTHEST_KM && sites.len() > 2 {
            said.push(format!(
                "{}: it lies {away:.0} km from the middle of the centres; is the position right?",
                site.id
            ));
        }
    }
    said
}

/// Dates of which day and month could be exchanged, each with its place.
fn days_first(record: &Value) -> Vec<(String, String)> {
    const DATES: [(&str, &[&str]); 4] = [
        ("closures", &["from", "until"]),
        ("exceptions", &["date"]),
        ("notices", &["from", "until"]),
        ("sources", &["retrieved_on"]),
    ];
    let mut found = Vec::new();
    for (list, keys) in DATES {
        for (n, item) in listed(record.get(list)).iter().enumerate() {
            let texts = keys.iter().filter_map(|key| Some((key, item.get(*key)?.as_str()?)));
            let read = texts.filter_map(|(key, text)| Some((format!(".{list}[{n}].{key}"), text, either_way(text)?)));
            found.extend(read.map(|(at, text, date)| {
                let text = super::short(text);
                (at, format!("\"{text}\" is read with the day first, as {}", date.format("%-d %B %Y")))
            }));
        }
    }
    found
}

/// The date of a text such as 12/01/2026, in which the month could stand first as well.
fn either_way(text: &str) -> Option<NaiveDate> {
    const MONTHS: u32 = 12;
    // A year of two digits is none, which is told as wrong.
    const FIRST_YEAR: u32 = 1000;
    let date = text.trim().split(['T', 't', ' ']).next()?;
    let mut parts = date.split('/').map(|part| part.parse::<u32>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let is_either = day <= MONTHS && month <= MONTHS && day != month && year >= FIRST_YEAR;
    NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day).filter(|_| is_either)
}

/// Names the notices of centres that speak of centres that are not there.
pub(super) fn check_notices(sites: &[Arc<Site>], problems: &mut Problems) {
    let ids: BTreeSet<&SiteId> = sites.iter().map(|site| &site.id).collect();
    for site in sites {
        for notice in &site.notices {
            let unknown: Vec<String> =
                notice.sites.iter().filter(|id| !ids.contains(id)).map(ToString::to_string).collect();
            if !unknown.is_empty() {
                let reason = format!("{}: there is no centre {}", site.id, unknown.join(", "));
                problems.add(format!("notice {}", super::short(&notice.id)), reason);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_far_away_is_told() {
        use crate::domain::fixtures;
        let site = |id: &str, lon: f64| Site {
            id: id.parse().unwrap(),
            position: Position::new(47.7, lon).unwrap(),
            ..fixtures::riantec()
        };
        let exception =
            |date: &str| crate::domain::Exception { date: date.parse().unwrap(), open: vec![], reason: None };
        let late = Site { exceptions: vec![exception("2206-12-01"), exception("2026-12-01")], ..site("c", -3.2) };
        let sites = [site("a", -3.3), site("b", 3.3), late].map(Arc::new);
        let now = "2026-11-22T08:00:00Z".parse().unwrap();
        assert_eq!(
            far_away(&sites, now),
            [
                "b: it lies 486 km from the middle of the centres; is the position right?",
                "c: a closure or an exception of the year 2206; is it meant?",
            ]
        );
    }

    #[test]
    fn details_that_are_shown_otherwise_are_told() {
        use crate::domain::fixtures;
        let mut site = Site { hours_text: Some("fermé en janvier".to_owned()), ..fixtures::riantec() };
        site.access.max_height_m = Some(210.0);
        let told: Vec<_> = about_details(&json!({"phone": "voir le site"}), &site).collect();
        assert_eq!(
            told,
            [
                "hours_text is not shown, because there are hours",
                "a barrier 210 m high; heights are metres",
                "\"voir le site\" is no telephone number",
            ]
        );
        assert_eq!(about_details(&json!({"phone": "02 97 00 00 00"}), &fixtures::riantec()).count(), 0);
    }

    #[test]
    fn dates_that_can_be_read_either_way_are_told_as_they_are_read() {
        let told = days_first(&json!({
            "closures": [
                {"from": "12/01/2026", "until": "13/01/2026"},
                {"from": "2026-12-01", "until": "05/05/2026"},
                {"from": "3/4/2026 08:00"},
            ],
            "exceptions": {"date": "24/12/2026"},
        }));
        let text = |from: &str, read: &str| format!("\"{from}\" is read with the day first, as {read}");
        assert_eq!(
            told,
            [
                (".closures[0].from".to_owned(), text("12/01/2026", "12 January 2026")),
                (".closures[2].from".to_owned(), text("3/4/2026 08:00", "3 April 2026")),
            ]
        );
    }
}
