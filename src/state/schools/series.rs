//! Series that pages asked for: each has a feed of its own, which stays when the page leafs on.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::Owner;

use crate::{
    domain::{Energies, Month, PowerSeries, SeriesOf, SiteId},
    state::{Feed, Held},
};

pub type PowerFeed = Feed<Option<PowerSeries>>;
pub type EnergyFeed = Feed<Energies>;

/// Which series of which meter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesKey {
    pub school: SiteId,
    pub meter: SiteId,
    pub of: SeriesOf,
}

impl SeriesKey {
    /// The document's path below the API's address.
    pub fn path(&self) -> String {
        self.of.path(self.school.as_str(), self.meter.as_str())
    }

    pub const fn is_day(&self) -> bool {
        matches!(self.of, SeriesOf::Day(_))
    }

    /// Whether the series is not yet complete on that day.
    pub fn grows_on(&self, today: NaiveDate) -> bool {
        match self.of {
            SeriesOf::Day(date) => date >= today,
            SeriesOf::Month(month) => month >= Month::of(today),
            SeriesOf::Year(year) => year >= today.year(),
        }
    }
}

/// The feeds by their key, and the keys that the page in front of the reader needs.
pub(super) struct Shelf {
    /// Feeds are made while a page is drawn and outlive it.
    owner: Owner,
    days: Held<Vec<(SeriesKey, PowerFeed)>>,
    energies: Held<Vec<(SeriesKey, EnergyFeed)>>,
    wanted: Held<Vec<SeriesKey>>,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            owner: Owner::current().unwrap_or_default(),
            days: Held::new(Vec::new()),
            energies: Held::new(Vec::new()),
            wanted: Held::new(Vec::new()),
        }
    }
}

impl Shelf {
    /// A screen in a hall leafs through days for weeks: what it no longer shows need not stay.
    const MOST: usize = 60;

    pub fn wanted(&self) -> Vec<SeriesKey> {
        self.wanted.get()
    }

    pub fn want(&self, keys: Vec<SeriesKey>) {
        if self.wanted.with_untracked(|wanted| *wanted != keys) {
            self.wanted.set(keys);
        }
    }

    pub fn power(&self, key: &SeriesKey) -> PowerFeed {
        self.owner.with(|| feed_of(self.days, key))
    }

    pub fn energies(&self, key: &SeriesKey) -> EnergyFeed {
        self.owner.with(|| feed_of(self.energies, key))
    }
}

/// The feed of a key, made when it is first asked for. When there are many, the oldest at rest takes on the new key: a
/// screen that runs for weeks keeps no feed of each day.
fn feed_of<T: Send + Sync + 'static>(shelf: Held<Vec<(SeriesKey, Feed<T>)>>, key: &SeriesKey) -> Feed<T> {
    let known = shelf.with_untracked(|all| all.iter().find(|(other, _)| other == key).map(|(_, feed)| *feed));
    known.unwrap_or_else(|| {
        let mut all = shelf.get_untracked();
        let at_rest = all.iter().position(|(_, feed)| !feed.load_untracked().is_in_flight());
        let feed = match at_rest.filter(|_| all.len() >= Shelf::MOST) {
            Some(oldest) => all.remove(oldest).1.emptied(),
            None => Feed::default(),
        };
        all.push((key.clone(), feed));
        shelf.set(all);
        feed
    })
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::api::Fetched;

    fn key(day: u64) -> SeriesKey {
        let date: NaiveDate = "2026-01-01".parse().unwrap();
        let (school, meter) = ("kermelo".parse().unwrap(), "pv".parse().unwrap());
        SeriesKey { school, meter, of: SeriesOf::Day(date + chrono::Days::new(day)) }
    }

    #[test]
    fn a_key_finds_its_own_feed_again_and_old_feeds_are_used_for_new_keys() {
        Owner::new().with(|| {
            let shelf = Shelf::default();
            let now = "2026-11-21T12:00:00Z".parse().unwrap();
            let fetched = Fetched { bytes: vec![1], server_time: None, kept: None };
            let first = shelf.power(&key(0));
            first.begin_if_due(now, Duration::zero());
            first.finish(now, Ok(fetched), |_| Ok((None, crate::api::Problems::default())));
            assert!(shelf.power(&key(0)).value_untracked().is_some());
            for day in 1..=Shelf::MOST as u64 {
                shelf.power(&key(day));
            }
            assert_eq!(shelf.days.with_untracked(Vec::len), Shelf::MOST);
            assert!(shelf.power(&key(0)).value_untracked().is_none());
        });
    }

    #[test]
    fn only_what_is_not_over_grows() {
        let today = "2026-11-21".parse().unwrap();
        let grows = |of| SeriesKey { of, ..key(0) }.grows_on(today);
        assert!(grows(SeriesOf::Day(today)) && grows(SeriesOf::Month(Month::of(today))) && grows(SeriesOf::Year(2026)));
        assert!(!grows(SeriesOf::Day("2026-11-20".parse().unwrap())) && !grows(SeriesOf::Year(2025)));
    }
}
