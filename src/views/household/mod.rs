//! One's own consumption: bringing files, and pages of what they say.

mod bring;
mod cost;
mod curve;
mod data;
mod field;
mod frame;
mod habits;
mod help;
mod moment;
mod options;
mod part;
mod question;
mod report;
mod seasons;
mod sheet;
mod start;

pub use frame::shell;
