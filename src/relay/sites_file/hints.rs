//! What a record says that may be meant otherwise than it is read.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::announced::listed;
use crate::{
    api::Problems,
    domain::{Season, Site, SiteId},
};

/// What somebody should look at in a record that was read as it is written.
pub(super) fn hints_of(record: &Value, site: &Site, place: &str) -> Vec<String> {
    let dates = days_first(record).into_iter().map(|(at, text)| format!("{}: {text} ({place}{at})", site.id));
    let hours = site.hours.as_deref().map(about_seasons).unwrap_or_default();
    dates.chain(hours.into_iter().map(|text| format!("{}: {text} ({place}.hours)", site.id))).collect()
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
    let date = text.trim().split(['T', 't', ' ']).next()?;
    let mut parts = date.split('/').map(|part| part.parse::<u32>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let is_either = day <= MONTHS && month <= MONTHS && day != month;
    NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day).filter(|_| is_either)
}

/// Days of the year on which no part of the hours holds, and parts that hold at once with other hours.
fn about_seasons(seasons: &[Season]) -> Vec<String> {
    /// Any leap year.
    const YEAR: i32 = 2028;
    let Some(first) = NaiveDate::from_ymd_opt(YEAR, 1, 1) else { return Vec::new() };
    if seasons.is_empty() {
        return Vec::new();
    }
    let (mut bare, mut double) = (Vec::new(), None);
    for date in first.iter_days().take_while(|date| date.year() == YEAR) {
        let holding: Vec<&Season> = seasons.iter().filter(|season| season.covers(date)).collect();
        if holding.is_empty() {
            bare.push(date);
        }
        let is_other = |one: &Season, other: &Season| (one.from, one.until) != (other.from, other.until);
        let clash = holding.iter().enumerate().find_map(|(n, one)| {
            let same_day =
                |other: &&&Season| is_other(one, other) && one.days.iso().any(|d| other.days.iso().any(|o| o == d));
            holding[n + 1..].iter().find(same_day).map(|other| (*one, *other))
        });
        double = double.or(clash);
    }
    let mut said = Vec::new();
    if let (Some(from), Some(until)) = (bare.first(), bare.last()) {
        let days = bare.len();
        // A part that lacks only 29 February or the like is still worth a line.
        said.push(format!(
            "no hours hold on {days} of the 366 days, from {} to {}: it is shown as closed then",
            from.format("%m-%d"),
            until.format("%m-%d")
        ));
    }
    if let Some((one, other)) = double {
        said.push(format!(
            "the hours from {} until {} and from {} until {} hold at once and add up",
            one.from, one.until, other.from, other.until
        ));
    }
    said
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
    use crate::domain::{DaySpan, WeekDays};

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

    #[test]
    fn parts_of_the_year_without_hours_or_with_two_are_told() {
        let season = |from: &str, until: &str| Season {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
            days: WeekDays::ALL,
            open: vec![DaySpan::new("09:00".parse().unwrap(), "12:00".parse().unwrap()).unwrap()],
        };
        assert!(about_seasons(&[season("01-01", "12-31")]).is_empty());
        assert!(about_seasons(&[season("04-01", "10-31"), season("11-01", "03-31")]).is_empty());
        assert!(about_seasons(&[]).is_empty());
        assert_eq!(
            about_seasons(&[season("10-01", "03-31")]),
            ["no hours hold on 183 of the 366 days, from 04-01 to 09-30: it is shown as closed then"]
        );
        assert_eq!(
            about_seasons(&[season("01-01", "12-31"), season("04-01", "09-30")]),
            ["the hours from 01-01 until 12-31 and from 04-01 until 09-30 hold at once and add up"]
        );
        let monday = Season { days: WeekDays::from_iso(&[1]).unwrap(), ..season("04-01", "09-30") };
        let tuesday = Season { days: WeekDays::from_iso(&[2]).unwrap(), ..season("01-01", "12-31") };
        assert!(about_seasons(&[monday, tuesday]).is_empty());
    }
}
