//! How much may come: of those who are let in, and of those who try a wrong secret.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{domain::Instant, relay::client_address::ClientNetwork};

/// Messages of one hook, a second in the long run and at once: thousands of sensors that report each minute.
pub(super) const MESSAGES: Rate = Rate { a_second: 200.0, at_once: 1000.0 };
/// Wrong secrets of one client.
const WRONG_SECRETS: Rate = Rate { a_second: 0.5, at_once: 20.0 };
/// Clients whose wrong secrets are counted; of more of them the half with the fewest is forgotten.
const MOST_CLIENTS: usize = 4096;

#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    a_second: f64,
    at_once: f64,
}

/// A bucket that leaks: what came, less what has leaked away since.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeakyBucket {
    level: f64,
    reckoned: Option<Instant>,
}

impl LeakyBucket {
    /// Adds one, unless the bucket is full.
    pub fn has_room(&mut self, rate: Rate, now: Instant) -> bool {
        let level = self.level_at(rate, now) + 1.0;
        let has_room = level <= rate.at_once;
        *self = Self { level: if has_room { level } else { level - 1.0 }, reckoned: Some(now) };
        has_room
    }

    fn level_at(&self, rate: Rate, now: Instant) -> f64 {
        let since = self.reckoned.map_or(0.0, |then| (now - then).num_milliseconds().max(0) as f64 / 1000.0);
        (self.level - since * rate.a_second).max(0.0)
    }
}

/// Wrong secrets, counted for each client apart: one who guesses locks nobody else out.
#[derive(Debug, Default)]
pub(super) struct WrongSecrets(Mutex<HashMap<ClientNetwork, LeakyBucket>>);

impl WrongSecrets {
    /// Counts a wrong secret. `false` where this client has tried too many.
    pub fn note(&self, client: ClientNetwork, now: Instant) -> bool {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_CLIENTS && !buckets.contains_key(&client) {
            let mut all: Vec<_> = buckets.drain().collect();
            let level = |bucket: &LeakyBucket| bucket.level_at(WRONG_SECRETS, now);
            all.sort_by(|(_, a), (_, b)| level(b).total_cmp(&level(a)));
            all.truncate(MOST_CLIENTS / 2);
            buckets.extend(all);
        }
        buckets.entry(client).or_default().has_room(WRONG_SECRETS, now)
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use chrono::Duration;

    use super::*;

    fn client(n: u32) -> ClientNetwork {
        ClientNetwork::of(Ipv4Addr::from_bits(n).into())
    }

    fn now() -> Instant {
        "2026-11-21T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_client_who_guesses_is_slowed_down_alone_and_for_a_while() {
        let wrong = WrongSecrets::default();
        assert_eq!((0..30).filter(|_| wrong.note(client(1), now())).count(), 20);
        assert!(wrong.note(client(2), now()), "another has tried nothing yet");
        let later = now() + Duration::seconds(10);
        assert_eq!((0..30).filter(|_| wrong.note(client(1), later)).count(), 5);
    }

    #[test]
    fn many_clients_fill_no_memory_and_the_worst_are_remembered() {
        let wrong = WrongSecrets::default();
        (0..20).for_each(|_| assert!(wrong.note(client(1), now())));
        for n in 2..3 * MOST_CLIENTS as u32 {
            wrong.note(client(n), now());
            assert!(wrong.0.lock().unwrap().len() <= MOST_CLIENTS);
        }
        assert!(!wrong.note(client(1), now()));
    }
}
