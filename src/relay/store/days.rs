//! Days that are over: kept for good, for they are few, while what they were made of is let go.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use rusqlite::{Connection, params};

use super::{Store, StoreError, rows::from_milliseconds};
use crate::{
    domain::{Instant, SiteId},
    relay::{
        waits::Observation,
        yearbook::{ServiceDay, SiteDay},
    },
};

const SITE_DAY: &str = "SELECT site, day, due_min, open_min, told_min, heard_min, vehicles, counted_min, waits \
                        FROM site_day WHERE day BETWEEN ?1 AND ?2 ORDER BY day, site";

/// Reports of sensors whose clocks are a little ahead are no rows of a wrong clock.
const AHEAD: Duration = Duration::hours(1);

impl Store {
    /// Keeps a day of each centre, all or none of them. A day that is kept already stays as it is.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn keep_days(&self, days: &[SiteDay]) -> Result<(), StoreError> {
        self.write(|transaction| days.iter().try_for_each(|day| insert_day(transaction, day)))
    }

    /// Replaces days that were kept with too little. All or none of them.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn replace_days(&self, days: &[SiteDay]) -> Result<(), StoreError> {
        self.write(|transaction| {
            days.iter().try_for_each(|day| {
                let statement = "DELETE FROM site_day WHERE day = ?1 AND site = ?2";
                transaction.prepare_cached(statement)?.execute(params![day.date.to_string(), day.site.as_str()])?;
                insert_day(transaction, day)
            })
        })
    }

    /// Removes kept days after the last one that is over. Returns how many days of centres there were.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn remove_days_after(&self, last: NaiveDate) -> Result<usize, StoreError> {
        let mut removed = 0;
        self.write(|transaction| {
            removed = transaction.execute("DELETE FROM site_day WHERE day > ?1", [last.to_string()])?;
            Ok(())
        })?;
        Ok(removed)
    }

    /// Removes what a clock that was ahead stamped: rows of instants that are to come, and counts of days after `today`.
    /// Returns how many there were.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn remove_rows_after(&self, today: NaiveDate, now: Instant) -> Result<usize, StoreError> {
        let limit = now + AHEAD;
        let mut removed = 0;
        self.write(|transaction| {
            removed += transaction.execute("DELETE FROM service_day WHERE day > ?1", [today.to_string()])?;
            removed += transaction.execute("DELETE FROM wait WHERE at > ?1", [limit.timestamp()])?;
            for table in ["observation", "reading"] {
                let statement = format!("DELETE FROM {table} WHERE at > ?1");
                removed += transaction.execute(&statement, [limit.timestamp_millis()])?;
            }
            Ok(())
        })?;
        Ok(removed)
    }

    /// Days of centres, from a date on, of which nothing is known.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn empty_days(&self, from: NaiveDate) -> Result<Vec<(SiteId, NaiveDate)>, StoreError> {
        let statement = "SELECT site, day FROM site_day WHERE day >= ?1 AND told_min = 0 AND vehicles IS NULL \
                         AND coalesce(heard_min, 0) = 0 ORDER BY site, day";
        self.rows(statement, [from.to_string()], |row| {
            let (site, day) = (row.get::<_, String>(0)?.parse().ok(), row.get::<_, String>(1)?.parse().ok());
            Ok(site.zip(day))
        })
    }

    /// The hours, since 1970, in which something was seen or told at a centre, from an instant on.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hours_with_rows(&self, of: &SiteId, from: Instant) -> Result<BTreeSet<i64>, StoreError> {
        let statement = "SELECT DISTINCT at / 3600000 FROM observation WHERE site = ?1 AND at >= ?2 \
                         UNION SELECT DISTINCT at / 3600 FROM wait WHERE site = ?1 AND at >= ?3";
        let bounds = params![of.as_str(), from.timestamp_millis(), from.timestamp()];
        Ok(self.rows(statement, bounds, |row| row.get(0).map(Some))?.into_iter().collect())
    }

    /// The newest instant at which something was seen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn newest_row(&self) -> Result<Option<Instant>, StoreError> {
        let found = self.rows("SELECT max(at) FROM observation", [], |row| {
            Ok(row.get::<_, Option<i64>>(0)?.and_then(from_milliseconds))
        })?;
        Ok(found.into_iter().next())
    }

    /// Each kept day of each centre from one date to another, both included, by date. One after the other: a year of all
    /// of them would take more memory than all else.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn each_day(&self, from: NaiveDate, until: NaiveDate, mut take: impl FnMut(SiteDay)) -> Result<(), StoreError> {
        let bounds = params![from.to_string(), until.to_string()];
        // Rows that nobody understands any more are passed over.
        let taken = self.rows(SITE_DAY, bounds, |row| {
            let (site, date, waits) = (row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(8)?);
            if let (Ok(site), Ok(date), Ok(waits)) = (site.parse::<SiteId>(), date.parse(), waits.parse()) {
                let (due_min, open_min, told_min) = (row.get(2)?, row.get(3)?, row.get(4)?);
                let (heard_min, vehicles, counted_min) = (row.get(5)?, row.get(6)?, row.get(7)?);
                take(SiteDay { site, date, due_min, open_min, told_min, heard_min, vehicles, counted_min, waits });
            }
            Ok(None::<()>)
        });
        taken.map(drop)
    }

    /// The first and the last kept day.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn kept_days(&self) -> Result<Option<(NaiveDate, NaiveDate)>, StoreError> {
        let found = self.rows("SELECT min(day), max(day) FROM site_day", [], |row| {
            let day = |column| {
                Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.and_then(|day| day.parse().ok()))
            };
            Ok(day(0)?.zip(day(1)?))
        })?;
        Ok(found.into_iter().next())
    }

    /// The first instant that a report or a wait was live.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn first_instant(&self) -> Result<Option<Instant>, StoreError> {
        let found = self.rows("SELECT at FROM begun", [], |row| Ok(from_milliseconds(row.get(0)?)))?;
        Ok(found.into_iter().next())
    }

    /// What was seen at one centre from an instant up to another, ascending.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn observations_of(&self, of: &SiteId, from: Instant, until: Instant) -> Result<Vec<Observation>, StoreError> {
        let statement = "SELECT site, sensor, at, kind, frame, a, b FROM observation \
                         WHERE site = ?1 AND at >= ?2 AND at < ?3 ORDER BY at";
        let others = "SELECT site, sensor, at, kind, frame, a, b FROM same_instant \
                      WHERE site = ?1 AND at >= ?2 AND at < ?3 ORDER BY at, turn";
        let bounds = params![of.as_str(), from.timestamp_millis(), until.timestamp_millis()];
        let mut all = self.rows(statement, bounds, super::read::observation)?;
        all.extend(self.rows(others, bounds, super::read::observation)?);
        // Stable: what came first at an instant stays first.
        all.sort_by_key(|seen| seen.at);
        Ok(all)
    }

    /// What the relay did on each day from one date to another, both included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn service_days(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<ServiceDay>, StoreError> {
        let statement =
            "SELECT day, running_s, requests, bytes FROM service_day WHERE day BETWEEN ?1 AND ?2 ORDER BY day";
        self.rows(statement, params![from.to_string(), until.to_string()], |row| {
            let count = |column| Ok::<_, rusqlite::Error>(row.get::<_, i64>(column)?.cast_unsigned());
            let (running_s, requests, bytes) = (count(1)?, count(2)?, count(3)?);
            let date = row.get::<_, String>(0)?.parse().ok();
            Ok(date.map(|date| ServiceDay { date, running_s, requests, bytes }))
        })
    }

    /// Since when raw reports are kept at `now`: days before it have none any more.
    pub fn reports_since(&self, now: Instant) -> Instant {
        now - self.keep.observations
    }
}

