//! Centres of a territory: read from open maps and from a file.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod gathered;
mod opening_hours;
mod overpass;
mod sites_file;
