//! Closures and exceptions, read so that none vanishes: what cannot be read makes its time unclear.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::sites::span;
use crate::{
    api::Record,
    domain::{Closure, Exception, TimePoint, UnclearTime},
};

/// What a territory announces against the usual hours of a centre.
#[derive(Default)]
pub(super) struct Announced {
    pub closures: Vec<Closure>,
    pub exceptions: Vec<Exception>,
    pub unclear: Vec<UnclearTime>,
}

impl Announced {
    /// Of a centre's record.
    pub(super) fn read(record: &mut Record) -> Self {
        let mut all = Self::default();
        let closures = record.one_or_more("closures");
        record.for_each("closures", closures, &mut |record| all.closure(record));
        let exceptions = record.one_or_more("exceptions");
        record.for_each("exceptions", exceptions, &mut |record| all.exception(record));
        all
    }

    fn closure(&mut self, record: &mut Record) {
        let from = record.time_point("from", false);
        let until = record.time_point("until", true);
        let reason = record.words("reason");
        let is_until_further_notice = !record.has("until");
        let unclear = match (from, until) {
            (Some(from), Some(until)) if naive(until) <= naive(from) => {
                record.note("", &"it ends before it begins");
                // Both days may be meant.
                let (first, last) = (naive(until).date(), naive(from).date());
                UnclearTime { from: Some(midnight(first)), until: last.succ_opt().map(midnight), reason }
            }
            (Some(from), until) if until.is_some() || is_until_further_notice => {
                return self.closures.push(Closure { from, until, reason });
            }
            (from, until) => {
                if !record.has("from") {
                    record.note("", &"it does not say when it begins");
                }
                UnclearTime { from, until, reason }
            }
        };
        self.unclear.push(unclear);
    }

    fn exception(&mut self, record: &mut Record) {
        let date = record.requires(&["date"]).and_then(|()| record.day("date"));
        // Where it is missing nobody can say.
        let open = record.every("open", span);
        let reason = record.words("reason");
        match (date, open) {
            (Some(date), Some(open)) => self.exceptions.push(Exception { date, open, reason }),
            (date, _) => {
                let (from, until) = (date.map(midnight), date.and_then(|date| date.succ_opt()).map(midnight));
                self.unclear.push(UnclearTime { from, until, reason });
            }
        }
    }
}

fn midnight(date: NaiveDate) -> TimePoint {
    TimePoint::Local(date.and_time(NaiveTime::MIN))
}

/// As written, whatever the offset: near enough to tell which end comes first.
fn naive(point: TimePoint) -> NaiveDateTime {
    match point {
        TimePoint::Absolute(instant) => instant.naive_utc(),
        TimePoint::Local(local) => local,
    }
}
