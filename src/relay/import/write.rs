//! Writing documents so that a reader sees the old file or the new one, never half of one.

use std::{
    io::{self, Write as _},
    path::Path,
};

use crate::api::dto::SitesDto;

/// Writes `sites` to `path`, compact, in one step: a program that dies on the way leaves the old file as it was.
///
/// # Errors
/// When the folder of `path` cannot be written to.
pub fn write_sites(path: &Path, sites: &SitesDto) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        // A bare file name lies in the working folder.
        Some(_) | None => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".sites-");
    // Temporary files are for their owner alone, but the relay that serves this one may run as somebody else.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    let mut bytes = serde_json::to_vec(sites)?;
    bytes.push(b'\n');
    file.write_all(&bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
