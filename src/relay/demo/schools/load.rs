//! What buildings use, by the minute of the day and the kind of day.

use chrono::{Datelike, NaiveDate};

use super::super::holidays::{is_public_holiday, is_school_holiday};

/// How a building is used on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Lessons all day; a library's open day.
    Full,
    /// A Wednesday: the leisure centre has part of the rooms and eats at noon too.
    Part,
    Empty,
}

/// What a building uses, watts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Uses {
    /// Day and night: refrigerators, ventilation, emergency lights.
    pub base: f64,
    /// Lights and machines while people are there.
    pub people: f64,
    /// Ovens and dishes, at the highest.
    pub kitchen: f64,
    /// Pumps and fans of the heating on the coldest days.
    pub heating: f64,
}

/// The rhythm of a building.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rhythm {
    School,
    Library,
}

impl Rhythm {
    pub fn on(self, date: NaiveDate) -> Use {
        let weekday = date.weekday().number_from_monday();
        if is_public_holiday(date) {
            return Use::Empty;
        }
        match (self, weekday) {
            (Rhythm::School, 6 | 7) | (Rhythm::Library, 1 | 7) => Use::Empty,
            (Rhythm::School, _) if is_school_holiday(date) => Use::Empty,
            (Rhythm::School, 3) => Use::Part,
            (Rhythm::School | Rhythm::Library, _) => Use::Full,
        }
    }
}

impl Uses {
    /// At an hour of the local clock, such as 10.5.
    pub fn power(self, day: Use, date: NaiveDate, hour: f64) -> f64 {
        let (people, kitchen, heating) = match day {
            Use::Full => (1.0, 1.0, 1.0),
            Use::Part => (0.4, 0.5, 0.8),
            Use::Empty => (0.0, 0.0, 0.25),
        };
        // Lessons from half past eight; care before and after, then those who clean.
        let present = rising(hour, 7.0, 8.6) - 0.75 * rising(hour, 16.3, 17.0) - 0.25 * rising(hour, 18.3, 19.3);
        let lights = 1.0 + 0.35 * cold(date);
        let cooks = rising(hour, 10.5, 11.7) - rising(hour, 12.4, 13.5);
        let heats = rising(hour, 5.0, 6.0) - 0.7 * rising(hour, 16.0, 18.0) - 0.3 * rising(hour, 20.0, 21.0);
        self.base
            + self.people * people * lights * present
            + self.kitchen * kitchen * cooks
            + self.heating * heating * cold(date) * (0.2 + 0.8 * heats)
    }
}

/// From 0 at `from` to 1 at `until`.
fn rising(hour: f64, from: f64, until: f64) -> f64 {
    ((hour - from) / (until - from)).clamp(0.0, 1.0)
}

/// How much heating the season asks for: 1 in the middle of January, nothing from May to September.
pub(super) fn cold(date: NaiveDate) -> f64 {
    let turn = std::f64::consts::TAU * (f64::from(date.ordinal()) - 15.0) / 365.25;
    ((turn.cos() + 0.35) / 1.35).max(0.0)
}
