//! The files as objects of a store: S3 and what speaks like it, Google's, Azure's.
//!
//! An object is one body with one encoding. Each lies there packed with gzip, which every browser takes, and as brotli under
//! `.br` beside it, for a CDN that is told to choose. Each is replaced as a whole, pages after what they need.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    sync::Arc,
    time::Duration,
};

use axum::body::Bytes;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use object_store::{
    Attribute, Attributes, Error, ObjectStore, ObjectStoreExt, PutOptions, PutPayload, parse_url_opts, path::Path,
};
use reqwest::Url;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use super::{
    Edition, MANIFEST, PublishError, Report,
    leaving::Leaving,
    tree::{File, stays_below, tree},
};
use crate::{
    api::BASE_PATH,
    domain::Instant,
    relay::{
        assets::INDEX,
        content::{Content, Encoding},
        headers::{REVALIDATED, document_cache, file_cache, plain_cache},
        plain::{Stamp, is_plain, keeps_for_days},
        tls,
    },
};

/// What the settings of a store begin with.
const SETTINGS: [&str; 3] = ["AWS_", "GOOGLE_", "AZURE_"];
/// Most bytes of a document or a manifest that is read back; somebody else may have put another object there.
const LARGEST_READ: u64 = 32 << 20;
/// Objects on their way at once.
const AT_ONCE: usize = 8;

/// A place in an object store.
pub struct Bucket {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    name: String,
}

/// What lies beside the objects.
#[derive(Default, Serialize, Deserialize)]
struct Manifest {
    /// Our objects, and what was put there; empty where it is not known.
    objects: BTreeMap<String, String>,
    #[serde(default)]
    leaving: Leaving,
    #[serde(default)]
    plain: Stamp,
}

/// An object to be.
struct Object {
    key: String,
    bytes: Bytes,
    media_type: String,
    encoding: Encoding,
    cache: String,
    /// Differs when anything of it does.
    tag: String,
}

/// What needs what: each kind is there as a whole before the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Files,
    Pages,
}

impl Bucket {
    /// The store at an address such as `s3://bucket/path`. Keys, region and endpoint are read from the environment, under
    /// the names that the store's own tools use (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL` and so on). Those alone: the library
    /// would take a `TOKEN` or an `ENDPOINT` of somebody else's for its own.
    ///
    /// # Errors
    /// When the address is of no store that is known, or something that the store needs is missing.
    pub fn open(url: &Url) -> Result<Self, PublishError> {
        tls::provide();
        let settings = std::env::vars_os().filter_map(|(name, value)| {
            let name = name.into_string().ok().filter(|name| SETTINGS.iter().any(|of| name.starts_with(of)))?;
            Some((name, value.into_string().ok()?))
        });
        let (store, prefix) =
            parse_url_opts(url, settings).map_err(|reason| PublishError::Store { place: url.to_string(), reason })?;
        Ok(Self { store: store.into(), prefix, name: url.to_string() })
    }

    /// A store that is open already.
    pub fn of(store: Arc<dyn ObjectStore>, prefix: &str) -> Self {
        Self { store, prefix: Path::from(prefix), name: prefix.to_owned() }
    }

