//! Centres of a territory: read from open maps and from a file.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod gathered;
mod opening_hours;
mod overpass;
mod sites_file;

use bon_moment::{
    api::{Problems, decode, read},
    domain::Site,
    relay::import::Imported,
};

/// The centres of an import as readers of the public API see them.
fn sites(imported: &Imported) -> Vec<Site> {
    let mut problems = Problems::default();
    let written = serde_json::to_vec(&imported.sites).unwrap();
    let (_, sites) = decode(&written, &mut problems, read::sites).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    sites
}
