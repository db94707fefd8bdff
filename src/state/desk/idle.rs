//! Nobody is at the desk any more: after some minutes what was said there is wiped, with a warning ahead.

use crate::domain::Instant;

/// Minutes without a key or a touch until the warning, and how long that stands, seconds.
const IDLE_S: i64 = 3 * 60;
const WARNING_S: i64 = 20;

/// How long nobody did anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idleness {
    Present,
    /// Seconds until everything is wiped.
    Warned(u32),
    Gone,
}

impl Idleness {
    /// After a sleep of the computer it may be "gone" at once; a clock that was set back is no absence.
    pub fn of(last_sign: Instant, now: Instant) -> Self {
        match (now - last_sign).num_seconds() {
            ..IDLE_S => Self::Present,
            idle if idle < IDLE_S + WARNING_S => Self::Warned((IDLE_S + WARNING_S - idle) as u32),
            _ => Self::Gone,
        }
    }

    pub const fn is_warned(self) -> bool {
        matches!(self, Self::Warned(_))
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    #[test]
    fn the_warning_stands_for_twenty_seconds_after_three_minutes() {
        let last = Instant::default();
        let after = |seconds| Idleness::of(last, last + Duration::seconds(seconds));
        assert_eq!([after(0), after(179)], [Idleness::Present; 2]);
        assert_eq!([after(180), after(199)], [Idleness::Warned(20), Idleness::Warned(1)]);
        assert_eq!([after(200), after(100_000)], [Idleness::Gone; 2]);
        assert_eq!(after(-3600), Idleness::Present);
    }
}
