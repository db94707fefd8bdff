//! The relay's clock, which may be moved to try other days.

use std::time::{Duration, Instant as Started, SystemTime};

use chrono::TimeDelta;

use crate::domain::Instant;

/// Fastest clock that makes sense: a day a second.
pub const MAX_SPEED: f64 = 86_400.0;

/// The computer's clock, or one that started at another instant and runs at another speed.
#[derive(Clone, Copy, Debug)]
pub enum RelayClock {
    Real,
    Moved { origin: Instant, started: Started, speed: f64 },
}

impl RelayClock {
    /// The real clock unless an instant to start at or a speed is given. Speed 0 stands still.
    pub fn new(origin: Option<Instant>, speed: Option<f64>) -> Self {
        if origin.is_none() && speed.is_none() {
            return Self::Real;
        }
        Self::Moved {
            origin: origin.unwrap_or_else(real_now),
            started: Started::now(),
            speed: speed.unwrap_or(1.0).clamp(0.0, MAX_SPEED),
        }
    }

    pub fn now(&self) -> Instant {
        match self {
            Self::Real => real_now(),
            Self::Moved { origin, started, speed } => moved(*origin, started.elapsed(), *speed),
        }
    }

    /// How long something has run at `now`, in the time of this clock, by one that nobody can set. A clock that was moved
    /// cannot be set either.
    pub fn run_of(&self, watch: &Stopwatch, now: Instant) -> Duration {
        match self {
            Self::Real => watch.read(),
            Self::Moved { origin, .. } => (now - *origin).to_std().unwrap_or_default(),
        }
    }

    /// How long to wait, in real time, between refreshes that should be `every` apart on this clock: at least a second,
    /// and never longer than `every`. A clock that stands still refreshes as the real one does.
    pub fn refresh_period(&self, every: Duration) -> Duration {
        match self {
            Self::Moved { speed, .. } if *speed > 1.0 => every.div_f64(*speed).max(Duration::from_secs(1)).min(every),
            Self::Moved { .. } | Self::Real => every,
        }
    }
}

/// How long something has run, by a clock that nobody can set.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Started);

impl Stopwatch {
    pub fn start() -> Self {
        Self(Started::now())
    }

    /// How long it has run.
    pub fn read(&self) -> Duration {
        self.0.elapsed()
    }
}

fn real_now() -> Instant {
    Instant::from(SystemTime::now())
}

fn moved(origin: Instant, elapsed: Duration, speed: f64) -> Instant {
    let run = TimeDelta::milliseconds((elapsed.as_secs_f64() * speed * 1000.0) as i64);
    origin.checked_add_signed(run).unwrap_or(Instant::MAX_UTC)
}

/// An HTTP date (IMF-fixdate, RFC 9110 §5.6.7).
pub fn http_date(at: Instant) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Instant {
        text.parse().unwrap()
    }
    fn at_speed(speed: f64) -> RelayClock {
        RelayClock::new(Some(utc("2026-11-21T13:05:00Z")), Some(speed))
    }

    #[test]
    fn a_clock_at_speed_60_runs_an_hour_in_a_minute() {
        let origin = utc("2026-11-21T13:05:00Z");
        assert_eq!(moved(origin, Duration::from_mins(1), 60.0), utc("2026-11-21T14:05:00Z"));
    }

    #[test]
    fn a_frozen_clock_stands_still() {
        let clock = at_speed(0.0);
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!(clock.now(), utc("2026-11-21T13:05:00Z"));
    }

    #[test]
    fn refreshes_follow_a_fast_clock_within_bounds() {
        let minute = Duration::from_mins(1);
        assert_eq!(at_speed(4.0).refresh_period(minute), Duration::from_secs(15));
        assert_eq!(at_speed(86_400.0).refresh_period(minute), Duration::from_secs(1));
        for clock in [RelayClock::Real, at_speed(0.0), at_speed(0.01), at_speed(1.0)] {
            assert_eq!(clock.refresh_period(minute), minute);
        }
    }

    #[test]
    fn http_dates_have_their_fixed_form() {
        assert_eq!(http_date(utc("1994-11-06T08:49:37Z")), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
