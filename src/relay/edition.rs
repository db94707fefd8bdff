//! The documents as they are published: a document in which nothing but `generated_at` moved stays as it was.

use std::{collections::BTreeMap, sync::Arc};

use axum::body::Bytes;

use super::{
    Documents,
    content::{Content, Effort},
    outline::members,
};

/// The heartbeat, whose `generated_at` always moves.
const HEARTBEAT: &str = "status.json";

/// All documents by their path below `api/v1/`, ready to be handed out.
#[derive(Debug, Default)]
pub struct Edition(BTreeMap<String, Arc<Content>>);

impl Edition {
    /// The edition after this one. Documents without news keep their bytes, and so their entity tags and compressed
    /// forms: a quiet night costs a 304.
    #[must_use]
    pub fn next(&self, documents: &Documents) -> Self {
        let settle = |path: &str, new: &Bytes| match self.0.get(path) {
            Some(old) if !has_news(path, old.identity(), new) => Arc::clone(old),
            before => {
                let content = Content::new(path, new.clone(), Effort::Minute);
                if let Some(before) = before {
                    content.prepare_like(before);
                }
                Arc::new(content)
            }
        };
        Self(documents.shared().map(|(path, bytes)| (path.to_owned(), settle(path, bytes))).collect())
    }

    pub fn get(&self, path: &str) -> Option<&Arc<Content>> {
        self.0.get(path)
    }

    /// How many documents there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// Whether anything but `generated_at` differs between two states of a document, as they are written. The heartbeat's always
/// counts.
pub fn has_news(path: &str, old: &[u8], new: &[u8]) -> bool {
    let is_same = || {
        let (mut old, mut new) = members(old).zip(members(new))?;
        old.remove("generated_at");
        new.remove("generated_at");
        Some(
            old.len() == new.len()
                && old.iter().zip(&new).all(|(old, new)| old.0 == new.0 && old.1.get() == new.1.get()),
        )
    };
    old != new && (path == HEARTBEAT || is_same() != Some(true))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::relay::content::Encoding;

    fn edition_after(before: &Edition, stamp: &str, wait: u32) -> Edition {
        let mut documents = Documents::default();
        documents
            .insert("live.json", &json!({"version": 1, "generated_at": stamp, "sites": [{"wait_min": [wait, 10]}]}));
        documents.insert("status.json", &json!({"version": 1, "generated_at": stamp, "sources": []}));
        before.next(&documents)
    }

    #[test]
    fn generated_at_stays_while_nothing_else_changes() {
        let first = edition_after(&Edition::default(), "2026-11-21T14:05:00Z", 5);
        let quiet = edition_after(&first, "2026-11-21T14:06:00Z", 5);
        assert!(Arc::ptr_eq(first.get("live.json").unwrap(), quiet.get("live.json").unwrap()));
        let busy = edition_after(&quiet, "2026-11-21T14:07:00Z", 6);
        assert!(busy.get("live.json").unwrap().identity().starts_with(b"{\"generated_at\":\"2026-11-21T14:07:00Z\""));
    }

    #[test]
    fn forms_that_were_asked_for_are_there_when_a_document_changes() {
        let long = |stamp: &str| {
            let mut documents = Documents::default();
            documents.insert("live.json", &json!({"version": 1, "note": format!("since {stamp}").repeat(50)}));
            documents
        };
        let ready =
            |edition: &Edition| Encoding::ALL.map(|encoding| edition.get("live.json").unwrap().is_ready(encoding));
        let first = Edition::default().next(&long("14:05"));
        assert_eq!(ready(&first), [false, false, true]);
        first.get("live.json").unwrap().encoded(Encoding::Brotli);
        assert_eq!(ready(&first.next(&long("14:06"))), [true, false, true]);
    }

    #[test]
    fn the_heartbeat_moves_each_time() {
        let first = edition_after(&Edition::default(), "2026-11-21T14:05:00Z", 5);
        let quiet = edition_after(&first, "2026-11-21T14:06:00Z", 5);
        assert_ne!(first.get("status.json").unwrap().identity(), quiet.get("status.json").unwrap().identity());
    }

    #[test]
    fn documents_that_went_away_are_gone() {
        let first = edition_after(&Edition::default(), "2026-11-21T14:05:00Z", 5);
        assert_eq!(first.next(&Documents::default()).count(), 0);
    }

    #[test]
    fn bytes_that_are_no_json_are_news_when_they_differ() {
        assert!(has_news("live.json", b"{", b"{}"));
        assert!(has_news("live.json", b"{\"generated_at\":1}", b"{"));
        assert!(!has_news("live.json", b"{", b"{"));
    }
}
