//! One document of the API over time: the last good one, when it came, and what went wrong since.

use std::sync::Arc;

use chrono::Duration;
use leptos::prelude::*;

use crate::{
    api::{FetchError, Problems},
    domain::Instant,
};

/// The state of a document.
#[derive(Debug)]
pub struct Load<T> {
    /// The last one that could be read; it stays when a later attempt fails.
    pub value: Option<Arc<T>>,
    /// When it came, by the corrected clock.
    pub received: Option<Instant>,
    /// Why the last attempt failed; `None` when it did not.
    pub trouble: Option<FetchError>,
    /// What was left out of it.
    pub problems: Arc<Problems>,
    pub in_flight: bool,
    /// Failures since the last success.
    failures: u32,
    last_attempt: Option<Instant>,
}

// Derived, they would ask the same of `T`.
impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            received: self.received,
            trouble: self.trouble.clone(),
            problems: self.problems.clone(),
            in_flight: self.in_flight,
            failures: self.failures,
            last_attempt: self.last_attempt,
        }
    }
}

impl<T> Default for Load<T> {
    fn default() -> Self {
        Self {
            value: None,
            received: None,
            trouble: None,
            problems: Arc::default(),
            in_flight: false,
            failures: 0,
            last_attempt: None,
        }
    }
}

impl<T> Load<T> {
    /// Whether it is time to ask again, for a document that is worth asking for every `period`.
    ///
    /// After failures the wait doubles, from a quarter of a minute up to ten minutes; a clock that was set back does not
    /// keep the page from asking.
    pub fn is_due(&self, now: Instant, period: Duration) -> bool {
        let Some(last) = self.last_attempt else { return !self.in_flight };
        let since = now - last;
        !self.in_flight && (since >= self.pause(period) || since < Duration::zero())
    }

    fn pause(&self, period: Duration) -> Duration {
        const FIRST_RETRY_S: i64 = 15;
        const LONGEST_S: i64 = 600;
        match self.failures {
            0 => period,
            n => Duration::seconds((FIRST_RETRY_S << (n - 1).min(10)).min(LONGEST_S)),
        }
    }

    pub fn begin(&mut self, now: Instant) {
        self.in_flight = true;
        self.last_attempt = Some(now);
    }

    pub fn finish(&mut self, now: Instant, outcome: Result<(T, Problems), FetchError>) {
        self.in_flight = false;
        self.last_attempt = Some(now);
        match outcome {
            Ok((value, problems)) => {
                self.value = Some(Arc::new(value));
                self.problems = Arc::new(problems);
                self.received = Some(now);
                self.trouble = None;
                self.failures = 0;
            }
            Err(trouble) => {
                self.trouble = Some(trouble);
                self.failures += 1;
            }
        }
    }
}

/// A document as a signal.
pub struct Feed<T: Send + Sync + 'static>(RwSignal<Load<T>>);

impl<T: Send + Sync> Clone for Feed<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync> Copy for Feed<T> {}

impl<T: Send + Sync> Default for Feed<T> {
    fn default() -> Self {
        Self(RwSignal::new(Load::default()))
    }
}

impl<T: Send + Sync> Feed<T> {
    pub fn value(self) -> Option<Arc<T>> {
        self.0.with(|load| load.value.clone())
    }
    pub fn load(self) -> Load<T> {
        self.0.get()
    }
    pub fn with<U>(self, read: impl FnOnce(&Load<T>) -> U) -> U {
        self.0.with(read)
    }
    pub fn with_untracked<U>(self, read: impl FnOnce(&Load<T>) -> U) -> U {
        self.0.with_untracked(read)
    }
    pub fn update(self, change: impl FnOnce(&mut Load<T>)) {
        self.0.update(change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }
    const MINUTE: Duration = Duration::seconds(60);

    #[test]
    fn a_failure_keeps_the_last_good_value_and_its_time() {
        let mut load = Load::default();
        load.finish(at(0), Ok((7, Problems::default())));
        load.finish(at(60), Err(FetchError::Network));
        assert_eq!(load.value.as_deref(), Some(&7));
        assert_eq!((load.received, load.trouble), (Some(at(0)), Some(FetchError::Network)));
    }

    #[test]
    fn asking_again_waits_for_the_period_and_longer_after_each_failure() {
        let mut load = Load::<u8>::default();
        assert!(load.is_due(at(0), MINUTE));
        load.finish(at(0), Ok((1, Problems::default())));
        assert!(!load.is_due(at(59), MINUTE) && load.is_due(at(60), MINUTE));
        let mut pauses = Vec::new();
        for _ in 0..8 {
            load.finish(at(0), Err(FetchError::Status(500)));
            pauses.push((1..=2_000).find(|s| load.is_due(at(*s), MINUTE)).unwrap());
        }
        assert_eq!(pauses, [15, 30, 60, 120, 240, 480, 600, 600]);
    }

    #[test]
    fn nothing_is_asked_twice_at_once() {
        let mut load = Load::<u8>::default();
        load.begin(at(0));
        assert!(!load.is_due(at(1_000), MINUTE));
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_stop_the_page() {
        let mut load = Load::default();
        load.finish(at(86_400), Ok((1, Problems::default())));
        assert!(load.is_due(at(0), MINUTE));
    }
}
