//! Writing an imported file of centres.

use std::{io, path::Path};

use crate::{api::dto::SitesDto, relay::atomic};

/// Writes `sites` to `path`, compact, in one step: a program that dies on the way leaves the old file as it was.
///
/// # Errors
/// When the folder of `path` can neither be made nor written to.
pub fn write_sites(path: &Path, sites: &SitesDto) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(sites)?;
    bytes.push(b'\n');
    atomic::replace(path, &bytes)
}
