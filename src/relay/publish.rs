//! The app and the API as files for any static host.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    Documents,
    assets::{App, INDEX},
    atomic,
    base::Base,
    content::{Content, Effort, Encoding},
    content_policy::ContentPolicy,
    edition::has_news,
    index_page::IndexPage,
    pages::{all_pages, area_file, area_pages},
    plain::{Deployment, Plain, PublicUrl, Stamp},
};
use crate::{api::BASE_PATH, domain::Instant};

/// Lists the files that are ours, so that later ones may take away what is no longer published.
const MANIFEST: &str = ".bon-moment.json";
/// Compressed forms lie beside their file, for hosts that know how to use them.
const NEIGHBOURS: [(Encoding, &str); 2] = [(Encoding::Brotli, ".br"), (Encoding::Gzip, ".gz")];

#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("{}: {reason}", path.display())]
    Io { path: PathBuf, reason: io::Error },
    #[error("{}: not a folder", .0.display())]
    NotAFolder(PathBuf),
    #[error("{}: not the list of files that an earlier publish wrote: {reason}", path.display())]
    Manifest { path: PathBuf, reason: serde_json::Error },
    #[error("{INDEX}: no <base> in it to change to {0:?}")]
    NoBase(String),
    #[error("{0:?} is no path for a published file")]
    Path(String),
}

/// What a publish did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    pub files: usize,
    pub changed: usize,
    pub removed: usize,
}

#[derive(Default, Serialize, Deserialize)]
struct Manifest {
    files: BTreeSet<String>,
    /// Of the plain pages, so that they stay as they are while they would say the same.
    #[serde(default)]
    plain: Stamp,
}

/// What is published, and for where.
pub struct Edition<'a> {
    pub documents: &'a Documents,
    /// Without one only the API is published.
    pub app: Option<&'a App>,
    /// The path below which the host serves the folder.
    pub base: &'a Base,
    pub public_url: Option<&'a PublicUrl>,
    /// The instant of the documents.
    pub now: Instant,
}

/// Writes everything below `out`, each file as a whole, pages after what they need. What an earlier publish wrote and this
/// one does not is removed at the end; other people's files stay.
///
/// # Errors
/// When `out` is no folder, or the system refuses to read or write. Each file is then as before or as it should be.
pub fn publish(edition: &Edition, out: &Path) -> Result<Report, PublishError> {
    if out.exists() && !out.is_dir() {
        return Err(PublishError::NotAFolder(out.to_owned()));
    }
    let Manifest { files: mut ours, plain: stamp } = read_manifest(out)?;
    let (tree, stamp) = tree(edition, stamp, out)?;
    if let Some((path, _)) = tree.iter().find(|(path, _)| !stays_below(path)) {
        return Err(PublishError::Path(path.clone()));
    }
    let before = ours.clone();
    // Claimed before they are written, so that a publish cut short leaves nothing that a later one would not know.
    ours.extend(tree.iter().flat_map(|(path, _)| with_neighbours(path)));
    write_manifest(out, &ours, &Stamp::default())?;
    let mut kept = BTreeSet::new();
    let mut changed = 0;
    for (path, content) in &tree {
        changed += usize::from(write(out, path, content)?);
        kept.extend(with_neighbours(path).into_iter().filter(|path| out.join(path).exists()));
    }
    let mut removed = 0;
    for path in before.difference(&kept) {
        removed += usize::from(remove(out, path)?);
    }
    write_manifest(out, &kept, &stamp)?;
    Ok(Report { files: tree.len(), changed, removed })
}

/// A path below the folder, and what lies there.
type File = (String, Arc<Content>);

/// All files in the order of their writing, and the stamp of the plain pages among them.
fn tree(edition: &Edition, stamp: Stamp, out: &Path) -> Result<(Vec<File>, Stamp), PublishError> {
    let Edition { documents, app, base, .. } = *edition;
    let mut tree = Vec::new();
    if let Some(app) = app {
        let pages: Vec<String> = app.areas().iter().map(|(area, _)| area_file(*area)).collect();
        let is_page = |path: &str| path == INDEX || pages.iter().any(|page| page == path);
        let files = app.files().filter(|(path, _)| !is_page(path));
        tree.extend(files.map(|(path, content)| (path.to_owned(), Arc::clone(content))));
    }
    let settled: Vec<_> = documents.iter().map(|(path, bytes)| (path, settled(out, path, bytes))).collect();
    let plain = plain(edition, stamp, &settled);
    tree.extend(settled.into_iter().map(|(path, content)| (format!("{BASE_PATH}{path}"), Arc::new(content))));
    if let Some(app) = app {
        let territory = documents.get("territory.json");
        for (area, page) in app.areas() {
            let page = guarded(&based(page, base)?, territory);
            tree.extend(
                area_pages(*area, documents).into_iter().map(|path| (format!("{path}/{INDEX}"), Arc::clone(&page))),
            );
        }
        let paths = plain.paths();
        let pages = paths.iter().filter_map(|path| Some((path, plain.page(path)?)));
        tree.extend(
            pages.map(|(path, page)| (if path.ends_with('/') { format!("{path}{INDEX}") } else { path.clone() }, page)),
        );
        let page = guarded(&plain.index(&based(app.index(), base)?), territory);
        let deep = all_pages(documents).into_iter().map(|path| format!("{path}/{INDEX}"));
        let paths = deep.chain(["404.html".to_owned(), INDEX.to_owned()]);
        tree.extend(paths.map(|path| (path, Arc::clone(&page))));
    }
    Ok((tree, plain.stamp().clone()))
}

/// The plain pages of the documents as they will lie there.
fn plain(edition: &Edition, stamp: Stamp, settled: &[(&str, Content)]) -> Arc<Plain> {
    let (base, public_url) = (edition.base.clone(), edition.public_url.cloned());
    let before = Plain::new(&Deployment { base, public_url, guarded: true }).after(stamp);
    let read = |name: &str| {
        let document = settled.iter().find(|(path, _)| *path == name);
        document.map(|(_, content)| content.identity().as_ref())
    };
    Arc::new(before).next(&read, edition.now)
}

/// A page of the app for a deployment below `base`.
fn based(page: &IndexPage, base: &Base) -> Result<IndexPage, PublishError> {
    match page.with_base(base.as_str()) {
        Some(page) => Ok(page),
        None if base.is_root() => Ok(page.clone()),
        None => Err(PublishError::NoBase(base.to_string())),
    }
}

/// A page with a policy of its own.
fn guarded(page: &IndexPage, territory: Option<&[u8]>) -> Arc<Content> {
    let policy = ContentPolicy::new(page, territory);
    let html = page.with_policy(&policy.meta()).as_str().to_owned();
    Arc::new(Content::new(INDEX, html, Effort::Release))
}

/// The document as it lies in `out` already where nothing but its `generated_at` moved, as over HTTP.
fn settled(out: &Path, path: &str, new: &[u8]) -> Content {
    let old = fs::read(out.join(BASE_PATH).join(path)).ok().filter(|old| !has_news(path, old, new));
    Content::new(path, old.unwrap_or_else(|| new.to_vec()), Effort::Minute)
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
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|reason| PublishError::Manifest { path, reason }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(reason) => Err(PublishError::Io { path, reason }),
    }
}

fn write_manifest(out: &Path, files: &BTreeSet<String>, plain: &Stamp) -> Result<(), PublishError> {
    let manifest = Manifest { files: files.clone(), plain: plain.clone() };
    let bytes = serde_json::to_vec(&manifest).expect("strings and a number");
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

fn stays_below(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
