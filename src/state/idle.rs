//! Nobody is at a shared computer any more: after some minutes what was said there is wiped, with a warning ahead.

use std::time::Duration;

use leptos::prelude::set_interval;

use super::Held;
use crate::{
    domain::Instant,
    platform::{activity, clock},
};

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

/// Looks out for somebody, as long as the page is open.
#[derive(Clone, Copy)]
pub struct Watch {
    pub idleness: Held<Idleness>,
    last_sign: Held<Instant>,
}

impl Watch {
    /// From a moment at which somebody is there.
    pub fn begin() -> Self {
        Self { idleness: Held::new(Idleness::Present), last_sign: Held::new(clock::now()) }
    }

    /// Warns and then calls `wipe` where there `is_anything` to wipe; called once.
    pub fn start(self, is_anything: impl Fn() -> bool + 'static, wipe: impl Fn() + 'static) {
        activity::on_activity(move || self.notice_sign());
        set_interval(move || self.look(&is_anything, &wipe), Duration::from_secs(1));
    }

    pub fn reset(self) {
        self.idleness.set(Idleness::Present);
    }

    /// Somebody is there. Whether that answers the warning and nothing else.
    fn notice_sign(self) -> bool {
        self.last_sign.set(clock::now());
        let was_warned = self.idleness.get_untracked().is_warned();
        if was_warned {
            self.reset();
        }
        was_warned
    }

    fn look(self, is_anything: &impl Fn() -> bool, wipe: &impl Fn()) {
        let idleness = Idleness::of(self.last_sign.get_untracked(), clock::now());
        match idleness {
            _ if !is_anything() => {}
            Idleness::Present => {}
            Idleness::Warned(_) => self.idleness.set(idleness),
            Idleness::Gone => wipe(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_warning_stands_for_twenty_seconds_after_three_minutes() {
        let last = Instant::default();
        let after = |seconds| Idleness::of(last, last + chrono::Duration::seconds(seconds));
        assert_eq!([after(0), after(179)], [Idleness::Present; 2]);
        assert_eq!([after(180), after(199)], [Idleness::Warned(20), Idleness::Warned(1)]);
        assert_eq!([after(200), after(100_000)], [Idleness::Gone; 2]);
        assert_eq!(after(-3600), Idleness::Present);
    }
}
