//! One's own electricity: every form of file, made afresh, and what is understood of it.
#![allow(clippy::unwrap_used, reason = "a helper that panics fails its test, which is what it is for")]
#![allow(clippy::format_push_string, clippy::format_collect, reason = "fixtures need no speed")]

mod archives;
mod cases;
mod forms;
mod hostile;
mod layouts;
mod make;
mod merging;
mod other_programs;
mod own_meter;
mod properties;
mod questions;
mod wrong;
