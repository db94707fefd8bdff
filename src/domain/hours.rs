//! Opening hours as a territory writes them: seasons, days of the week and spans of clock time.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

/// Minutes since the midnight that began the day, up to 48:00: an end may lie in the following day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

/// Why a text is no clock time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a time between 00:00 and 48:00")]
pub struct InvalidClockTime(pub String);

impl ClockTime {
    pub const MIDNIGHT: ClockTime = ClockTime(0);
    pub const END_OF_DAY: ClockTime = ClockTime(24 * 60);

    /// `None` past 48:00 or with 60 minutes or more.
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if minute < 60 && hour * 60 + minute <= 48 * 60 { Some(Self(hour * 60 + minute)) } else { None }
    }

    /// Minutes since midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }
    /// 0 to 48.
    pub const fn hour(self) -> u16 {
        self.0 / 60
    }
    pub const fn minute(self) -> u16 {
        self.0 % 60
    }
}

impl std::str::FromStr for ClockTime {
    type Err = InvalidClockTime;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidClockTime(text.to_owned());
        let (hour, minute) = text.split_once(':').ok_or_else(invalid)?;
        let time = two_digits(hour).and_then(|hour| Self::new(u16::from(hour), u16::from(two_digits(minute)?)));
        time.ok_or_else(invalid)
    }
}

/// Reads a number of just two digits.
fn two_digits(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

/// From one clock time to another, the end excluded; it belongs to the day it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DaySpan {
    pub from: ClockTime,
    pub until: ClockTime,
}

impl DaySpan {
    /// `None` unless `from` is within the day and before `until`.
    pub fn new(from: ClockTime, until: ClockTime) -> Option<Self> {
        (from < until && from < ClockTime::END_OF_DAY).then_some(Self { from, until })
    }
}

/// A day of the year, whatever the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    month: u8,
    day: u8,
}

impl MonthDay {
    /// `None` for a day that no year has; 29 February is one that some have.
    pub fn new(month: u8, day: u8) -> Option<Self> {
        /// A leap year, so that 29 February counts.
        const LEAP_YEAR: i32 = 2024;
        NaiveDate::from_ymd_opt(LEAP_YEAR, u32::from(month), u32::from(day)).map(|_| Self { month, day })
    }

    pub fn of(date: NaiveDate) -> Self {
        Self { month: date.month() as u8, day: date.day() as u8 }
    }
    pub const fn month(self) -> u8 {
        self.month
    }
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl std::str::FromStr for MonthDay {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = text.split_once('-').and_then(|(m, d)| MonthDay::new(two_digits(m)?, two_digits(d)?));
        parsed.ok_or_else(|| format!("\"{text}\" is not a day of the year as MM-DD"))
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// A set of days of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekDays(u8);

impl WeekDays {
    pub const ALL: WeekDays = WeekDays(0x7f);

    /// `None` for a number outside of ISO's 1 (Monday) to 7.
    pub fn from_iso(numbers: &[u8]) -> Option<Self> {
        numbers.iter().try_fold(Self(0), |set, n| (1..=7).contains(n).then(|| Self(set.0 | 1 << (n - 1))))
    }

    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// ISO numbers, ascending.
    pub fn iso(self) -> impl Iterator<Item = u8> {
        (1..=7).filter(move |n| self.0 & (1 << (n - 1)) != 0)
    }
}

/// Spans that hold on some days of the week during a part of the year, both ends of it included. The part may wrap over
/// New Year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    pub from: MonthDay,
    pub until: MonthDay,
    pub days: WeekDays,
    pub open: Vec<DaySpan>,
}

impl Season {
    /// Whether the entry holds on `date`. An end on 29 February holds in other years until 28 February, and a beginning
    /// on 29 February from 1 March, which comparing (month, day) gives by itself.
    pub fn holds_on(&self, date: NaiveDate) -> bool {
        self.covers(date) && self.days.contains(date.weekday())
    }

    /// Whether `date` lies in the part of the year, whatever its day of the week.
    pub fn covers(&self, date: NaiveDate) -> bool {
        let day = MonthDay::of(date);
        if self.from <= self.until {
            (self.from..=self.until).contains(&day)
        } else {
            day >= self.from || day <= self.until
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }
    fn season(from: &str, until: &str) -> Season {
        Season { from: from.parse().unwrap(), until: until.parse().unwrap(), days: WeekDays::ALL, open: vec![] }
    }

    #[test]
    fn clock_times_reach_two_midnights_and_no_further() {
        assert_eq!("26:00".parse::<ClockTime>().unwrap().minutes(), 1560);
        assert_eq!("48:00".parse::<ClockTime>().unwrap().to_string(), "48:00");
        for wrong in ["48:01", "9:00", "12:60", "12h00", "", "1200", "-1:00", "+9:00", "99999:00"] {
            assert!(wrong.parse::<ClockTime>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_span_begins_within_its_day_and_before_its_end() {
        let at = |text: &str| text.parse::<ClockTime>().unwrap();
        assert!(DaySpan::new(at("22:00"), at("26:00")).is_some());
        assert!(DaySpan::new(at("18:00"), at("10:00")).is_none());
        assert!(DaySpan::new(at("25:00"), at("26:00")).is_none());
    }

    #[test]
    fn a_season_may_wrap_over_new_year() {
        let winter = season("11-01", "03-31");
        assert!(winter.holds_on(date("2026-12-31")) && winter.holds_on(date("2027-01-01")));
        assert!(winter.holds_on(date("2027-03-31")) && !winter.holds_on(date("2027-04-01")));
    }

    #[test]
    fn the_29th_of_february_belongs_to_the_season_around_it() {
        assert!(season("02-15", "03-15").holds_on(date("2028-02-29")));
        assert!(season("01-01", "02-29").holds_on(date("2027-02-28")));
        assert!(!season("02-29", "12-31").holds_on(date("2027-02-28")));
        assert!(season("02-29", "12-31").holds_on(date("2027-03-01")));
    }

    #[test]
    fn days_of_the_week_are_iso() {
        let days = WeekDays::from_iso(&[2, 6]).unwrap();
        assert!(days.contains(Weekday::Tue) && days.contains(Weekday::Sat) && !days.contains(Weekday::Mon));
        assert_eq!(days.iso().collect::<Vec<_>>(), [2, 6]);
        assert_eq!(WeekDays::from_iso(&[0]), None);
        assert_eq!(WeekDays::from_iso(&[8]), None);
    }

    #[test]
    fn no_year_has_a_30th_of_february() {
        assert!("02-30".parse::<MonthDay>().is_err());
        for wrong in ["2-3", "1-001", "+1-02", "01-02-", ""] {
            assert!(wrong.parse::<MonthDay>().is_err(), "{wrong}");
        }
    }
}
