//! Values that the wire writes as text.

use chrono::{Days, FixedOffset, NaiveDate, NaiveTime};

use crate::domain::{Instant, TimePoint};

/// Letters of a name, an address or hours as somebody wrote them.
pub(super) const LONGEST_LINE: usize = 300;
/// Letters of an announcement or of a reason.
pub(super) const LONGEST_TEXT: usize = 1_000;

/// The first `most` letters without controls, among them those that turn the direction of writing or take no room (Unicode's
/// category Cf): a text that has none could otherwise rearrange the sentence around it. Blanks are single, none at the ends.
pub fn one_line(text: &str, most: usize) -> String {
    let mut line = String::new();
    let (mut letters, mut blank) = (0, true);
    for c in text.chars().filter(|c| !is_format(*c)) {
        let c = if c.is_control() { ' ' } else { c };
        if c == ' ' && blank {
            continue;
        }
        if letters == most {
            break;
        }
        blank = c == ' ';
        line.push(c);
        letters += 1;
    }
    line.truncate(line.trim_end().len());
    line
}

/// Unicode's format controls (category Cf) and the separators of lines, without those of scripts that Europe does not write.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Reads an RFC 3339 instant with an offset or `Z`.
pub(super) fn instant(text: &str) -> Result<Instant, String> {
    read_instant(text).ok_or_else(|| not_a(text, "an RFC 3339 instant"))
}

/// Reads a day as `YYYY-MM-DD`.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    let mut rest = Rest(text.as_bytes());
    rest.date().filter(|_| rest.0.is_empty()).ok_or_else(|| not_a(text, "a date as YYYY-MM-DD"))
}

/// Reads a day as people write it: `YYYY-MM-DD` or `DD/MM/YYYY`, perhaps with the midnight that begins it.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let read = || {
        let mut rest = Rest(text.trim().as_bytes());
        let day = rest.day()?;
        let midnight = rest.0.is_empty() || (rest.one_of(b"Tt ").is_some() && rest.clock()? == NaiveTime::MIN);
        (midnight && rest.0.is_empty()).then_some(day)
    };
    read().ok_or_else(|| not_a(text, "a day as YYYY-MM-DD or DD/MM/YYYY"))
}

/// Reads the beginning or the end of a closure: an instant with an offset, one on the territory's clocks without, or a day,
/// which counts as a whole.
pub(super) fn time_point(text: &str, is_end: bool) -> Result<TimePoint, String> {
    read_time_point(text.trim(), is_end).ok_or_else(|| not_a(text, "an instant or a day"))
}

fn read_time_point(text: &str, is_end: bool) -> Option<TimePoint> {
    let mut rest = Rest(text.as_bytes());
    let day = rest.day()?;
    if rest.0.is_empty() {
        let begins = if is_end { day.checked_add_days(Days::new(1))? } else { day };
        return Some(TimePoint::Local(begins.and_time(NaiveTime::MIN)));
    }
    rest.one_of(b"Tt ")?;
    let local = day.and_time(rest.clock()?);
    if rest.0.is_empty() {
        return Some(TimePoint::Local(local));
    }
    let offset = rest.offset()?;
    rest.0.is_empty().then(|| local.checked_sub_offset(offset))?.map(|utc| TimePoint::Absolute(utc.and_utc()))
}

#[cold]
#[inline(never)]
fn not_a(text: &str, what: &str) -> String {
    format!("\"{text}\" is not {what}")
}

fn read_instant(text: &str) -> Option<Instant> {
    let mut rest = Rest(text.as_bytes());
    let date = rest.date()?;
    // RFC 3339 lets applications write a space there, and some do.
    rest.one_of(b"Tt ")?;
    let time = rest.time()?;
    let offset = rest.offset()?;
    if !rest.0.is_empty() {
        return None;
    }
    Some(date.and_time(time).checked_sub_offset(offset)?.and_utc())
}

/// What is still to be read. The contract knows one form of dates and instants; a general parser of dates weighs ten times
/// as much.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        if !allowed.contains(&first) {
            return None;
        }
        self.0 = rest;
        Some(first)
    }

    fn digit(&mut self) -> Option<u32> {
        self.one_of(b"0123456789").map(|digit| u32::from(digit - b'0'))
    }

    /// A number of just so many digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        (0..digits).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    fn date(&mut self) -> Option<NaiveDate> {
        let year = self.number(4)?;
        self.one_of(b"-")?;
        let month = self.number(2)?;
        self.one_of(b"-")?;
        NaiveDate::from_ymd_opt(year.cast_signed(), month, self.number(2)?)
    }

    /// A day as machines write it, or as people do.
    fn day(&mut self) -> Option<NaiveDate> {
        let mut by_day = Rest(self.0);
        if let Some(date) = self.date() {
            return Some(date);
        }
        let day = by_day.one_or_two()?;
        by_day.one_of(b"/")?;
        let month = by_day.one_or_two()?;
        by_day.one_of(b"/")?;
        let year = by_day.number(4)?;
        self.0 = by_day.0;
        NaiveDate::from_ymd_opt(year.cast_signed(), month, day)
    }

    fn one_or_two(&mut self) -> Option<u32> {
        let first = self.digit()?;
        Some(self.digit().map_or(first, |second| first * 10 + second))
    }

    /// A time of day whose seconds may be missing; `24:00` is no time of its day.
    fn clock(&mut self) -> Option<NaiveTime> {
        const HOUR_AND_MINUTE: usize = 5;
        let has_seconds = self.0.get(HOUR_AND_MINUTE) == Some(&b':');
        if has_seconds {
            return self.time();
        }
        let hour = self.number(2)?;
        self.one_of(b":")?;
        NaiveTime::from_hms_opt(hour, self.number(2)?, 0)
    }

    fn time(&mut self) -> Option<NaiveTime> {
        let hour = self.number(2)?;
        self.one_of(b":")?;
        let minute = self.number(2)?;
        self.one_of(b":")?;
        let second = self.number(2)?;
        let nanos = if self.one_of(b".").is_some() { self.fraction()? } else { 0 };
        // A leap second is the second after the 59th to chrono, told by its nanoseconds.
        let (second, nanos) = if second == 60 { (59, 1_000_000_000 + nanos) } else { (second, nanos) };
        NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)
    }

    /// Nanoseconds of one or more decimals; what is finer is left out.
    fn fraction(&mut self) -> Option<u32> {
        let mut unit = 100_000_000;
        let mut nanos = self.digit()? * unit;
        while let Some(digit) = self.digit() {
            unit /= 10;
            nanos += digit * unit;
        }
        Some(nanos)
    }

    fn offset(&mut self) -> Option<FixedOffset> {
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return FixedOffset::east_opt(0),
        };
        let hours = self.number(2)?;
        self.one_of(b":")?;
        let minutes = self.number(2).filter(|minutes| *minutes < 60)?;
        FixedOffset::east_opt(sign * (hours * 60 + minutes).cast_signed() * 60)
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
