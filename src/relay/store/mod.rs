//! What was seen and what was told, kept on disk: an SQLite database with a write-ahead log.
//!
//! Rows wait in memory until [`Store::flush`] writes them as one transaction; called each second, a power cut loses at most
//! the last second. A disk that is full or a file that is damaged ends in a sentence ([`Store::trouble`]), never in a relay
//! that stands still: rows then wait in memory, the oldest of too many are let go, and the next flush tries again.
//!
//! What was seen and told is let go after a while ([`Keep`]); what its days came to is kept for good.

mod days;
mod error;
mod profiles;
mod read;
mod rows;
mod schema;

use std::{
    collections::VecDeque,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::Duration;
use rusqlite::{Connection, Transaction};

pub use error::StoreError;
pub use profiles::{Profiles, profiles};
use rows::Row;
pub use rows::{ToldWait, WAIT_STEP_S};

use crate::{
    domain::Instant,
    relay::{
        count::{count, verb},
        sources::MeterReading,
        waits::Observation,
        yearbook::ServiceDay,
    },
};

/// Rows that wait for a disk that does not take them; a busy territory makes so many in some hours.
const MOST_PENDING: usize = 200_000;
/// Small enough to be checked as a whole before it is used.
const CHECKED_BYTES: u64 = 64 << 20;

/// Pages that are given back to the disk at once, of four kilobytes.
const VACUUMED_PAGES: u32 = 2000;

/// How long each kind of row is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    pub observations: Duration,
    pub waits: Duration,
    pub readings: Duration,
}

/// The database of one territory.
#[derive(Debug)]
pub struct Store {
    file: PathBuf,
    keep: Keep,
    connection: Mutex<Connection>,
    pending: Mutex<Pending>,
}

#[derive(Debug, Default)]
struct Pending {
    rows: VecDeque<Row>,
    lost: u64,
    trouble: Option<String>,
}

impl Store {
    /// Opens or makes the database, and brings an older one up to date.
    ///
    /// # Errors
    /// When it cannot be opened, is damaged, or was made by a newer relay. It is left as it is.
    pub fn open(file: &Path, keep: Keep) -> Result<Self, StoreError> {
        let wrong = |reason: rusqlite::Error| StoreError::of(file, &reason);
        let mut connection = Connection::open(file).map_err(wrong)?;
        schema::prepare(&connection).map_err(wrong)?;
        if fs::metadata(file).is_ok_and(|file| file.len() <= CHECKED_BYTES) {
            let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(wrong)?;
            if said != "ok" {
                return Err(StoreError::Damaged { file: file.to_owned(), reason: said });
            }
        }
        schema::migrate(&mut connection, file)?;
        let (connection, pending) = (Mutex::new(connection), Mutex::default());
        Ok(Self { file: file.to_owned(), keep, connection, pending })
    }

    /// Keeps an observation; the same one again changes nothing.
    pub fn note(&self, observation: &Observation) {
        self.push(Row::Observation(observation.clone()));
    }

    /// Keeps an observation that came too late to be live: no day begins with it.
    pub fn note_late(&self, observation: &Observation) {
        self.push(Row::Late(observation.clone()));
    }

    /// Keeps what was told of a wait, once each five minutes.
    pub fn note_wait(&self, wait: &ToldWait) {
        self.push(Row::Wait(wait.clone()));
    }

    /// Keeps a meter's reading. A later one of the same step wins, unless it knows nothing.
    pub fn note_reading(&self, reading: &MeterReading) {
        self.push(Row::Reading(reading.clone()));
    }

    /// Adds what the relay did since the last time to its day.
    pub fn note_service(&self, more: &ServiceDay) {
        self.push(Row::Service(more.clone()));
    }

    fn push(&self, row: Row) {
        let mut pending = self.pending();
        if pending.rows.len() >= MOST_PENDING {
            pending.rows.pop_front();
            pending.lost += 1;
        }
        pending.rows.push_back(row);
    }

    /// Writes what waits. Once it returns, whatever was noted before its call lies on the disk.
    ///
    /// # Errors
    /// When the disk does not take it; it goes on waiting.
    pub fn flush(&self) -> Result<usize, StoreError> {
        // First of all: what another call has taken over already is written when this one has its turn.
        let mut connection = self.connection();
        let rows: Vec<Row> = self.pending().rows.drain(..).collect();
        if rows.is_empty() {
            return Ok(0);
        }
        let written = self.write_to(&mut connection, |transaction| {
            rows.iter().try_for_each(|row| row.insert(transaction))?;
            rows.iter().filter_map(Row::live_at).min().map_or(Ok(()), |at| days::begin(transaction, at))
        });
        let mut pending = self.pending();
        match written {
            Ok(()) => {
                pending.trouble = None;
                Ok(rows.len())
            }
            Err(error) => {
                let newer = std::mem::take(&mut pending.rows);
                let too_many = (rows.len() + newer.len()).saturating_sub(MOST_PENDING);
                pending.lost += too_many as u64;
                pending.rows = rows.into_iter().chain(newer).skip(too_many).collect();
                pending.trouble = Some(error.to_string());
                Err(error)
            }
        }
    }

    /// Lets go what is older than it is to be kept, and gives its room back.
    ///
    /// # Errors
    /// When the disk does not take that.
    pub fn prune(&self, now: Instant) -> Result<usize, StoreError> {
        let limits = [
            ("DELETE FROM observation WHERE at < ?1", (now - self.keep.observations).timestamp_millis()),
            ("DELETE FROM same_instant WHERE at < ?1", (now - self.keep.observations).timestamp_millis()),
            ("DELETE FROM wait WHERE at < ?1", (now - self.keep.waits).timestamp()),
            ("DELETE FROM reading WHERE at < ?1", (now - self.keep.readings).timestamp_millis()),
        ];
        let mut gone = 0;
        self.write(|transaction| {
            for (statement, before) in limits {
                gone += transaction.execute(statement, [before])?;
            }
            Ok(())
        })?;
        // One page is given back with each row of the answer.
        let shrunk = self.connection().pragma(None, "incremental_vacuum", VACUUMED_PAGES, |_| Ok(()));
        shrunk.map_err(|reason| StoreError::of(&self.file, &reason))?;
        Ok(gone)
    }

    /// Why nothing is written at present, and what that cost so far.
    pub fn trouble(&self) -> Option<String> {
        let pending = self.pending();
        let trouble = pending.trouble.as_ref()?;
        let lost = if pending.lost > 0 {
            format!("; {} lost", count(pending.lost, "row") + " " + verb(pending.lost, "was", "were"))
        } else {
            String::new()
        };
        let (rows, wait) = (count(pending.rows.len(), "row"), verb(pending.rows.len(), "waits", "wait"));
        Some(format!("{trouble}; {rows} {wait} in memory{lost}"))
    }

    /// Rows that wait to be written.
    pub fn pending_rows(&self) -> usize {
        self.pending().rows.len()
    }

    fn write(&self, work: impl FnOnce(&Transaction) -> rusqlite::Result<()>) -> Result<(), StoreError> {
        self.write_to(&mut self.connection(), work)
    }

    fn write_to(
        &self,
        connection: &mut Connection,
        work: impl FnOnce(&Transaction) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let done = connection.transaction().and_then(|transaction| {
            work(&transaction)?;
            transaction.commit()
        });
        done.map_err(|reason| StoreError::of(&self.file, &reason))
    }

    // What both hold is changed as a whole, so a panic elsewhere cannot have left half of it.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
