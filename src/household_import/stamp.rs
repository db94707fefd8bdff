//! Times as files write them, and the clocks on the wall.

use std::fmt::{self, Display};

use chrono::{Duration, NaiveDate, NaiveDateTime};

use crate::domain::{Instant, Zone};

/// A time as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// With the distance from UTC.
    At(Instant),
    /// By the clocks on the wall.
    Wall(NaiveDateTime),
    Day(NaiveDate),
}

impl Display for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Stamp::At(instant) => out.write_str(&instant.to_rfc3339()),
            Stamp::Wall(wall) => wall.fmt(out),
            Stamp::Day(day) => day.fmt(out),
        }
    }
}

/// Reads `2021-12-31T00:30:00+01:00`, `2023-03-13 00:30:00`, `01/12/2025 00:30`, `26/07/2024` and their like.
pub fn stamp(text: &str) -> Option<Stamp> {
    let text = text.trim();
    let (date, rest) = date(text.as_bytes())?;
    if rest.is_empty() {
        return Some(Stamp::Day(date));
    }
    let rest = rest.strip_prefix(b"T").or_else(|| rest.strip_prefix(b" "))?;
    let (hour, rest) = digits(rest.trim_ascii_start(), 2)?;
    let (minute, rest) = digits(rest.strip_prefix(b":").or_else(|| rest.strip_prefix(b"h"))?, 2)?;
    let (second, rest) = match rest.strip_prefix(b":") {
        Some(rest) => digits(rest, 2)?,
        None => (0, rest),
    };
    let fraction = rest.strip_prefix(b".").map_or(0, |rest| 1 + rest.iter().take_while(|b| b.is_ascii_digit()).count());
    let rest = &rest[fraction..];
    // Midnight may be written as the end of a day.
    let (date, hour) = if hour == 24 { (date.succ_opt()?, 0) } else { (date, hour) };
    let wall = date.and_hms_opt(hour, minute, second)?;
    if rest.is_empty() {
        return Some(Stamp::Wall(wall));
    }
    let east = offset(rest)?;
    // By seconds, as chrono's own difference looks twice at each part of the date.
    Instant::from_timestamp(wall.and_utc().timestamp() - east * 60, 0).map(Stamp::At)
}

/// A time of day: `00:30`, `0:30:00`, `8h05`, `24:00`, or the number of an hour. Hours, minutes and seconds.
pub fn clock(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.trim().split([':', 'h', 'H']);
    let mut part = || {
        parts.next().map_or(Some(0), |part| {
            let part = part.trim();
            if part.is_empty() { Some(0) } else { part.parse::<u32>().ok().filter(|_| part.len() <= 2) }
        })
    };
    let (hour, minute, second) = (part()?, part()?, part()?);
    let is_clock = hour < 24 && minute < 60 && second < 60 || (hour, minute, second) == (24, 0, 0);
    (is_clock && parts.next().is_none() && text.trim().starts_with(|c: char| c.is_ascii_digit()))
        .then_some((hour, minute, second))
}

/// A day with a time of day; the end of a day is the beginning of the next.
pub fn at_clock(day: NaiveDate, (hour, minute, second): (u32, u32, u32)) -> Option<NaiveDateTime> {
    let (day, hour) = if hour == 24 { (day.succ_opt()?, 0) } else { (day, hour) };
    day.and_hms_opt(hour, minute, second)
}

/// A month alone: `01/2024` or `2024-01`. Its first day.
pub fn month(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let (first, second) = text.split_once(['/', '-'])?;
    let (year, month) = if first.len() == 4 { (first, second) } else { (second, first) };
    let is_month =
        year.len() == 4 && month.len() == 2 && text.bytes().all(|b| b.is_ascii_digit() || b == b'/' || b == b'-');
    let year = year.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    is_month.then(|| NaiveDate::from_ymd_opt(year, month.parse().ok()?, 1)).flatten()
}

/// The instant that a number of seconds or milliseconds since 1970 means.
pub fn unix_stamp(number: f64) -> Option<Stamp> {
    /// 2001 to 2100, seconds.
    const SECONDS: std::ops::Range<f64> = 1e9..4.1e9;
    let seconds = [number, number / 1000.0].into_iter().find(|seconds| SECONDS.contains(seconds))?;
    Instant::from_timestamp(seconds as i64, 0).map(Stamp::At)
}

