//! Whatever bytes come, every reader of foreign data ends with an answer or a reason, and what it lets through is sane.
//! `make fuzz` asks the same for long, led by coverage.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod changed;
mod random;
#[path = "../../fuzz/src/lib.rs"]
mod targets;
