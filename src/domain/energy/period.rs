//! Days and months as the wall clocks of a territory count them.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Duration, Months, NaiveDate, NaiveTime};

use crate::domain::{Instant, Zone};

/// First instant of a local day and of the next one: 23, 24 or 25 hours lie between them.
pub fn day_bounds(date: NaiveDate, zone: &Zone) -> (Instant, Instant) {
    let midnight = |date: NaiveDate| zone.instant(date.and_time(NaiveTime::MIN));
    (midnight(date), midnight(date + Duration::days(1)))
}

/// How many steps a local day holds; a last one that the day cuts off counts.
pub fn steps_of_day(date: NaiveDate, zone: &Zone, step: Duration) -> usize {
    let (from, until) = day_bounds(date, zone);
    let (day, step) = ((until - from).num_seconds(), step.num_seconds().max(1));
    usize::try_from((day + step - 1) / step).unwrap_or(0)
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    pub fn of(date: NaiveDate) -> Self {
        Self(date.with_day(1).expect("every month has a first day"))
    }

    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    pub fn number(self) -> u32 {
        self.0.month()
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).expect("no data of the year 262 000"))
    }

    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).expect("no data of the year -262 000"))
    }

    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        let next = self.next().0;
        self.0.iter_days().take_while(move |day| *day < next)
    }
}

/// As in addresses and documents: `2026-11`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let month = || {
            let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1).map(Month)
        };
        month().ok_or_else(|| format!("\"{text}\" is no month YYYY-MM"))
    }
}

/// What the path of a series names, and what the document is then about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeriesOf {
    Day(NaiveDate),
    Month(Month),
    Year(i32),
}

impl SeriesOf {
    /// The document's path below the API's address.
    pub fn path(self, school: &str, meter: &str) -> String {
        match self {
            SeriesOf::Day(date) => format!("series/{school}/{meter}/{date}.json"),
            SeriesOf::Month(month) => format!("series/{school}/{meter}/{month}.json"),
            SeriesOf::Year(year) => format!("series/{school}/{meter}/{year:04}.json"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::paris;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_of_the_clock_change_has_an_hour_less_or_more() {
        let hours = |text| {
            let (from, until) = day_bounds(date(text), &paris());
            (until - from).num_hours()
        };
        assert_eq!(["2026-03-29", "2026-07-14", "2026-10-25"].map(hours), [23, 24, 25]);
        let steps = |text| steps_of_day(date(text), &paris(), Duration::minutes(10));
        assert_eq!(["2026-03-29", "2026-07-14", "2026-10-25"].map(steps), [138, 144, 150]);
        assert_eq!(steps_of_day(date("2026-07-14"), &paris(), Duration::hours(5)), 5);
    }

    #[test]
    fn a_month_is_written_as_it_is_read_and_has_its_days() {
        let month: Month = "2028-02".parse().unwrap();
        assert_eq!((month.to_string().as_str(), month.days().count()), ("2028-02", 29));
        assert_eq!((month.previous().to_string(), month.next().to_string()), ("2028-01".into(), "2028-03".into()));
        assert_eq!(Month::of(date("2025-12-31")).next().to_string(), "2026-01");
        for wrong in ["2026-13", "2026", "26-01", "2026-1", "2026-01-01", "année"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
