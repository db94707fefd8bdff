//! Instants, and the local time of a territory without a time zone table.

use chrono::{DateTime, Duration, NaiveDateTime, SecondsFormat, Utc};

/// A point in time.
pub type Instant = DateTime<Utc>;

/// How far ahead of our clock another one may be: clocks are no better than this, and what lies further ahead is no evidence
/// of now (the public API's rule for readings).
pub const CLOCK_TOLERANCE: Duration = Duration::minutes(2);

/// As RFC 3339 text in whole seconds, such as `2026-11-21T10:00:00Z`.
pub fn rfc3339(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A whole number of minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(pub u32);

impl std::ops::Add for Minutes {
    type Output = Minutes;
    fn add(self, other: Minutes) -> Minutes {
        Minutes(self.0.saturating_add(other.0))
    }
}

impl From<Minutes> for Duration {
    fn from(minutes: Minutes) -> Duration {
        Duration::minutes(i64::from(minutes.0))
    }
}

/// A point in time as a territory writes it: with its offset, or as the clocks of the territory show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimePoint {
    Absolute(Instant),
    Local(NaiveDateTime),
}

impl TimePoint {
    pub fn instant(self, zone: &Zone) -> Instant {
        match self {
            Self::Absolute(instant) => instant,
            Self::Local(local) => zone.instant(local),
        }
    }
}

impl From<Instant> for TimePoint {
    fn from(instant: Instant) -> Self {
        Self::Absolute(instant)
    }
}

/// The offset of a territory's clocks from UTC, as a list of changes (`utc_offsets` of `territory.json`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Instant of each change and the offset in minutes east of UTC from then on, ascending.
    changes: Vec<(Instant, i32)>,
    /// Before the first change.
    first_offset: i32,
}

impl Zone {
    /// Clocks that never change, `minutes` east of UTC.
    pub const fn fixed(minutes: i32) -> Self {
        Self { changes: Vec::new(), first_offset: minutes }
    }

    /// `changes` in any order. Before the first one the offset is guessed: the second entry's where there are two
    /// (the zone alternates between two offsets), else the first's.
    pub fn new(mut changes: Vec<(Instant, i32)>) -> Self {
        changes.sort_unstable_by_key(|(at, _)| *at);
        let first_offset = changes.get(1).or(changes.first()).map_or(0, |(_, offset)| *offset);
        Self { changes, first_offset }
    }

    /// Each change and the offset in minutes from then on, ascending; nothing where clocks never change.
    pub fn changes(&self) -> &[(Instant, i32)] {
        &self.changes
    }

    /// Minutes east of UTC at `instant`.
    pub fn offset_at(&self, instant: Instant) -> i32 {
        self.offset_and_next_change(instant).0
    }

    fn offset_and_next_change(&self, instant: Instant) -> (i32, Option<Instant>) {
        let after = self.changes.partition_point(|(at, _)| *at <= instant);
        let offset = after.checked_sub(1).map_or(self.first_offset, |i| self.changes[i].1);
        (offset, self.changes.get(after).map(|(at, _)| *at))
    }

    /// What the clocks on the wall show at `instant`.
    pub fn local(&self, instant: Instant) -> NaiveDateTime {
        instant.naive_utc() + Duration::minutes(i64::from(self.offset_at(instant)))
    }

    /// The instant at which the wall clocks show `local`. In autumn's repeated hour the first pass is meant; in spring's
    /// skipped hour the instant is that of clocks that had not yet been put forward (02:30 that is not is 03:30).
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        let at = |offset: i32| (local - Duration::minutes(i64::from(offset))).and_utc();
        let (before, change) = self.offset_and_next_change(at(0) - Duration::days(1));
        let day_after = at(0) + Duration::days(1);
        // As on nearly all days of a year.
        if change.is_none_or(|change| change > day_after) {
            return at(before);
        }
        let after = self.offset_at(day_after);
        // In the hour that clocks show twice both offsets fit and the earlier instant, of the old offset, is taken.
        for offset in [before, after] {
            if self.offset_at(at(offset)) == offset {
                return at(offset);
            }
        }
        at(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Instant {
        text.parse().unwrap()
    }
    fn wall(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }
    fn paris() -> Zone {
        Zone::new(vec![
            (utc("2026-10-25T01:00:00Z"), 60),
            (utc("2026-03-29T01:00:00Z"), 120),
            (utc("2027-03-28T01:00:00Z"), 120),
        ])
    }

    #[test]
    fn summer_and_winter_have_their_own_offsets() {
        assert_eq!(paris().local(utc("2026-07-14T10:00:00Z")), wall("2026-07-14T12:00:00"));
        assert_eq!(paris().local(utc("2026-11-21T13:05:00Z")), wall("2026-11-21T14:05:00"));
        assert_eq!(paris().local(utc("2026-01-10T11:00:00Z")), wall("2026-01-10T12:00:00"));
    }

    #[test]
    fn a_wall_time_and_its_instant_are_inverse_outside_the_changes() {
        for text in ["2026-03-28T23:59:00", "2026-03-29T04:00:00", "2026-10-25T00:30:00", "2026-10-25T04:00:00"] {
            assert_eq!(paris().local(paris().instant(wall(text))), wall(text));
        }
    }

    #[test]
    fn the_skipped_hour_of_spring_is_read_as_clocks_not_yet_put_forward() {
        assert_eq!(paris().instant(wall("2026-03-29T02:30:00")), utc("2026-03-29T01:30:00Z"));
        assert_eq!(paris().local(utc("2026-03-29T01:30:00Z")), wall("2026-03-29T03:30:00"));
    }

    #[test]
    fn the_repeated_hour_of_autumn_means_its_first_pass() {
        assert_eq!(paris().instant(wall("2026-10-25T02:30:00")), utc("2026-10-25T00:30:00Z"));
    }

    #[test]
    fn no_change_at_all_is_a_fixed_zone() {
        assert_eq!(Zone::new(vec![]).offset_at(utc("2026-01-01T00:00:00Z")), 0);
        assert_eq!(Zone::fixed(-240).local(utc("2026-01-01T00:00:00Z")), wall("2025-12-31T20:00:00"));
    }
}
