//! Bon Moment: where to go now, what the sun gives, what one's home consumes.
//!
//! The parts, each knowing only those above it:
//! - [`domain`]: the vocabulary and its rules, pure;
//! - [`household_import`]: the files in which people get their own electricity, read into the domain;
//! - [`present`]: words and numbers for people;
//! - [`api`]: the public API's readers, the types it is written by, and its client;
//! - `platform`: one browser capability per file;
//! - `state`: signals and refresh policy;
//! - `views`: markup;
//! - `relay`: the native program that publishes and serves the API.
#![allow(missing_docs, reason = "types of the domain are documented where the name does not say it all")]

pub mod api;
pub mod domain;
pub mod household_import;
pub mod platform;
pub mod present;
#[cfg(not(target_arch = "wasm32"))]
pub mod relay;
pub mod state;
pub mod views;
