//! The same message twice.

use std::collections::{HashSet, VecDeque};

use chrono::Duration;

use super::Record;
use crate::domain::{CLOCK_TOLERANCE, Instant};

/// How old a message may be: what is older was recorded to be played again.
const OLDEST: Duration = Duration::hours(1);
/// Messages that are remembered; at most so many come in the time above.
const MOST: usize = 100_000;

/// Why a message is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Replay {
    #[error("this message came before")]
    Again,
    #[error("this message is older than an hour")]
    Old,
    #[error("this message comes from a clock that is ahead")]
    Ahead,
}

type Mark = (Option<String>, Option<u32>, Instant);

/// The messages of the last hour.
#[derive(Debug, Default)]
pub(super) struct Memory {
    seen: HashSet<Mark>,
    order: VecDeque<Mark>,
    /// Of these, the ones that could not be written.
    expected: HashSet<Mark>,
}

impl Memory {
    /// Notes a message by its device, its number and its instant.
    ///
    /// # Errors
    /// When it was seen, or is not of now.
    pub fn note(&mut self, record: &Record, at: Instant, now: Instant) -> Result<(), Replay> {
        if at < now - OLDEST {
            return Err(Replay::Old);
        }
        if at > now + CLOCK_TOLERANCE {
            return Err(Replay::Ahead);
        }
        while self.order.front().is_some_and(|(.., at)| *at < now - OLDEST) || self.order.len() >= MOST {
            if let Some(old) = self.order.pop_front() {
                self.seen.remove(&old);
                self.expected.remove(&old);
            }
        }
        let mark = (record.key.clone(), record.frame, at);
        if !self.seen.insert(mark.clone()) {
            return Err(Replay::Again);
        }
        self.order.push_back(mark);
        Ok(())
    }

    /// Notes that a message could not be written: its sender was told to send it again.
    pub fn expect_again(&mut self, record: &Record, at: Instant) {
        let mark = (record.key.clone(), record.frame, at);
        if self.seen.contains(&mark) {
            self.expected.insert(mark);
        }
    }

    /// Whether its sender was told to send this message again, though it was taken in already.
    pub fn expects(&self, record: &Record, at: Instant) -> bool {
        !self.expected.is_empty() && self.expected.contains(&(record.key.clone(), record.frame, at))
    }

    /// Whether any message is to come again.
    pub fn expects_any(&self) -> bool {
        !self.expected.is_empty()
    }

    /// Notes that a message is written: from here on it is a repetition.
    pub fn note_written(&mut self, record: &Record, at: Instant) {
        self.expected.remove(&(record.key.clone(), record.frame, at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_counts_once_and_now() {
        let now: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        let mut memory = Memory::default();
        let record = |frame| Record { key: Some("a".to_owned()), frame: Some(frame), ..Record::default() };
        assert_eq!(memory.note(&record(1), now, now), Ok(()));
        assert_eq!(memory.note(&record(1), now, now), Err(Replay::Again));
        assert_eq!(memory.note(&record(2), now, now), Ok(()));
        assert_eq!(memory.note(&record(3), now - Duration::minutes(61), now), Err(Replay::Old));
        assert_eq!(memory.note(&record(3), now + Duration::minutes(3), now), Err(Replay::Ahead));
        memory.expect_again(&record(2), now);
        memory.expect_again(&record(7), now);
        assert!(memory.expects(&record(2), now) && !memory.expects(&record(7), now), "the seventh never came");
        memory.note_written(&record(2), now);
        assert!(!memory.expects_any());
        memory.expect_again(&record(2), now);
        let later = now + Duration::minutes(90);
        assert_eq!(memory.note(&record(4), later, later), Ok(()));
        assert!(!memory.expects_any());
        assert_eq!(memory.seen.len(), 1, "what is refused by its age need not be remembered");
    }
}
