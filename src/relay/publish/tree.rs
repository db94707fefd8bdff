//! What is published, in the order of its writing: pages after what they need.

use std::{
    path::{Component, Path},
    sync::Arc,
};

use super::{Edition, PublishError};
use crate::{
    api::BASE_PATH,
    relay::{
        assets::INDEX,
        base::Base,
        content::{Content, Effort},
        content_policy::ContentPolicy,
        edition::has_news,
        index_page::IndexPage,
        pages::{all_pages, area_file, area_pages},
        plain::{Deployment, Plain, Stamp},
        series_csv::{table, table_of},
    },
};

/// The bytes that lie at a path already, as far as they matter.
pub(super) type Old<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// A path below the published place, and what lies there.
pub(super) type File = (String, Arc<Content>);

/// All files in the order of their writing, and the stamp of the plain pages among them.
pub(super) fn tree(edition: &Edition, stamp: Stamp, old: &Old) -> Result<(Vec<File>, Stamp), PublishError> {
    let Edition { documents, app, base, .. } = *edition;
    let mut tree = Vec::new();
    if let Some(app) = app {
        let pages: Vec<String> = app.areas().iter().map(|(area, _)| area_file(*area)).collect();
        let is_page = |path: &str| path == INDEX || pages.iter().any(|page| page == path);
        let files = app.files().filter(|(path, _)| !is_page(path));
        tree.extend(files.map(|(path, content)| (path.to_owned(), Arc::clone(content))));
    }
    let settled: Vec<_> = documents.iter().map(|(path, bytes)| (path, settled(path, bytes, old))).collect();
    let plain = plain(edition, stamp, &settled);
    let tables = settled.iter().filter_map(|(path, content)| {
        let path = table_of(path)?;
        let table = Content::new(&path, table(content.identity())?, Effort::Minute);
        Some((format!("{BASE_PATH}{path}"), Arc::new(table)))
    });
    tree.extend(tables);
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

/// The document as it lies there already where nothing but its `generated_at` moved, as over HTTP.
fn settled(path: &str, new: &[u8], old: &Old) -> Content {
    let old = old(&format!("{BASE_PATH}{path}")).filter(|old| !has_news(path, old, new));
    Content::new(path, old.unwrap_or_else(|| new.to_vec()), Effort::Minute)
}

/// That the path leads to no other place.
pub(super) fn stays_below(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
