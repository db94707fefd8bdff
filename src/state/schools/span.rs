//! What of a school's past is looked at: a day, a week, a month or a year, and its neighbours.

use chrono::{Datelike, Duration, NaiveDate};

use crate::domain::Month;

/// A stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Moves on with midnight, so that a page left open shows the new day.
    Today,
    Day(NaiveDate),
    /// From its Monday on.
    Week(NaiveDate),
    Month(Month),
    Year(i32),
}

impl Span {
    /// The day that it is about, if it is one.
    pub fn day(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Span::Today => Some(today),
            Span::Day(date) => Some(date),
            Span::Week(_) | Span::Month(_) | Span::Year(_) => None,
        }
    }

    fn first_day(self, today: NaiveDate) -> NaiveDate {
        match self {
            Span::Today => today,
            Span::Day(date) | Span::Week(date) => date,
            Span::Month(month) => month.first_day(),
            Span::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today),
        }
    }

    fn last_day(self, today: NaiveDate) -> NaiveDate {
        self.later(today).map_or(today, |next| next.first_day(today) - Duration::days(1))
    }

    /// The same kind of stretch that holds the day looked at: of a past month its last day, of the present one today.
    #[must_use]
    pub fn as_day(self, today: NaiveDate) -> Span {
        let date = self.last_day(today).min(today);
        if date == today { Span::Today } else { Span::Day(date) }
    }
    #[must_use]
    pub fn as_week(self, today: NaiveDate) -> Span {
        let date = self.last_day(today).min(today);
        Span::Week(date - Duration::days(i64::from(date.weekday().num_days_from_monday())))
    }
    #[must_use]
    pub fn as_month(self, today: NaiveDate) -> Span {
        Span::Month(Month::of(self.last_day(today).min(today)))
    }
    #[must_use]
    pub fn as_year(self, today: NaiveDate) -> Span {
        Span::Year(self.last_day(today).min(today).year())
    }

    #[must_use]
    pub fn earlier(self, today: NaiveDate) -> Span {
        match self {
            Span::Today => Span::Day(today - Duration::days(1)),
            Span::Day(date) => Span::Day(date - Duration::days(1)),
            Span::Week(monday) => Span::Week(monday - Duration::days(7)),
            Span::Month(month) => Span::Month(month.previous()),
            Span::Year(year) => Span::Year(year - 1),
        }
    }

    /// `None` where the next one has not begun.
    pub fn later(self, today: NaiveDate) -> Option<Span> {
        let next = match self {
            Span::Today => return None,
            Span::Day(date) if date + Duration::days(1) == today => Span::Today,
            Span::Day(date) => Span::Day(date + Duration::days(1)),
            Span::Week(monday) => Span::Week(monday + Duration::days(7)),
            Span::Month(month) => Span::Month(month.next()),
            Span::Year(year) => Span::Year(year + 1),
        };
        (next.first_day(today) <= today).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nobody_leafs_into_the_future() {
        let today = date("2026-11-22");
        assert_eq!(Span::Today.later(today), None);
        assert_eq!(Span::Day(date("2026-11-21")).later(today), Some(Span::Today));
        assert_eq!(Span::Today.earlier(today), Span::Day(date("2026-11-21")));
        assert_eq!(Span::Week(date("2026-11-16")).later(today), None);
        assert_eq!(Span::Month(Month::of(today)).later(today), None);
        assert_eq!(Span::Year(2025).later(today), Some(Span::Year(2026)));
    }

    #[test]
    fn another_kind_of_stretch_shows_the_days_that_were_looked_at() {
        let today = date("2026-11-22");
        assert_eq!(Span::Month("2026-10".parse().unwrap()).as_day(today), Span::Day(date("2026-10-31")));
        assert_eq!(Span::Month(Month::of(today)).as_day(today), Span::Today);
        assert_eq!(Span::Today.as_week(today), Span::Week(date("2026-11-16")));
        assert_eq!(Span::Day(date("2026-03-01")).as_month(today), Span::Month("2026-03".parse().unwrap()));
        assert_eq!(Span::Week(date("2025-12-29")).as_year(today), Span::Year(2026));
    }
}
