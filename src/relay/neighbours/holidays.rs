//! A neighbour's public holidays, told as days of its own centres.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value, json};

use super::{
    caps,
    ours::{Ours, holidays},
    shape::{Field, Shape, kept, maybe},
};

const NAMED: &[Field] = &[maybe("name", Shape::Texts(caps::DAY_NAME))];

/// The days on which the neighbour's centres close, for readers who know our days.
pub(super) struct Holidays {
    /// Days that its centres are told to be closed on, with their names.
    closed: BTreeMap<NaiveDate, Option<Value>>,
    /// Whether its centres are open on days that are holidays here.
    have_more: bool,
}

impl Holidays {
    pub fn of(ours: &Ours, theirs: &Value) -> Self {
        let name = |day: &Value| kept(NAMED, day).and_then(|mut day| day.remove("name"));
        let theirs: BTreeMap<NaiveDate, Option<Value>> =
            holidays(theirs).take(caps::HOLIDAYS).map(|(date, day)| (date, name(day))).collect();
        // Of a year of which it lists no day at all its holidays are not known, and ours are the nearest to the truth.
        let years: BTreeSet<i32> = theirs.keys().map(Datelike::year).collect();
        let (known, unknown): (Vec<_>, Vec<_>) = ours.holidays.iter().partition(|date| years.contains(&date.year()));
        let have_more = known.iter().any(|date| !theirs.contains_key(*date));
        let mut closed = theirs;
        if have_more {
            closed.extend(unknown.into_iter().map(|date| (*date, None)));
        } else {
            closed.retain(|date, _| !ours.holidays.contains(date));
        }
        Self { closed, have_more }
    }

    /// Adds them to a centre that closes on public holidays.
    pub fn told(&self, site: &mut Map<String, Value>) {
        if site.get("closed_on_public_holidays") != Some(&Value::Bool(true)) {
            return;
        }
        let mut exceptions = match site.remove("exceptions") {
            Some(Value::Array(exceptions)) => exceptions,
            Some(_) | None => Vec::new(),
        };
        for (date, name) in &self.closed {
            let date = date.to_string();
            if !exceptions.iter().any(|exception| exception.get("date").and_then(Value::as_str) == Some(&date)) {
                exceptions.push(json!({"date": date, "open": [], "reason": name}));
            }
        }
        site.insert("exceptions".to_owned(), Value::Array(exceptions));
        if self.have_more {
            site.insert("closed_on_public_holidays".to_owned(), Value::Bool(false));
        }
    }
}
