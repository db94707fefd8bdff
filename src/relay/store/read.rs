//! Questions to the database.

use chrono::DateTime;
use rusqlite::{Params, Row, params};

use super::{
    Store, StoreError, ToldWait,
    rows::{from_milliseconds, interval, seen},
};
use crate::{
    domain::{Instant, Raw, SiteId},
    relay::{
        sources::MeterReading,
        waits::{Observation, SensorId},
    },
};

impl Store {
    /// Gives what was seen from an instant on, ascending, one after the other: of a busy territory some hours are a million
    /// observations.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn each_observation_since(&self, from: Instant, mut give: impl FnMut(Observation)) -> Result<(), StoreError> {
        // The others of an instant are few, and come after the first.
        let others = "SELECT site, sensor, at, kind, frame, a, b FROM same_instant WHERE at >= ?1 ORDER BY at, turn";
        let mut others = self.rows(others, [from.timestamp_millis()], observation)?.into_iter().peekable();
        let statement = "SELECT site, sensor, at, kind, frame, a, b FROM observation WHERE at >= ?1 ORDER BY at";
        let given = self.rows(statement, [from.timestamp_millis()], |row| {
            observation(row)?.map_or(Ok(None::<()>), |seen| {
                while let Some(other) = others.next_if(|other| other.at < seen.at) {
                    give(other);
                }
                give(seen);
                Ok(None)
            })
        });
        given.map(|_| others.for_each(give))
    }

    /// What was told from an instant up to another, by site, ascending.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn waits(&self, from: Instant, until: Instant) -> Result<Vec<ToldWait>, StoreError> {
        let statement =
            "SELECT site, at, low, high, median, vehicles FROM wait WHERE at >= ?1 AND at < ?2 ORDER BY site, at";
        self.rows(statement, params![from.timestamp(), until.timestamp()], told)
    }

    /// The same of one site.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn waits_of(&self, of: &SiteId, from: Instant, until: Instant) -> Result<Vec<ToldWait>, StoreError> {
        let statement = "SELECT site, at, low, high, median, vehicles FROM wait \
                         WHERE site = ?1 AND at >= ?2 AND at < ?3 ORDER BY at";
        self.rows(statement, params![of.as_str(), from.timestamp(), until.timestamp()], told)
    }

    /// A meter's readings from an instant up to another, ascending.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn readings(
        &self,
        school: &SiteId,
        meter: &SiteId,
        from: Instant,
        until: Instant,
    ) -> Result<Vec<MeterReading>, StoreError> {
        let statement = "SELECT at, step_s, watts, watt_hours FROM reading \
                         WHERE school = ?1 AND meter = ?2 AND at >= ?3 AND at < ?4 ORDER BY at";
        let bounds = (from.timestamp_millis(), until.timestamp_millis());
        self.rows(statement, params![school.as_str(), meter.as_str(), bounds.0, bounds.1], |row| {
            let (at, step_s, watts) = (from_milliseconds(row.get(0)?), row.get(1)?, row.get(2)?);
            let raw = row.get::<_, Option<f64>>(3)?.map_or(Raw::Power(watts), Raw::Counter);
            Ok(at.map(|at| MeterReading { school: school.clone(), meter: meter.clone(), at, step_s, raw }))
        })
    }

    pub(super) fn rows<T>(
        &self,
        statement: &str,
        parameters: impl Params,
        read: impl FnMut(&Row) -> rusqlite::Result<Option<T>>,
    ) -> Result<Vec<T>, StoreError> {
        let connection = self.connection();
        let rows = connection.prepare_cached(statement).and_then(|mut statement| {
            let rows = statement.query_map(parameters, read)?;
            // Rows that nobody understands any more are passed over.
            rows.filter_map(Result::transpose).collect()
        });
        rows.map_err(|reason| StoreError::of(&self.file, &reason))
    }
}

pub(super) fn observation(row: &Row) -> rusqlite::Result<Option<Observation>> {
    let kind: String = row.get(3)?;
    let seen = seen(&kind, row.get(5)?, row.get(6)?);
    let (site, at) = (site(row, 0)?, from_milliseconds(row.get(2)?));
    let sensor = SensorId::from(row.get_ref(1)?.as_str()?);
    let frame = row.get(4)?;
    Ok(site.zip(at).zip(seen).map(|((site, at), seen)| Observation { site, sensor, at, frame, seen }))
}

fn told(row: &Row) -> rusqlite::Result<Option<ToldWait>> {
    let (site, at) = (site(row, 0)?, DateTime::from_timestamp(row.get(1)?, 0));
    let (wait, median, vehicles) = (interval(row.get(2)?, row.get(3)?), row.get(4)?, row.get(5)?);
    Ok(site.zip(at).zip(wait).map(|((site, at), wait)| ToldWait { site, at, wait, median, vehicles }))
}

fn site(row: &Row, column: usize) -> rusqlite::Result<Option<SiteId>> {
    Ok(row.get::<_, String>(column)?.parse().ok())
}
