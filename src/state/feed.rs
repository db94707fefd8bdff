//! One document of the API over time: the last good one, when it came, and what went wrong since.

use std::sync::Arc;

use chrono::Duration;
use leptos::prelude::*;

use crate::{
    api::{FetchError, Problems},
    domain::Instant,
};

/// How the asking for a document went.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// When the last good one came, by the corrected clock.
    pub received: Option<Instant>,
    /// Why the last attempt failed; `None` when it did not.
    pub trouble: Option<FetchError>,
    /// What was left out of the last good one.
    pub problems: Arc<Problems>,
    in_flight: bool,
    /// Failures since the last success.
    failures: u32,
    last_attempt: Option<Instant>,
}

impl Load {
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

    pub const fn is_in_flight(&self) -> bool {
        self.in_flight
    }

    fn begin(&mut self, now: Instant) {
        self.in_flight = true;
        self.last_attempt = Some(now);
    }

    fn finish(&mut self, now: Instant, outcome: Result<Problems, FetchError>) {
        self.in_flight = false;
        self.last_attempt = Some(now);
        match outcome {
            Ok(problems) => {
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

/// A document as signals: its last good value, and how the asking goes. They are apart so that pages are drawn anew only
/// when the value is another one.
pub struct Feed<T: Send + Sync + 'static> {
    value: RwSignal<Option<Arc<T>>>,
    load: RwSignal<Load>,
}

impl<T: Send + Sync> Clone for Feed<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync> Copy for Feed<T> {}

impl<T: Send + Sync> Default for Feed<T> {
    fn default() -> Self {
        Self { value: RwSignal::new(None), load: RwSignal::new(Load::default()) }
    }
}

impl<T: Send + Sync + PartialEq> Feed<T> {
    /// The last one that could be read; it stays when a later attempt fails.
    pub fn value(self) -> Option<Arc<T>> {
        self.value.get()
    }
    pub fn value_untracked(self) -> Option<Arc<T>> {
        self.value.get_untracked()
    }
    pub fn load(self) -> Load {
        self.load.get()
    }
    pub fn load_untracked(self) -> Load {
        self.load.get_untracked()
    }

    pub fn begin(self, now: Instant) {
        self.load.update(|load| load.begin(now));
    }

    pub fn finish(self, now: Instant, outcome: Result<(T, Problems), FetchError>) {
        let outcome = outcome.map(|(value, problems)| {
            if self.value.with_untracked(|old| old.as_deref() != Some(&value)) {
                self.value.set(Some(Arc::new(value)));
            }
            problems
        });
        self.load.update(|load| load.finish(now, outcome));
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
        let owner = Owner::new();
        owner.with(|| {
            let feed = Feed::default();
            feed.finish(at(0), Ok((7, Problems::default())));
            feed.finish(at(60), Err(FetchError::Network));
            assert_eq!(feed.value_untracked().as_deref(), Some(&7));
            let load = feed.load_untracked();
            assert_eq!((load.received, load.trouble), (Some(at(0)), Some(FetchError::Network)));
        });
    }

    #[test]
    fn asking_again_waits_for_the_period_and_longer_after_each_failure() {
        let mut load = Load::default();
        assert!(load.is_due(at(0), MINUTE));
        load.finish(at(0), Ok(Problems::default()));
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
        let mut load = Load::default();
        load.begin(at(0));
        assert!(!load.is_due(at(1_000), MINUTE));
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_stop_the_page() {
        let mut load = Load::default();
        load.finish(at(86_400), Ok(Problems::default()));
        assert!(load.is_due(at(0), MINUTE));
    }
}