    /// Puts everything that differs from what an earlier publish put there, and takes away what is no longer published: of
    /// the app a day later. Other people's objects stay. `every` is the time between two publishes.
    ///
    /// # Errors
    /// When the store refuses. Each object is then as before or as it should be, and the next publish goes on.
    pub async fn publish(&self, edition: &Edition<'_>, every: Duration) -> Result<Report, PublishError> {
        let Manifest { objects: mut before, mut leaving, plain } = self.manifest().await?;
        let old = self.old_documents(edition, &before).await?;
        let (tree, plain) = tree(edition, plain, &|path| old.get(path).cloned())?;
        if let Some((path, _)) = tree.iter().find(|(path, _)| !stays_below(path)) {
            return Err(PublishError::Path(path.clone()));
        }
        let turns = objects(&tree, every, edition.now);
        let keys: BTreeSet<&str> = turns.values().flatten().map(|object| object.key.as_str()).collect();
        let gone = before.keys().filter(|key| !keys.contains(key.as_str())).cloned().collect();
        let due = leaving.due(&gone, edition.now);
        let staying = leaving.paths().map(|key| (key.clone(), before.get(&key).cloned().unwrap_or_default()));
        let after: BTreeMap<String, String> =
            turns.values().flatten().map(|object| (object.key.clone(), object.tag.clone())).chain(staying).collect();
        // What is about to change is unknown from here on, so that a publish cut short leaves nothing that a later one
        // would not know or take for current.
        let (files, known) = (keys.len(), before.len());
        let news: Vec<&String> =
            after.iter().filter(|(key, tag)| before.get(*key) != Some(tag)).map(|(key, _)| key).collect();
        let changed = news.len();
        for key in news {
            before.insert(key.clone(), String::new());
        }
        if changed > 0 {
            let manifest = Manifest { objects: before.clone(), leaving: leaving.clone(), plain: Stamp::default() };
            self.put_manifest(&manifest).await?;
        }
        for (_, objects) in turns {
            let news = objects.into_iter().filter(|object| before.get(&object.key) != Some(&object.tag));
            self.put_all(news.collect()).await?;
        }
        for key in &due {
            match self.store.delete(&self.at(key)).await {
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(reason) => return Err(self.failed(key, reason)),
            }
        }
        if changed > 0 || known != after.len() {
            self.put_manifest(&Manifest { objects: after, leaving, plain }).await?;
        }
        Ok(Report { files, changed, removed: due.len() })
    }

    /// Documents that tell when they were made: one that says nothing else anew stays as it is.
    async fn old_documents(
        &self,
        edition: &Edition<'_>,
        before: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, Vec<u8>>, PublishError> {
        let mut old = BTreeMap::new();
        let tells = |bytes: &[u8]| bytes.windows(14).any(|part| part == b"\"generated_at\"");
        for (path, _) in edition.documents.iter().filter(|(_, bytes)| tells(bytes)) {
            let key = format!("{BASE_PATH}{path}");
            if before.contains_key(&key)
                && let Some(bytes) = self.read(&key).await?
            {
                old.insert(key, unpacked(&bytes));
            }
        }
        Ok(old)
    }

    async fn put_all(&self, objects: Vec<Object>) -> Result<(), PublishError> {
        let mut on_their_way = JoinSet::new();
        for object in objects {
            if on_their_way.len() >= AT_ONCE {
                finish(on_their_way.join_next().await)?;
            }
            let (store, place, name) = (Arc::clone(&self.store), self.at(&object.key), self.name.clone());
            on_their_way.spawn(async move {
                let key = object.key.clone();
                let put = store.put_opts(&place, PutPayload::from(object.bytes.clone()), object.options()).await;
                put.map(drop).map_err(|reason| PublishError::Store { place: format!("{name}: {key}"), reason })
            });
        }
        while let Some(done) = on_their_way.join_next().await {
            finish(Some(done))?;
        }
        Ok(())
    }

    async fn manifest(&self) -> Result<Manifest, PublishError> {
        let Some(bytes) = self.read(MANIFEST).await? else { return Ok(Manifest::default()) };
        serde_json::from_slice(&unpacked(&bytes))
            .map_err(|reason| PublishError::Manifest { place: format!("{}: {MANIFEST}", self.name), reason })
    }

    async fn put_manifest(&self, manifest: &Manifest) -> Result<(), PublishError> {
        // Read and put at each publish: of five thousand objects it would be most of what goes over the line.
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        serde_json::to_writer(&mut packed, manifest).expect("strings and numbers into memory");
        let bytes = packed.finish().expect("memory takes all that is written");
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, "application/json"),
            (Attribute::ContentEncoding, Encoding::Gzip.token()),
        ]);
        let options = PutOptions { attributes, ..PutOptions::default() };
        let put = self.store.put_opts(&self.at(MANIFEST), PutPayload::from(bytes), options).await;
        put.map(drop).map_err(|reason| self.failed(MANIFEST, reason))
    }

    async fn read(&self, key: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let read = async { self.store.get(&self.at(key)).await?.bytes().await };
        match read.await {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(reason) => Err(self.failed(key, reason)),
        }
    }

    fn at(&self, key: &str) -> Path {
        self.prefix.parts().chain(Path::from(key).parts()).collect()
    }

    fn failed(&self, key: &str, reason: Error) -> PublishError {
        PublishError::Store { place: format!("{}: {key}", self.name), reason }
    }
}

