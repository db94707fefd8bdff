//! The wall of a school's hall: what it shows in turn, and when it loads itself anew.

use std::time::Duration as StdDuration;

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use crate::{platform::document, state::Held};

/// A part of the wall that may be shown alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WallPart {
    Now,
    Day,
    Equals,
}

impl WallPart {
    pub const ALL: [WallPart; 3] = [WallPart::Now, WallPart::Day, WallPart::Equals];

    /// The word in the address.
    pub const fn key(self) -> &'static str {
        match self {
            WallPart::Now => "maintenant",
            WallPart::Day => "jour",
            WallPart::Equals => "images",
        }
    }
}

/// What the wall's address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallOptions {
    /// The parts in turn; empty: all together on one page that does not move.
    pub parts: Vec<WallPart>,
    /// How long each is shown.
    pub every: StdDuration,
}

impl WallOptions {
    /// Nobody reads a page in less; longer than ten minutes is a page that does not turn.
    const EVERY_S: (u64, u64, u64) = (5, 20, 600);

    /// Reads `pages=maintenant,jour` and `chaque=20`; what is not known is left out.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let (least, usual, most) = Self::EVERY_S;
        let words = get("pages").unwrap_or_default();
        let named =
            words.split(',').filter_map(|word| WallPart::ALL.into_iter().find(|part| part.key() == word.trim()));
        let mut parts: Vec<WallPart> = Vec::new();
        for part in named {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let seconds = get("chaque").and_then(|text| text.trim().parse().ok()).unwrap_or(usual).clamp(least, most);
        Self { parts, every: StdDuration::from_secs(seconds) }
    }

    /// Those of the page's own address.
    pub fn of_address() -> Self {
        Self::read(document::query_parameter)
    }

    pub fn turns(&self) -> bool {
        self.parts.len() > 1
    }
}

/// Whether it is time for the nightly reload: at this minute of the small hours, on another day than the page was loaded.
/// The minute differs from screen to screen, so that a town's schools do not reload together.
pub fn is_time_to_renew(loaded_on: NaiveDate, local: NaiveDateTime, minute: u32) -> bool {
    /// Nobody looks, and no clock is changed at this hour.
    const HOUR: u32 = 4;
    let since_hour = local.time().num_seconds_from_midnight() / 60;
    local.date() > loaded_on && since_hour >= HOUR * 60 + minute.min(59)
}

/// Which of the parts is shown, and whether they turn.
#[derive(Clone, Copy)]
pub struct Turning {
    pub shown: Held<usize>,
    pub paused: Held<bool>,
}

impl Turning {
    pub fn new() -> Self {
        Self { shown: Held::new(0), paused: Held::new(false) }
    }

    /// Shows the next of `count` parts, unless somebody asked for rest.
    pub fn turn(self, count: usize) {
        let (Some(false), Some(shown)) = (self.paused.try_get_untracked(), self.shown.try_get_untracked()) else {
            return;
        };
        if count > 0 {
            self.shown.set((shown + 1) % count);
        }
    }
}

impl Default for Turning {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(pages: &str, every: &str) -> WallOptions {
        WallOptions::read(|key| Some(if key == "pages" { pages } else { every }.to_owned()))
    }

    #[test]
    fn the_address_says_what_turns_and_how_fast() {
        let told = options("jour, maintenant,jour,nonsense", "30");
        assert_eq!(told.parts, [WallPart::Day, WallPart::Now]);
        assert_eq!((told.every.as_secs(), told.turns()), (30, true));
        assert!(!options("", "").turns() && !options("jour", "").turns());
        assert_eq!(["", "0", "99999", "-3", "x"].map(|text| options("", text).every.as_secs()), [20, 5, 600, 20, 20]);
    }

    #[test]
    fn a_screen_reloads_once_a_night() {
        let loaded: NaiveDate = "2026-11-21".parse().unwrap();
        let at = |text: &str| is_time_to_renew(loaded, text.parse().unwrap(), 17);
        assert!(!at("2026-11-21T23:59:00"));
        assert!(!at("2026-11-22T04:16:59"));
        assert!(at("2026-11-22T04:17:00"));
        // One that slept through the night does it when it wakes.
        assert!(at("2026-11-22T08:00:00"));
        assert!(!is_time_to_renew("2026-11-22".parse().unwrap(), "2026-11-22T08:00:00".parse().unwrap(), 17));
    }
}
