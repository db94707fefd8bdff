//! The tables, and how older ones become today's.

use std::path::Path;

use rusqlite::Connection;

use super::StoreError;

/// Each step brings a database from the version before to its own; `user_version` counts them. A step that was released
/// is never changed.
const STEPS: [&str; 5] = [
    "
    CREATE TABLE observation (
        site TEXT NOT NULL, sensor TEXT NOT NULL,
        at INTEGER NOT NULL, -- milliseconds since 1970
        kind TEXT NOT NULL, frame INTEGER, a INTEGER, b INTEGER,
        PRIMARY KEY (site, sensor, kind, at)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX observation_at ON observation (at);
    CREATE TABLE wait (
        site TEXT NOT NULL,
        at INTEGER NOT NULL, -- seconds since 1970, whole five minutes
        low INTEGER NOT NULL, high INTEGER, median REAL NOT NULL, vehicles INTEGER,
        PRIMARY KEY (site, at)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reading (
        school TEXT NOT NULL, meter TEXT NOT NULL,
        at INTEGER NOT NULL, -- milliseconds since 1970, the beginning of the step
        step_s INTEGER, watts REAL,
        PRIMARY KEY (school, meter, at)
    ) STRICT, WITHOUT ROWID;
",
    // Of meters whose readings are how their counter stood at that instant.
    "ALTER TABLE reading ADD COLUMN watt_hours REAL;",
    // What is left of days whose reports and waits are let go.
    "
    CREATE TABLE site_day (
        day TEXT NOT NULL, -- YYYY-MM-DD, local
        site TEXT NOT NULL,
        due_min INTEGER NOT NULL, open_min INTEGER, told_min INTEGER NOT NULL, heard_min INTEGER,
        vehicles INTEGER, counted_min INTEGER NOT NULL,
        waits TEXT NOT NULL, -- minutes and how many steps of five minutes they were told: 0:30 4:12
        PRIMARY KEY (day, site)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE service_day (
        day TEXT NOT NULL PRIMARY KEY,
        running_s INTEGER NOT NULL, requests INTEGER NOT NULL, bytes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
",
    // Since when the relay has been taking in what is so now, whatever a source tells of years before.
    "
    CREATE TABLE begun (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        at INTEGER NOT NULL -- milliseconds since 1970
    ) STRICT;
    INSERT INTO begun SELECT 1, min(at) FROM (
        SELECT (SELECT min(at) FROM observation) AS at UNION ALL SELECT (SELECT min(at) * 1000 FROM wait)
    ) HAVING min(at) IS NOT NULL;
",
    // Further reports of one sensor and kind at the very instant of one that is there, in the order in which they came: two
    // uplinks within a second, where the network server writes whole seconds.
    "
    CREATE TABLE same_instant (
        turn INTEGER PRIMARY KEY,
        site TEXT NOT NULL, sensor TEXT NOT NULL,
        at INTEGER NOT NULL, -- milliseconds since 1970
        kind TEXT NOT NULL, frame INTEGER, a INTEGER, b INTEGER
    ) STRICT;
    CREATE INDEX same_instant_at ON same_instant (at);
",
];

/// How every connection works: a log before the file, brought to the disk with each transaction.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Two megabytes. What is asked for lies together, and the system keeps the file's pages anyway.
    connection.pragma_update(None, "cache_size", -2000)?;
    connection.pragma_update(None, "foreign_keys", true)
}

pub(super) fn migrate(connection: &mut Connection, file: &Path) -> Result<(), StoreError> {
    let wrong = |reason: rusqlite::Error| StoreError::of(file, &reason);
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(wrong)?;
    let known = STEPS.len() as u32;
    if found > known {
        return Err(StoreError::Newer { file: file.to_owned(), found, known });
    }
    for (version, step) in (1..=known).zip(STEPS).skip(found as usize) {
        let transaction = connection.transaction().map_err(wrong)?;
        transaction.execute_batch(step).map_err(wrong)?;
        transaction.pragma_update(None, "user_version", version).map_err(wrong)?;
        transaction.commit().map_err(wrong)?;
    }
    Ok(())
}

/// A database as the first version made it.
#[cfg(test)]
pub(super) fn first_version(file: &Path) -> Connection {
    let connection = Connection::open(file).unwrap();
    prepare(&connection).unwrap();
    connection.execute_batch(STEPS[0]).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    connection
}
