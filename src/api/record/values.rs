//! Single values of a record. Each is `None` where it is missing, and `None` with a note where it is something else.

use chrono::NaiveDate;

use super::Record;
use crate::{
    api::text::{self, LONGEST_LINE, LONGEST_TEXT, one_line},
    domain::{
        ClockTime, Instant, InvalidClockTime, InvalidPosition, LocalText, Month, Position, SiteId, TimePoint,
        short_decimal,
    },
    platform::json::Value,
};

impl<'a> Record<'a> {
    /// The text under `key` as it is written.
    #[inline(never)]
    pub fn str(&mut self, key: &str) -> Option<&'a str> {
        if let Value::String(text) = self.field(key)? {
            return Some(text);
        }
        self.fault(key, "a string");
        None
    }

    #[inline(never)]
    pub fn string(&mut self, key: &str) -> Option<String> {
        self.str(key).map(str::to_owned)
    }

    /// Notes those of the keys that hold something else than texts.
    #[inline(never)]
    pub fn expect_strings(&mut self, keys: &[&str]) {
        for key in keys {
            self.str(key);
        }
    }

    /// A name, an address or a number on one line; blank text is no text.
    #[inline(never)]
    pub fn text(&mut self, key: &str) -> Option<String> {
        let text = one_line(self.str(key)?, LONGEST_LINE);
        (!text.is_empty()).then_some(text)
    }

    /// The address of a web page. Links from outside are followed only when they are plainly that: `javascript:` is not.
    #[inline(never)]
    pub fn web_address(&mut self, key: &str) -> Option<String> {
        let url = one_line(self.str(key)?, LONGEST_TEXT);
        (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
    }

    /// Text by language. Plain text is French: it is what people write by hand.
    #[inline(never)]
    pub fn words(&mut self, key: &str) -> Option<LocalText> {
        let mut texts = Vec::new();
        if let Value::String(text) = self.field(key)? {
            texts.push(("fr".to_owned(), one_line(text, LONGEST_TEXT)));
        } else {
            self.for_each_entry(key, &mut |lang, record| {
                texts.extend(record.str("").map(|text| (lang.to_owned(), one_line(text, LONGEST_TEXT))));
            });
        }
        LocalText::new(texts)
    }

    /// What the word under `key` means; another word, or none, means `otherwise`.
    pub fn choice<T: Copy>(&mut self, key: &str, known: &[(&str, T)], otherwise: T) -> T {
        let word = self.str(key).unwrap_or_default();
        for (known, meaning) in known {
            if *known == word {
                return *meaning;
            }
        }
        otherwise
    }

    #[inline(never)]
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        if let Value::Bool(flag) = self.field(key)? {
            return Some(*flag);
        }
        self.fault(key, "true or false");
        None
    }

    #[inline(never)]
    pub fn number(&mut self, key: &str) -> Option<f64> {
        // To a browser 1e999 is a number, and an infinite one.
        let number = self.field(key)?.as_f64().filter(|number| number.is_finite());
        if number.is_none() {
            self.fault(key, "a number");
        }
        number
    }

    /// A whole number within bounds, however it is written: JSON knows one kind of numbers.
    #[inline(never)]
    fn whole(&mut self, key: &str, least: f64, most: f64, bounds: &str) -> Option<f64> {
        let number = self.number(key)?;
        if number.fract() == 0.0 && (least..=most).contains(&number) {
            return Some(number);
        }
        self.problems.faults += 1;
        self.note(key, &format_args!("expected a whole number {bounds}, found {}", short_decimal(number)));
        None
    }

    #[inline(never)]
    pub fn u8(&mut self, key: &str) -> Option<u8> {
        self.whole(key, 0.0, f64::from(u8::MAX), "from 0 to 255").map(|number| number as u8)
    }

    #[inline(never)]
    pub fn u32(&mut self, key: &str) -> Option<u32> {
        self.whole(key, 0.0, f64::from(u32::MAX), "from 0 to 2^32 - 1").map(|number| number as u32)
    }

    #[inline(never)]
    pub fn i32(&mut self, key: &str) -> Option<i32> {
        self.whole(key, f64::from(i32::MIN), f64::from(i32::MAX), "of 32 bits").map(|number| number as i32)
    }

    /// So far every whole number is one in floating point.
    #[inline(never)]
    pub fn u64(&mut self, key: &str) -> Option<u64> {
        self.whole(key, 0.0, 9_007_199_254_740_992.0, "from 0 to 2^53").map(|number| number as u64)
    }

    #[inline(never)]
    pub fn site_id(&mut self, key: &str) -> Option<SiteId> {
        let id = self.str(key)?.parse();
        self.ok(key, id)
    }

    /// Of `lat` and `lon`.
    #[inline(never)]
    pub fn position(&mut self) -> Option<Position> {
        let (lat, lon) = (self.number("lat")?, self.number("lon")?);
        let position = Position::new(lat, lon);
        let key = if matches!(position, Err(InvalidPosition::Longitude(_))) { "lon" } else { "lat" };
        self.ok(key, position.map_err(|reason| reason.to_string()))
    }

    /// An RFC 3339 instant with an offset.
    #[inline(never)]
    pub fn instant(&mut self, key: &str) -> Option<Instant> {
        let instant = text::instant(self.str(key)?);
        self.ok(key, instant)
    }

    /// A time of day as `HH:MM`.
    #[inline(never)]
    pub fn clock(&mut self, key: &str) -> Option<ClockTime> {
        let clock = self.str(key)?.parse().map_err(|reason: InvalidClockTime| reason.to_string());
        self.ok(key, clock)
    }

    /// A day as `YYYY-MM-DD`.
    #[inline(never)]
    pub fn date(&mut self, key: &str) -> Option<NaiveDate> {
        let date = text::date(self.str(key)?);
        self.ok(key, date)
    }

    /// A month as `YYYY-MM`.
    #[inline(never)]
    pub fn month(&mut self, key: &str) -> Option<Month> {
        let month = self.str(key)?.parse();
        self.ok(key, month)
    }

    /// A day as people write it.
    #[inline(never)]
    pub fn day(&mut self, key: &str) -> Option<NaiveDate> {
        let day = text::day(self.str(key)?);
        self.ok(key, day)
    }

    /// The beginning or the end of a closure or a notice, as people write it.
    #[inline(never)]
    pub fn time_point(&mut self, key: &str, is_end: bool) -> Option<TimePoint> {
        let point = text::time_point(self.str(key)?, is_end);
        self.ok(key, point)
    }
}
