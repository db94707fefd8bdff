//! Hours that were read as they are written, and may be meant otherwise.

use chrono::{Datelike, NaiveDate};

use crate::domain::{Season, WeekDays};

/// Days of the year on which no part of the hours holds, and parts that hold at once with other hours.
pub(super) fn about_seasons(seasons: &[Season]) -> Vec<String> {
    /// Any leap year.
    const YEAR: i32 = 2028;
    let Some(first) = NaiveDate::from_ymd_opt(YEAR, 1, 1) else { return Vec::new() };
    if seasons.iter().all(|season| season.open.is_empty() || season.days == WeekDays::default()) {
        return vec!["no part of the hours opens on any day: it is shown as always closed".to_owned()];
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
    for season in seasons {
        if season.days == WeekDays::default() {
            said.push(format!("the hours from {} until {} hold on no day of the week", season.from, season.until));
        }
        let mut spans = season.open.clone();
        spans.sort_unstable();
        let overlap = spans.windows(2).find(|pair| pair[1].from < pair[0].until);
        said.extend(overlap.map(|pair| {
            let [(a, b), (c, d)] = [(pair[0].from, pair[0].until), (pair[1].from, pair[1].until)];
            format!("{a} to {b} and {c} to {d} overlap, and count as one")
        }));
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DaySpan;

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
        for closed in [vec![], vec![Season { open: vec![], ..season("01-01", "12-31") }]] {
            assert_eq!(about_seasons(&closed), ["no part of the hours opens on any day: it is shown as always closed"]);
        }
        let mut double = season("01-01", "12-31");
        double.open.push(DaySpan::new("11:00".parse().unwrap(), "18:00".parse().unwrap()).unwrap());
        let never = Season { days: WeekDays::default(), ..season("04-01", "09-30") };
        assert_eq!(
            about_seasons(&[double, never]),
            [
                "09:00 to 12:00 and 11:00 to 18:00 overlap, and count as one",
                "the hours from 04-01 until 09-30 hold on no day of the week",
            ]
        );
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
