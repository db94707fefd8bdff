//! One document of the API over time: the last good one, when it came, and what went wrong since.

use std::{any::Any, marker::PhantomData, sync::Arc};

use chrono::Duration;

use super::Held;
use crate::{
    api::{FetchError, Fetched, Kept, Problems},
    domain::Instant,
};

/// How the asking for a document went.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// When the last good one came, by the corrected clock; of one that the device had kept, by its own.
    pub received: Option<Instant>,
    /// Why the network's last attempt failed; `None` when it did not.
    pub trouble: Option<FetchError>,
    /// What was left out of the last good one.
    pub problems: Arc<Problems>,
    in_flight: bool,
    /// Failures since the last success.
    failures: u32,
    last_attempt: Option<Instant>,
    /// The last good answer as it came: the same again is no news.
    answer: Arc<Vec<u8>>,
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

    pub const fn was_asked(&self) -> bool {
        self.last_attempt.is_some()
    }

    pub const fn is_in_flight(&self) -> bool {
        self.in_flight
    }

    /// After failures the next attempt is due at once.
    fn forget_failures(&mut self) {
        if self.failures > 0 {
            self.last_attempt = None;
        }
    }

    fn begin(&mut self, now: Instant) {
        self.in_flight = true;
        self.last_attempt = Some(now);
    }

    fn finish(&mut self, now: Instant, outcome: Result<(Arc<Problems>, Option<Kept>), FetchError>) {
        self.in_flight = false;
        self.last_attempt = Some(now);
        let (received, trouble) = match outcome {
            Ok((problems, kept)) => {
                self.problems = problems;
                match kept {
                    None => (Some(now), None),
                    Some(kept) => (Some(kept.at), Some(kept.because)),
                }
            }
            Err(trouble) => (self.received, Some(trouble)),
        };
        self.failures = if trouble.is_some() { self.failures + 1 } else { 0 };
        (self.received, self.trouble) = (received, trouble);
    }
}

/// A document as signals: its last good value, and how the asking goes. They are apart so that pages are drawn anew only
/// when another document comes.
pub struct Feed<T> {
    any: AnyFeed,
    holds: PhantomData<fn() -> T>,
}

/// A feed whatever its document: one type for the signals of all, since each type of signal is machinery of its own that a
/// resident downloads.
#[derive(Clone, Copy)]
pub struct AnyFeed {
    value: Held<Option<AnyDocument>>,
    load: Held<Load>,
}

/// A document of any type.
pub type AnyDocument = Arc<dyn Any + Send + Sync>;

/// What reading an answer gives: a document and what was left out of it.
pub type Read<T> = Result<(T, Problems), FetchError>;

impl<T> Clone for Feed<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Feed<T> {}

impl<T> Default for Feed<T> {
    fn default() -> Self {
        Self { any: AnyFeed { value: Held::new(None), load: Held::new(Load::default()) }, holds: PhantomData }
    }
}

impl<T> Feed<T> {
    pub fn load(self) -> Load {
        self.any.load.get()
    }
    pub fn load_untracked(self) -> Load {
        self.any.load.get_untracked()
    }

    /// Whether it has come, or will not for now.
    pub fn is_settled(self) -> bool {
        self.any.value.with(Option::is_some) || self.any.load.with(|load| load.trouble.is_some())
    }

    /// Whether to ask for the document now; if so, the asking has begun. A period of zero is a person's wish, which no
    /// pause holds up.
    pub fn begin_if_due(self, now: Instant, period: Duration) -> bool {
        self.any.begin_if_due(now, period)
    }

    /// As if nothing had been asked for yet; for a feed that is to carry another document. Not while an answer is due.
    #[must_use]
    pub fn emptied(self) -> Self {
        self.any.value.set(None);
        self.any.load.set(Load::default());
        self
    }

    /// What failed so far holds up the next attempt no longer.
    pub fn forget_failures(self) {
        self.any.forget_failures();
    }

    /// The same feed, to be handed to what is the same for all of them.
    pub const fn any(self) -> AnyFeed {
        self.any
    }
}

impl<T: Send + Sync + 'static> Feed<T> {
    /// The last one that could be read; it stays when a later attempt fails.
    pub fn value(self) -> Option<Arc<T>> {
        self.any.value.get().map(own)
    }
    pub fn value_untracked(self) -> Option<Arc<T>> {
        self.any.value.get_untracked().map(own)
    }

    /// Takes an answer, which is read only when it differs from the last good one.
    pub fn finish(self, now: Instant, answer: Result<Fetched, FetchError>, read: impl Fn(&[u8]) -> Read<T>) {
        self.any.finish(now, answer, &|bytes| {
            let (value, problems) = read(bytes)?;
            Ok((Arc::new(value), problems))
        });
    }
}

fn own<T: Send + Sync + 'static>(document: AnyDocument) -> Arc<T> {
    document.downcast().expect("only `Feed::finish` sets it, to a value of its own type")
}

impl AnyFeed {
    /// As [`Feed::begin_if_due`].
    pub fn begin_if_due(self, now: Instant, period: Duration) -> bool {
        let wished = period == Duration::zero();
        let begins = self.load.with_untracked(|load| load.is_due(now, period) || (wished && !load.is_in_flight()));
        if begins {
            self.load.update(|load| load.begin(now));
        }
        begins
    }

    /// As [`Feed::forget_failures`].
    pub fn forget_failures(self) {
        self.load.update(Load::forget_failures);
    }

    /// As [`Feed::finish`]; `read` has to give the document of the feed's own type.
    pub fn finish(self, now: Instant, answer: Result<Fetched, FetchError>, read: &dyn Fn(&[u8]) -> Read<AnyDocument>) {
        let mut state = self.load.get_untracked();
        let outcome = answer.and_then(|Fetched { bytes, kept, .. }| {
            if *state.answer == bytes && self.value.with_untracked(Option::is_some) {
                return Ok((state.problems.clone(), kept));
            }
            let (document, problems) = read(&bytes)?;
            self.value.set(Some(document));
            state.answer = Arc::new(bytes);
            Ok((Arc::new(problems), kept))
        });
        state.finish(now, outcome);
        self.load.set(state);
    }
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
