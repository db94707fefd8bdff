//! Closures and exceptions, read so that none vanishes: what cannot be read makes its time unclear.

use serde_json::Value;

use super::{TextDto, sites::spans};
use crate::{
    api::{
        Problems,
        text::{day, local_text, time_point},
        wire::{Records, from_value},
    },
    domain::{Closure, DaySpan, Exception, LocalText, TimePoint, UnclearTime},
};

/// What a territory announces against the usual hours of a centre.
#[derive(Default)]
pub(super) struct Announced {
    pub closures: Vec<Closure>,
    pub exceptions: Vec<Exception>,
    pub unclear: Vec<UnclearTime>,
}

impl Announced {
    pub(super) fn read(problems: &mut Problems, place: &str, closures: Records, exceptions: Records) -> Self {
        let mut all = Self::default();
        for (i, record) in closures.0.into_iter().enumerate() {
            all.closure(problems, &format!("{place}.closures[{i}]"), &record);
        }
        for (i, record) in exceptions.0.into_iter().enumerate() {
            all.exception(problems, &format!("{place}.exceptions[{i}]"), &record);
        }
        all
    }

    fn closure(&mut self, problems: &mut Problems, place: &str, record: &Value) {
        let from = end_of(problems, place, record, "from");
        let until = end_of(problems, place, record, "until");
        let reason = reason(record);
        let unclear = match (from, until) {
            (End::At(from), End::At(until)) if naive(until) <= naive(from) => {
                problems.add(place, "it ends before it begins");
                // Both days may be meant.
                let (first, last) = (naive(until).date(), naive(from).date());
                let midnight = |date: Option<chrono::NaiveDate>| {
                    date.map(|date| TimePoint::Local(date.and_time(chrono::NaiveTime::MIN)))
                };
                UnclearTime { from: midnight(Some(first)), until: midnight(last.succ_opt()), reason }
            }
            (End::At(from), End::Missing) => return self.closures.push(Closure { from, until: None, reason }),
            (End::At(from), End::At(until)) => {
                return self.closures.push(Closure { from, until: Some(until), reason });
            }
            (End::Missing, until) => {
                problems.add(place, "it does not say when it begins");
                UnclearTime { from: None, until: until.at(), reason }
            }
            (from, until) => UnclearTime { from: from.at(), until: until.at(), reason },
        };
        self.unclear.push(unclear);
    }

    fn exception(&mut self, problems: &mut Problems, place: &str, record: &Value) {
        let date = match record.get("date").and_then(Value::as_str) {
            Some(text) => problems.ok(place, day(text)),
            None => problems.ok(place, Err("it does not say its date")),
        };
        let open = problems.ok(place, opening(record));
        let reason = reason(record);
        match (date, open) {
            (Some(date), Some(open)) => self.exceptions.push(Exception { date, open, reason }),
            (Some(date), None) => {
                let midnight = |date: chrono::NaiveDate| TimePoint::Local(date.and_time(chrono::NaiveTime::MIN));
                let (from, until) = (Some(midnight(date)), date.succ_opt().map(midnight));
                self.unclear.push(UnclearTime { from, until, reason });
            }
            (None, _) => self.unclear.push(UnclearTime { reason, ..UnclearTime::default() }),
        }
    }
}

/// An end of a closure.
#[derive(Clone, Copy)]
enum End {
    Missing,
    Unreadable,
    At(TimePoint),
}

impl End {
    fn at(self) -> Option<TimePoint> {
        match self {
            Self::At(at) => Some(at),
            Self::Missing | Self::Unreadable => None,
        }
    }
}

fn end_of(problems: &mut Problems, place: &str, record: &Value, key: &str) -> End {
    match record.get(key) {
        None | Some(Value::Null) => End::Missing,
        Some(Value::String(text)) => {
            problems.ok(place, time_point(text, key == "until")).map_or(End::Unreadable, End::At)
        }
        Some(_) => {
            problems.add(place, format!("{key} is no text"));
            End::Unreadable
        }
    }
}

/// As written, whatever the offset: near enough to tell which end comes first.
fn naive(point: TimePoint) -> chrono::NaiveDateTime {
    match point {
        TimePoint::Absolute(instant) => instant.naive_utc(),
        TimePoint::Local(local) => local,
    }
}

fn opening(record: &Value) -> Result<Vec<DaySpan>, String> {
    let pairs = record.get("open").cloned().unwrap_or_default();
    spans(from_value(pairs, &mut Vec::new()).map_err(|fault| format!("open: {fault}"))?)
}

/// The reason, which is worth nothing more than what is announced: where it cannot be read there is none.
fn reason(record: &Value) -> Option<LocalText> {
    local_text(from_value::<Option<TextDto>>(record.get("reason").cloned()?, &mut Vec::new()).ok()?)
}