fn insert_day(connection: &Connection, day: &SiteDay) -> rusqlite::Result<()> {
    let statement = "INSERT OR IGNORE INTO site_day VALUES (?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let row = params![
        day.site.as_str(),
        day.date.to_string(),
        day.due_min,
        day.open_min,
        day.told_min,
        day.heard_min,
        day.vehicles,
        day.counted_min,
        day.waits.to_string()
    ];
    connection.prepare_cached(statement)?.execute(row).map(drop)
}

/// Something was live at an instant.
pub(super) fn begin(connection: &Connection, at: Instant) -> rusqlite::Result<()> {
    let statement =
        "INSERT INTO begun VALUES (1, ?1) ON CONFLICT DO UPDATE SET at = excluded.at WHERE excluded.at < at";
    connection.prepare_cached(statement)?.execute([at.timestamp_millis()]).map(drop)
}

/// What the relay did adds up over the day.
pub(super) fn add_service(connection: &Connection, more: &ServiceDay) -> rusqlite::Result<()> {
    let statement = "INSERT INTO service_day VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET \
                     running_s = running_s + excluded.running_s, requests = requests + excluded.requests, \
                     bytes = bytes + excluded.bytes";
    // SQLite knows signed numbers only; no relay sends so many bytes.
    let [running_s, requests, bytes] = [more.running_s, more.requests, more.bytes].map(u64::cast_signed);
    let row = params![more.date.to_string(), running_s, requests, bytes];
    connection.prepare_cached(statement)?.execute(row).map(drop)
}