impl Object {
    fn new(key: String, content: &Content, encoding: Encoding, bytes: Bytes, cache: &str) -> Self {
        let (media_type, cache) = (content.media_type().to_owned(), cache.to_owned());
        let tag = format!("{} {media_type} {cache}", content.etag(encoding));
        Self { key, bytes, media_type, encoding, cache, tag }
    }

    fn options(&self) -> PutOptions {
        let mut attributes = Attributes::from_iter([
            (Attribute::ContentType, self.media_type.clone()),
            (Attribute::CacheControl, self.cache.clone()),
        ]);
        if self.encoding != Encoding::Identity {
            attributes.insert(Attribute::ContentEncoding, self.encoding.token().into());
        }
        PutOptions { attributes, ..PutOptions::default() }
    }
}

/// A store that hands its objects out by itself knows no "index.html of a folder": a page also lies at its address without
/// the slash. With the slash, and at the root, the store's website mode or the CDN before it has to find the `index.html`.
fn objects(tree: &[File], every: Duration, now: Instant) -> BTreeMap<Turn, Vec<Object>> {
    let mut turns: BTreeMap<Turn, Vec<Object>> = BTreeMap::new();
    for (path, content) in tree {
        let turn = if content.media_type().starts_with("text/html") { Turn::Pages } else { Turn::Files };
        let objects = turns.entry(turn).or_default();
        let cache = cache(path, turn, every, now);
        let address = path.strip_suffix(INDEX).and_then(|folder| folder.strip_suffix('/'));
        for key in std::iter::once(path.as_str()).chain(address) {
            let gzip = content.encoded(Encoding::Gzip).map(|bytes| (Encoding::Gzip, bytes));
            let (encoding, bytes) = gzip.unwrap_or_else(|| (Encoding::Identity, content.identity().clone()));
            objects.push(Object::new(key.to_owned(), content, encoding, bytes, &cache));
            if let Some(bytes) = content.encoded(Encoding::Brotli) {
                objects.push(Object::new(format!("{key}.br"), content, Encoding::Brotli, bytes, &cache));
            }
        }
    }
    turns
}

/// As the relay itself would say it.
fn cache(path: &str, turn: Turn, every: Duration, now: Instant) -> String {
    let page = path.strip_suffix(INDEX).unwrap_or(path);
    if let Some(document) = path.strip_prefix(BASE_PATH) {
        return document_cache(document, every, now);
    }
    if is_plain(page) {
        return plain_cache(keeps_for_days(page), every, now);
    }
    if turn == Turn::Pages { REVALIDATED.to_owned() } else { file_cache(path).to_owned() }
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    match GzDecoder::new(bytes).take(LARGEST_READ).read_to_end(&mut plain) {
        Ok(_) => plain,
        // Too small to be packed.
        Err(_) => bytes.to_vec(),
    }
}

type Done = Result<Result<(), PublishError>, tokio::task::JoinError>;

fn finish(done: Option<Done>) -> Result<(), PublishError> {
    match done {
        Some(Ok(done)) => done,
        Some(Err(panic)) => std::panic::resume_unwind(panic.into_panic()),
        None => Ok(()),
    }
}
