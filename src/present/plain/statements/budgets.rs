//! The limits that the app keeps, and what was measured last: `tests/browser/budgets.mjs` holds them.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::table::{Words, rows};
use crate::present::{Texts, format::decimal};

/// The day of the last measure.
pub const MEASURED_ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day of the calendar");

/// What is told of a visit, as `public/visit.js` calls it, and the budget that it is held against.
pub const VISIT: [(&str, &str); 4] = [
    ("bytes", "cold visit of the home page, with headers"),
    ("requests", "cold visit, requests"),
    ("elements", "list page, DOM elements"),
    ("index", "list page, EcoIndex"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// At most so many bytes.
    Bytes,
    /// At most so many.
    Count,
    /// At least so many points.
    Points,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    /// As `budgets.mjs` calls it.
    pub name: &'static str,
    pub unit: Unit,
    pub limit: f64,
    pub measured: f64,
    pub label: Words,
}

impl Budget {
    pub fn is_kept(&self) -> bool {
        match self.unit {
            Unit::Bytes | Unit::Count => self.measured <= self.limit,
            Unit::Points => self.measured >= self.limit,
        }
    }

    /// "133,5 ko", "9".
    pub fn amount(&self, t: &Texts, kilobytes: &str, value: f64) -> String {
        let point = t.decimal_point;
        match self.unit {
            Unit::Bytes if value < 10_000.0 => format!("{}\u{a0}{kilobytes}", decimal(value / 1000.0, 2, point)),
            Unit::Bytes => format!("{}\u{a0}{kilobytes}", decimal(value / 1000.0, 1, point)),
            Unit::Count | Unit::Points => decimal(value, 0, point),
        }
    }
}

pub fn budgets() -> &'static [Budget] {
    static TABLE: LazyLock<Vec<Budget>> =
        LazyLock::new(|| rows(include_str!("budgets.tsv"), budget).expect("a test reads the whole table"));
    &TABLE
}

fn budget([name, unit, limit, measured, fr, en]: [&'static str; 6]) -> Option<Budget> {
    let unit = match unit {
        "bytes" => Unit::Bytes,
        "count" => Unit::Count,
        "least" => Unit::Points,
        _ => return None,
    };
    Some(Budget { name, unit, limit: limit.parse().ok()?, measured: measured.parse().ok()?, label: Words { fr, en } })
}
