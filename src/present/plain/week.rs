//! The regular weeks of a year: hours that are true for months.

use chrono::{NaiveDate, TimeDelta, Weekday};

use super::{PlainTexts, full_date, usual::grouped};
use crate::{
    domain::{DaySpan, Site, regular_spans},
    present::Texts,
};

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The regular hours of a part of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekHours {
    /// "jusqu’au mercredi 31 mars 2027".
    pub when: String,
    /// "mardi à samedi" and "10 h à 12 h 30, 14 h à 17 h"; days with the same hours stand together.
    pub rows: Vec<(String, String)>,
}

type Week = [Vec<DaySpan>; 7];

fn week_at(site: &Site, date: NaiveDate) -> Option<Week> {
    let days = DAYS.map(|day| regular_spans(site, date, day));
    days.iter().all(Option::is_some).then(|| days.map(Option::unwrap_or_default))
}

/// The day on which the regular hours first differ from those of `date`, within a year.
fn next_change(site: &Site, date: NaiveDate) -> Option<NaiveDate> {
    const YEAR_DAYS: i64 = 366;
    let week = week_at(site, date)?;
    (1..=YEAR_DAYS).map(|days| date + TimeDelta::days(days)).find(|day| week_at(site, *day).as_ref() != Some(&week))
}

/// The regular hours at `date` and those that follow them; empty when they are not known.
pub fn weeks_of_year(t: &Texts, p: &PlainTexts, site: &Site, date: NaiveDate) -> Vec<WeekHours> {
    let Some(week) = week_at(site, date) else { return Vec::new() };
    let Some(change) = next_change(site, date) else {
        return vec![WeekHours { when: p.all_year.to_owned(), rows: rows(t, p, &week) }];
    };
    let last = change - TimeDelta::days(1);
    let mut weeks = vec![WeekHours { when: (p.until_day)(&full_date(t, p, last)), rows: rows(t, p, &week) }];
    weeks.extend(
        week_at(site, change)
            .map(|next| WeekHours { when: (p.from_day)(&full_date(t, p, change)), rows: rows(t, p, &next) }),
    );
    weeks
}

fn rows(t: &Texts, p: &PlainTexts, week: &Week) -> Vec<(String, String)> {
    let hours = |spans: &Vec<DaySpan>| {
        let spans: Vec<_> = spans.iter().map(|span| (t.span)(*span)).collect();
        if spans.is_empty() { t.closed_day.to_owned() } else { spans.join(", ") }
    };
    grouped(t, p, DAYS.into_iter().zip(week.iter().map(hours)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Lang, fixtures::*},
        present::{plain::plain_texts, texts},
    };

    #[test]
    fn a_winter_week_says_its_end_and_the_summer_that_follows() {
        let weeks = weeks_of_year(texts(Lang::Fr), plain_texts(Lang::Fr), &riantec(), date("2026-11-21"));
        assert_eq!(weeks.len(), 2);
        assert!(weeks[0].when.contains("31\u{a0}mars 2027"), "{}", weeks[0].when);
        assert!(weeks[1].when.contains("1er\u{a0}avril 2027"), "{}", weeks[1].when);
        let days: Vec<_> = weeks[0].rows.iter().map(|(days, _)| days.as_str()).collect();
        assert_eq!(days, ["lundi, dimanche", "mardi à samedi"]);
        assert!(weeks[1].rows[1].1.ends_with("18\u{a0}h"));
    }

    #[test]
    fn hours_that_never_change_hold_all_year_and_unknown_ones_are_not_told() {
        let (t, p) = (texts(Lang::Fr), plain_texts(Lang::Fr));
        let steady = site(Some(vec![season("01-01", "12-31", &[6], &[("09:00", "12:00")])]));
        assert_eq!(weeks_of_year(t, p, &steady, date("2026-11-21"))[0].when, p.all_year);
        assert!(weeks_of_year(t, p, &site(None), date("2026-11-21")).is_empty());
    }
}
