//! What cannot be undone, and therefore waits for a clock that is confirmed: days are kept, old rows removed, and days that a
//! wrong clock kept are put right.

use super::Station;
use crate::{
    domain::{Instant, day_bounds},
    relay::{
        ClockVerdict,
        config::{Kind, When},
        store::{Store, StoreError},
        yearbook::SiteDay,
    },
};

impl Station {
    /// Keeps the days that are over, and lets go of what is too old, if the clock is confirmed: what a wrong clock removes
    /// nobody can bring back. Returns whether that was done.
    pub fn keep_and_prune(&self, now: Instant) -> bool {
        let Some(store) = self.history() else { return false };
        match self.clock_check.verdict(self.is_told_the_time()) {
            ClockVerdict::Agrees => self.days().clock_trouble = None,
            ClockVerdict::Unconfirmed(reason) => {
                tracing::debug!("{reason}; days are kept and old rows removed later");
                return false;
            }
            ClockVerdict::Contradicted(reason) => {
                // Asked each minute, said once.
                if self.days().clock_trouble.replace(reason.clone()).as_ref() != Some(&reason) {
                    tracing::error!("{reason}; no day is kept and no row removed until it is set");
                }
                return false;
            }
        }
        if let Err(error) = self.repair_days(&store, now) {
            tracing::error!("{error}; days that a wrong clock kept stay for now");
            return false;
        }
        // What is let go must have been counted before.
        let is_kept = self.keep_days(now);
        if is_kept {
            self.prune(now);
        }
        is_kept
    }

    /// Whether a source says what time it is: servers by their answers, devices by their reports.
    fn is_told_the_time(&self) -> bool {
        self.sources.iter().any(|source| match source.kind {
            Kind::Http(..) | Kind::OpenDataSoft(_) => true,
            Kind::Mqtt(_) | Kind::Webhook(_) => source.when != When::Received,
        })
    }

    /// What is wrong with the clock, where something is.
    pub(super) fn clock_trouble(&self) -> Option<String> {
        match self.clock_check.verdict(self.is_told_the_time()) {
            ClockVerdict::Contradicted(reason) => Some(format!("{reason}; no day is kept and nothing old removed")),
            ClockVerdict::Agrees | ClockVerdict::Unconfirmed(_) => None,
        }
    }

    /// Removes kept days that are not over, and keeps days anew that were kept empty and of which something is known now.
    fn repair_days(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        let Some(last) = self.last_over(now) else { return Ok(()) };
        let today = self.zone.local(now).date();
        let is_due = self.days().repaired_on != Some(today);
        // By a clock that only nobody contradicts, the history may be what is right.
        let mut removed = if self.is_told_the_time() { store.remove_days_after(last)? } else { 0 };
        if removed > 0 || (is_due && self.is_told_the_time()) {
            removed += store.remove_rows_after(today, now)?;
        }
        if removed > 0 {
            tracing::warn!(removed, "removed what a clock that was ahead had written on days to come");
            self.days().told = None;
        }
        if !is_due {
            return Ok(());
        }
        self.keep_empty_days_anew(store, now)?;
        self.days().repaired_on = Some(today);
        Ok(())
    }

    fn keep_empty_days_anew(&self, store: &Store, now: Instant) -> Result<(), StoreError> {
        let since = store.reports_since(now);
        let Some(first) = self.zone.local(since).date().succ_opt() else { return Ok(()) };
        let (sensors, mut anew) = (self.sensors(), Vec::new());
        let empty = store.empty_days(first)?;
        for days in empty.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((site, _)) = days.first().filter(|(site, _)| self.sites.contains_key(site)) else { continue };
            let hours = store.hours_with_rows(site, since)?;
            for (_, date) in days {
                let (start, end) = day_bounds(*date, &self.zone);
                let (from, until) = (start.timestamp().div_euclid(3600), end.timestamp().div_euclid(3600));
                if hours.range(from..until).next().is_some() {
                    anew.push(self.day_of(store, site, sensors.get(site), *date, now)?);
                }
            }
        }
        anew.retain(SiteDay::has_data);
        if !anew.is_empty() {
            tracing::info!(days = anew.len(), "kept days anew that were kept empty");
            store.replace_days(&anew)?;
            self.days().told = None;
        }
        Ok(())
    }
}
