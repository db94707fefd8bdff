//! Pauses between attempts.

use std::time::Duration;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The longest pause after failures, unless the usual one is longer.
pub const LONGEST_PAUSE: Duration = Duration::from_mins(15);
/// The shortest one after a failure, however short the usual one is.
pub const SHORTEST_PAUSE: Duration = Duration::from_secs(5);
/// Up to so much of a pause is added at random: relays that failed together do not try again together.
const JITTER: f64 = 0.2;

/// The pauses of one task: the usual one after a success, and twice as long after each further failure.
#[derive(Debug)]
pub struct Backoff {
    usual: Duration,
    /// After the first failure.
    first: Duration,
    failures: u32,
    rng: ChaCha8Rng,
}

impl Backoff {
    /// `usual`: the pause after a success.
    pub fn new(usual: Duration) -> Self {
        Self { usual, ..Self::after_failures(usual.max(SHORTEST_PAUSE)) }
    }

    /// For what is never asked again after a success; `first`: the pause after the first failure.
    pub fn after_failures(first: Duration) -> Self {
        Self { usual: first, first, failures: 0, rng: ChaCha8Rng::from_os_rng() }
    }

    /// The next failure counts as the first one.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// The pause after a success.
    pub fn succeeded(&mut self) -> Duration {
        self.reset();
        self.jittered(self.usual)
    }

    /// The pause after a failure; never shorter than the one that was `asked` for.
    pub fn failed(&mut self, asked: Option<Duration>) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let doubled = self.first.saturating_mul(1 << (self.failures - 1).min(10));
        self.jittered(doubled.min(LONGEST_PAUSE.max(self.usual)).max(asked.unwrap_or_default()))
    }

    fn jittered(&mut self, pause: Duration) -> Duration {
        pause.mul_f64(1.0 + JITTER * self.rng.random::<f64>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pauses after so many failures in a row, in whole seconds of the pause without its jitter.
    #[track_caller]
    fn assert_pauses(usual: Duration, expected: &[u64]) {
        let mut backoff = Backoff::new(usual);
        for seconds in expected {
            let (least, pause) = (Duration::from_secs(*seconds), backoff.failed(None));
            assert!((least..=least.mul_f64(1.0 + JITTER)).contains(&pause), "{pause:?} instead of {least:?}");
        }
    }

    #[test]
    fn pauses_double_up_to_a_bound() {
        assert_pauses(Duration::from_mins(1), &[60, 120, 240, 480, 900, 900]);
        assert_pauses(Duration::from_secs(1), &[5, 10, 20, 40, 80, 160, 320, 640, 900]);
        assert_pauses(Duration::from_hours(24), &[24 * 3600, 24 * 3600]);
    }

    #[test]
    fn a_pause_that_was_asked_for_is_kept() {
        let mut backoff = Backoff::new(Duration::from_mins(1));
        assert!(backoff.failed(Some(Duration::from_mins(40))) >= Duration::from_mins(40));
        assert!(backoff.failed(Some(Duration::ZERO)) >= Duration::from_mins(2));
    }

    #[test]
    fn a_success_ends_the_doubling_and_no_two_tasks_pause_alike() {
        let (mut one, mut other) = (Backoff::new(Duration::from_mins(1)), Backoff::new(Duration::from_mins(1)));
        for _ in 0..5 {
            assert!(one.failed(None) >= Duration::from_mins(1));
        }
        let pauses = [one.succeeded(), other.succeeded(), one.failed(None), other.failed(None)];
        assert!(pauses.iter().all(|pause| *pause <= Duration::from_secs(72)), "{pauses:?}");
        let differing = (0..8).any(|_| one.succeeded() != other.succeeded());
        assert!(differing);
    }
}