/// The day that a spreadsheet means by a number: days since the end of 1899.
pub fn spreadsheet_stamp(number: f64) -> Option<Stamp> {
    /// 1954 to 2119: other numbers are no dates.
    const DATES: std::ops::Range<f64> = 20_000.0..80_000.0;
    if !DATES.contains(&number) {
        return None;
    }
    let midnight = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    let wall = midnight + Duration::seconds((number * 86_400.0).round() as i64);
    Some(if number.fract() == 0.0 { Stamp::Day(wall.date()) } else { Stamp::Wall(wall) })
}

fn date(text: &[u8]) -> Option<(NaiveDate, &[u8])> {
    /// Meters that tell half-hours are younger; a stamp of another century is a slip.
    const YEARS: std::ops::RangeInclusive<u32> = 2000..=2100;
    let (first, rest) = digits(text, 4).or_else(|| digits(text, 2))?;
    let (separator, rest) = rest.split_first()?;
    if ![b'-', b'/', b'.'].contains(separator) {
        return None;
    }
    let (month, rest) = digits(rest, 2)?;
    let rest = rest.strip_prefix(&[*separator])?;
    // The year has four digits, at whichever end it stands.
    let (year, day, rest) = if text.len() >= 4 && text[2].is_ascii_digit() {
        let (day, rest) = digits(rest, 2)?;
        (first, day, rest)
    } else {
        let (year, rest) = digits(rest, 4)?;
        (year, first, rest)
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    YEARS.contains(&year).then_some((date, rest))
}

fn digits(text: &[u8], count: usize) -> Option<(u32, &[u8])> {
    let (digits, rest) = text.split_at_checked(count)?;
    let number = digits
        .iter()
        .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))?;
    Some((number, rest))
}

/// Minutes east of UTC.
fn offset(text: &[u8]) -> Option<i64> {
    if text == b"Z" {
        return Some(0);
    }
    let (sign, rest) = text.split_first()?;
    let (hours, rest) = digits(rest, 2)?;
    let (minutes, rest) = if rest.is_empty() { (0, rest) } else { digits(rest.strip_prefix(b":").unwrap_or(rest), 2)? };
    let east = i64::from(hours * 60 + minutes);
    match (sign, rest, east) {
        (b'+', [], 0..=840) => Some(east),
        (b'-', [], 0..=840) => Some(-east),
        _ => None,
    }
}

/// Turns the times of consecutive rows into instants. In autumn's repeated hour it is the rows before that tell the first
/// pass from the second.
pub struct WallClock<'a> {
    zone: &'a Zone,
    last: Option<Instant>,
    /// Rows bear the end of their step.
    at_end: bool,
    /// Rows are sorted by what the clocks show: of the repeated hour each time stands twice in a row.
    is_shuffled: bool,
}

impl<'a> WallClock<'a> {
    pub const fn new(zone: &'a Zone, at_end: bool) -> Self {
        Self { zone, last: None, at_end, is_shuffled: false }
    }

    #[must_use]
    pub const fn of_shuffled(mut self, is_shuffled: bool) -> Self {
        self.is_shuffled = is_shuffled;
        self
    }

    /// `None` for an hour that the clocks skip.
    pub fn instant(&mut self, stamp: Stamp) -> Option<Instant> {
        let instant = match stamp {
            Stamp::At(instant) => instant,
            Stamp::Day(day) => self.zone.instant(day.and_hms_opt(0, 0, 0)?),
            Stamp::Wall(wall) => self.read(wall)?,
        };
        self.last = Some(instant);
        Some(instant)
    }

