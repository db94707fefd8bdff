//! The files in a folder, for any web server to hand out.

use std::{collections::BTreeSet, fs, io, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    Edition, MANIFEST, NEIGHBOURS, PublishError, Report,
    leaving::Leaving,
    tree::{stays_below, tree},
};
use crate::relay::{atomic, content::Content, plain::Stamp};

/// What lies beside the files.
#[derive(Default, Serialize, Deserialize)]
struct Manifest {
    /// The files that are ours, so that later ones may take away what is no longer published.
    files: BTreeSet<String>,
    #[serde(default)]
    leaving: Leaving,
    /// Of the plain pages, so that they stay as they are while they would say the same.
    #[serde(default)]
    plain: Stamp,
}

/// Writes everything below `out`, each file as a whole, pages after what they need. What an earlier publish wrote and this
/// one does not is removed at the end, of the app a day later; other people's files stay.
///
/// # Errors
/// When `out` is no folder, or the system refuses to read or write. Each file is then as before or as it should be.
pub fn publish(edition: &Edition, out: &Path) -> Result<Report, PublishError> {
    if out.exists() && !out.is_dir() {
        return Err(PublishError::NotAFolder(out.to_owned()));
    }
    let Manifest { files: before, mut leaving, plain } = read_manifest(out)?;
    let (tree, plain) = tree(edition, plain, &|path| fs::read(out.join(path)).ok())?;
    if let Some((path, _)) = tree.iter().find(|(path, _)| !stays_below(path)) {
        return Err(PublishError::Path(path.clone()));
    }
    // Claimed before they are written, so that a publish cut short leaves nothing that a later one would not know.
    let claimed = before.iter().cloned().chain(tree.iter().flat_map(|(path, _)| with_neighbours(path))).collect();
    write_manifest(out, &Manifest { files: claimed, leaving: leaving.clone(), plain: Stamp::default() })?;
    let mut kept = BTreeSet::new();
    let mut changed = 0;
    for (path, content) in &tree {
        changed += usize::from(write(out, path, content)?);
        kept.extend(with_neighbours(path).into_iter().filter(|path| out.join(path).exists()));
    }
    let mut removed = 0;
    let gone = before.difference(&kept).cloned().collect();
    for path in leaving.due(&gone, edition.now) {
        removed += usize::from(remove(out, &path)?);
    }
    kept.extend(leaving.paths());
    write_manifest(out, &Manifest { files: kept, leaving, plain })?;
    Ok(Report { files: tree.len(), changed, removed })
}

/// Whether anything had to be written.
fn write(out: &Path, path: &str, content: &Content) -> Result<bool, PublishError> {
    let file = out.join(path);
    let neighbours = NEIGHBOURS.map(|(encoding, ending)| (encoding, out.join(format!("{path}{ending}"))));
    let mut written = false;
    if fs::read(&file).ok().as_deref() != Some(content.identity()) {
        // Taken away first: a host must not hand out an old compressed form beside a new file, nor will a later publish
        // take one for current after this one was cut short.
        for (_, neighbour) in &neighbours {
            remove_file(neighbour)?;
        }
        replace(&file, content.identity())?;
        written = true;
    }
    for (encoding, neighbour) in neighbours {
        if let Some(bytes) = (!neighbour.exists()).then(|| content.encoded(encoding)).flatten() {
            replace(&neighbour, &bytes)?;
            written = true;
        }
    }
    Ok(written)
}

fn with_neighbours(path: &str) -> [String; 3] {
    ["", ".br", ".gz"].map(|ending| format!("{path}{ending}"))
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    atomic::replace(path, bytes).map_err(|reason| PublishError::Io { path: path.to_owned(), reason })
}

fn read_manifest(out: &Path) -> Result<Manifest, PublishError> {
    let path = out.join(MANIFEST);
    match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|reason| PublishError::Manifest { place: path.display().to_string(), reason }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(reason) => Err(PublishError::Io { path, reason }),
    }
}

fn write_manifest(out: &Path, manifest: &Manifest) -> Result<(), PublishError> {
    let bytes = serde_json::to_vec(manifest).expect("strings and numbers");
    replace(&out.join(MANIFEST), &bytes)
}

/// Removes a file of ours and the folders that it leaves empty. A list that was tampered with reaches nothing outside.
fn remove(out: &Path, path: &str) -> Result<bool, PublishError> {
    let file = out.join(path);
    let folder = file.parent().and_then(|folder| folder.canonicalize().ok());
    let is_below = folder.zip(out.canonicalize().ok()).is_some_and(|(folder, out)| folder.starts_with(out));
    if !stays_below(path) || !is_below || !remove_file(&file)? {
        return Ok(false);
    }
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != out) {
        // It still holds something: then it stays.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(true)
}

/// Whether there was one.
fn remove_file(path: &Path) -> Result<bool, PublishError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(reason) => Err(PublishError::Io { path: path.to_owned(), reason }),
    }
}
