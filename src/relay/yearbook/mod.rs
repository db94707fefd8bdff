//! What days that are over came to: the waits that were told on them, and a report of each year.
//!
//! Reports of sensors and waits are let go after a while; a day of a centre is made of them once, when it is over, and kept.

mod day;
mod documents;
mod histogram;
mod tables;
mod year;

use chrono::NaiveDate;

pub use day::{BEFORE, Evidence, SiteDay};
pub use documents::{day_document, history_document};
pub use histogram::Histogram;
pub use tables::{report_table, waits_table};
pub use year::Year;

/// What the relay did on a local day: no addresses, no user agents, no paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceDay {
    pub date: NaiveDate,
    /// For how many seconds it ran.
    pub running_s: u64,
    /// Answers to readers and senders.
    pub requests: u64,
    /// Of the bodies of these answers.
    pub bytes: u64,
}