    fn read(&self, wall: NaiveDateTime) -> Option<Instant> {
        let first = self.zone.instant(wall);
        if self.zone.local(first) != wall {
            // 02:00 of the day on which 02:00 is 03:00 is a good end of a step, and no beginning of one.
            let before = wall - Duration::seconds(1);
            let ending = self.zone.instant(before);
            return (self.at_end && self.zone.local(ending) == before).then(|| ending + Duration::seconds(1));
        }
        let second = first + Duration::hours(1);
        let is_repeated = self.zone.local(second) == wall;
        let is_second = |last| if self.is_shuffled { last == first } else { last >= first };
        Some(if is_repeated && self.last.is_some_and(is_second) { second } else { first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Instant {
        text.parse().unwrap()
    }
    fn wall(text: &str) -> Stamp {
        Stamp::Wall(text.parse().unwrap())
    }
    fn paris() -> Zone {
        Zone::new(vec![
            (utc("2026-03-29T01:00:00Z"), 120),
            (utc("2026-10-25T01:00:00Z"), 60),
            (utc("2027-03-28T01:00:00Z"), 120),
        ])
    }

    #[test]
    fn times_are_read_as_every_form_writes_them() {
        for (text, expected) in [
            ("2021-12-31T00:30:00+01:00", Some(Stamp::At(utc("2021-12-30T23:30:00Z")))),
            ("2021-12-31T00:30:00+0100", Some(Stamp::At(utc("2021-12-30T23:30:00Z")))),
            ("2021-12-31T00:30:00.000Z", Some(Stamp::At(utc("2021-12-31T00:30:00Z")))),
            ("2023-03-13 00:30:00", Some(wall("2023-03-13T00:30:00"))),
            (" 01/12/2025 00:30 ", Some(wall("2025-12-01T00:30:00"))),
            ("01/12/2025 24:00:00", Some(wall("2025-12-02T00:00:00"))),
            ("26/07/2024", Some(Stamp::Day("2024-07-26".parse().unwrap()))),
            ("2026-09-29", Some(Stamp::Day("2026-09-29".parse().unwrap()))),
            ("31/02/2024", None),
            ("2024-13-01", None),
            ("1924-01-01", None),
            ("2024-01-01T25:00:00", None),
            ("2024-01-01T00:00:00+99:00", None),
            ("12345678901234", None),
            ("é024-01-01", None),
            ("", None),
        ] {
            assert_eq!(stamp(text), expected, "{text}");
        }
        assert_eq!(spreadsheet_stamp(45_992.5), Some(wall("2025-12-01T12:00:00")));
        assert_eq!(spreadsheet_stamp(0.62), None);
    }

    #[test]
    fn hours_months_and_seconds_since_1970_are_read() {
        let clocks =
            ["00:30", "0:30:00", "8h05", "24:00", "7", "25:00", "24:30", "", "h", "12:60", "1:2:3:4"].map(clock);
        assert_eq!(clocks[..5], [(0, 30, 0), (0, 30, 0), (8, 5, 0), (24, 0, 0), (7, 0, 0)].map(Some));
        assert_eq!(clocks[5..], [None; 6]);
        let first = NaiveDate::from_ymd_opt(2024, 1, 1);
        assert_eq!(
            ["01/2024", "2024-01", "13/2024", "1/24", "Année 2024", "01/01/2024"].map(month),
            [first, first, None, None, None, None]
        );
        let at = Some(Stamp::At(utc("2026-11-01T00:00:00Z")));
        assert_eq!([1_793_491_200.0, 1_793_491_200_000.0, 45_992.5].map(unix_stamp), [at, at, None]);
    }

    #[test]
    fn the_repeated_hour_of_autumn_is_read_twice() {
        let (zone, mut seen) = (paris(), Vec::new());
        let mut clock = WallClock::new(&zone, false);
        for time in ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"] {
            let instant = clock.instant(wall(&format!("2026-10-25T{time}:00"))).unwrap();
            seen.push(instant.format("%H:%M").to_string());
        }
        assert_eq!(seen, ["23:30", "00:00", "00:30", "01:00", "01:30", "02:00"]);
    }

    #[test]
    fn of_rows_in_no_order_each_time_of_the_repeated_hour_stands_twice() {
        let zone = paris();
        let mut clock = WallClock::new(&zone, false).of_shuffled(true);
        let seen = ["01:30", "02:00", "02:00", "02:30", "02:30", "03:00"]
            .map(|time| clock.instant(wall(&format!("2026-10-25T{time}:00"))).unwrap().format("%H:%M").to_string());
        assert_eq!(seen, ["23:30", "00:00", "01:00", "00:30", "01:30", "02:00"]);
    }

    #[test]
    fn the_skipped_hour_of_spring_begins_nothing_and_its_first_moment_ends_a_step() {
        let zone = paris();
        let read = |at_end, text| WallClock::new(&zone, at_end).instant(wall(text));
        assert_eq!(read(false, "2026-03-29T02:00:00"), None);
        assert_eq!(read(true, "2026-03-29T02:00:00"), Some(utc("2026-03-29T01:00:00Z")));
        assert_eq!(read(true, "2026-03-29T02:30:00"), None);
        assert_eq!(read(true, "2026-03-29T03:00:00"), Some(utc("2026-03-29T01:00:00Z")));
    }
}
