//! The app and the API as files for any static host: in a folder, or as objects of a store.

mod account;
mod bucket;
mod folder;
mod leaving;
mod place;
mod publisher;
mod tree;

use std::{io, path::PathBuf};

pub use account::{Account, Accounted};
pub use bucket::Bucket;
pub use folder::publish;
pub use place::Place;
pub use publisher::Publisher;

use super::{
    Base, Documents,
    assets::{App, INDEX},
    content::Encoding,
    plain::PublicUrl,
};
use crate::domain::Instant;

/// Lists what is ours, so that later publishes may take away what is no longer published.
const MANIFEST: &str = ".bon-moment.json";
/// Compressed forms lie beside their file, for hosts that know how to use them.
const NEIGHBOURS: [(Encoding, &str); 2] = [(Encoding::Brotli, ".br"), (Encoding::Gzip, ".gz")];

#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("{}: {reason}", path.display())]
    Io { path: PathBuf, reason: io::Error },
    #[error("{}: not a folder", .0.display())]
    NotAFolder(PathBuf),
    #[error("{place}: not the list of files that an earlier publish wrote: {reason}")]
    Manifest { place: String, reason: serde_json::Error },
    #[error("{INDEX}: no <base> in it to change to {0:?}")]
    NoBase(String),
    #[error("{0:?} is no path for a published file")]
    Path(String),
    #[error("{place}: {}", without_answer(reason))]
    Store { place: String, reason: object_store::Error },
}

/// The reason in one line. A store answers with a page of XML, which may name the account's key: of that only the code, since
/// `status.json` tells everybody.
fn without_answer(reason: &object_store::Error) -> String {
    let text = reason.to_string();
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map(|(code, _)| code);
    let said = text.split(['<', '\n']).next().unwrap_or_default().trim_end_matches([':', ' ']);
    code.map_or(said.to_owned(), |code| format!("{said}: {code}"))
}

/// What a publish did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    pub files: usize,
    pub changed: usize,
    pub removed: usize,
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
