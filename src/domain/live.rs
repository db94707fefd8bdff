//! What sensors say now, and how long it may be called "now".

use chrono::Duration;

use super::{Instant, LocalText, MaterialId, SiteId, WaitInterval};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiveState {
    Open,
    Closed,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    Rising,
    Steady,
    Falling,
}

/// What is known of a centre at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub site: SiteId,
    /// The instant of the last evidence.
    pub at: Option<Instant>,
    pub state: LiveState,
    pub wait: Option<WaitInterval>,
    pub vehicles: Option<u32>,
    pub trend: Option<Trend>,
    /// Materials that cannot be left today.
    pub unavailable: Vec<MaterialId>,
    pub note: Option<LocalText>,
}

/// How much a reading's age lets it say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    Live,
    Recent,
    /// Shown with its age, never ranked as if it were live.
    Old,
    /// Without an instant, or from the future.
    Undated,
}

impl Freshness {
    const LIVE_S: i64 = 5 * 60;
    const RECENT_S: i64 = 20 * 60;

    /// Live up to 5 minutes, recent up to 20, then old; an instant over two minutes ahead of `now` is no instant
    /// (the public API's rule for readings).
    pub fn of(at: Option<Instant>, now: Instant) -> Self {
        const TOLERATED_FUTURE_S: i64 = 2 * 60;
        let Some(at) = at else { return Self::Undated };
        match (now - at).num_seconds() {
            age if age < -TOLERATED_FUTURE_S => Self::Undated,
            age if age <= Self::LIVE_S => Self::Live,
            age if age <= Self::RECENT_S => Self::Recent,
            _ => Self::Old,
        }
    }

    /// Until when a reading of `at` may be called by this word; `None` for those that have no end.
    pub fn until(self, at: Instant) -> Option<Instant> {
        match self {
            Self::Live => Some(at + Duration::seconds(Self::LIVE_S)),
            Self::Recent => Some(at + Duration::seconds(Self::RECENT_S)),
            Self::Old | Self::Undated => None,
        }
    }

    /// Whether a reading of this age may stand for now.
    pub const fn counts_as_now(self) -> bool {
        match self {
            Self::Live | Self::Recent => true,
            Self::Old | Self::Undated => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(at: &str) -> Freshness {
        Freshness::of(Some(at.parse().unwrap()), "2026-11-21T14:05:00Z".parse().unwrap())
    }

    #[test]
    fn a_readings_age_decides_its_word() {
        assert_eq!(of("2026-11-21T14:04:10Z"), Freshness::Live);
        assert_eq!(of("2026-11-21T14:00:00Z"), Freshness::Live);
        assert_eq!(of("2026-11-21T13:59:59Z"), Freshness::Recent);
        assert_eq!(of("2026-11-21T13:45:00Z"), Freshness::Recent);
        assert_eq!(of("2026-11-21T13:44:59Z"), Freshness::Old);
    }

    #[test]
    fn a_reading_from_the_future_or_without_instant_is_undated() {
        assert_eq!(of("2026-11-21T14:07:00Z"), Freshness::Live);
        assert_eq!(of("2026-11-21T14:07:01Z"), Freshness::Undated);
        assert_eq!(Freshness::of(None, "2026-11-21T14:05:00Z".parse().unwrap()), Freshness::Undated);
    }
}
