//! The tables beside documents, each made once of each state of its document.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{
    content::{Content, Effort},
    series_csv::table,
};

/// So many are kept; a reader who walks through all of them makes each anew.
const MOST_TABLES: usize = 64;

/// The tables that were asked for.
#[derive(Debug, Default)]
pub(super) struct Tables {
    by_path: Mutex<BTreeMap<String, Table>>,
    made: AtomicU64,
}

#[derive(Debug)]
struct Table {
    /// What it was made of, which may be gone by now.
    document: Weak<Content>,
    /// `None` where the document has no table.
    content: Option<Arc<Content>>,
}

impl Tables {
    /// The table of this state of the document, if it was made: `Some(None)` where the document has none.
    #[expect(clippy::option_option, reason = "not made yet, none to make, and the table")]
    pub fn kept(&self, path: &str, document: &Arc<Content>) -> Option<Option<Arc<Content>>> {
        let tables = self.lock();
        tables
            .get(path)
            .filter(|table| table.document.as_ptr() == Arc::as_ptr(document))
            .map(|table| table.content.clone())
    }

    /// The table, made now unless it is there already. Takes its time.
    pub fn make(&self, path: &str, document: &Arc<Content>) -> Option<Arc<Content>> {
        if let Some(kept) = self.kept(path, document) {
            return kept;
        }
        self.made.fetch_add(1, Ordering::Relaxed);
        let content = table(document.identity()).map(|table| Arc::new(Content::new(path, table, Effort::Minute)));
        let mut tables = self.lock();
        if tables.len() >= MOST_TABLES {
            tables.clear();
        }
        tables.insert(path.to_owned(), Table { document: Arc::downgrade(document), content: content.clone() });
        content
    }

    /// How many tables were made so far.
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    // What it holds is changed as a whole, so a panic elsewhere cannot have left half of it.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Table>> {
        self.by_path.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(watts: u32) -> Arc<Content> {
        let day = format!(
            r#"{{"version":1,"unit":"W","start":"2026-11-21T00:00:00+01:00","step_s":600,"values":[{watts}]}}"#
        );
        Arc::new(Content::new("series/kermelo/pv/2026-11-21.json", day, Effort::Minute))
    }

    #[test]
    fn a_table_is_made_once_of_each_state_of_its_document() {
        let (tables, path, first) = (Tables::default(), "series/kermelo/pv/2026-11-21.csv", document(1));
        assert_eq!(tables.kept(path, &first).map(|table| table.is_some()), None);
        for _ in 0..3 {
            assert!(tables.make(path, &first).unwrap().identity().ends_with(b",1\r\n"));
        }
        assert_eq!(tables.made(), 1);
        let second = document(2);
        assert_eq!(tables.kept(path, &second).map(|table| table.is_some()), None, "the document has changed");
        assert!(tables.make(path, &second).unwrap().identity().ends_with(b",2\r\n"));
        assert_eq!(tables.made(), 2);
    }

    #[test]
    fn that_a_document_has_no_table_is_found_out_once_too() {
        let tables = Tables::default();
        let document = Arc::new(Content::new("report/2025.json", "{}", Effort::Minute));
        assert!(
            tables.make("report/2025.csv", &document).is_none() && tables.make("report/2025.csv", &document).is_none()
        );
        assert_eq!(tables.made(), 1);
    }

    #[test]
    fn whoever_walks_through_all_tables_fills_no_memory() {
        let (tables, document) = (Tables::default(), document(1));
        for n in 0..10 * MOST_TABLES {
            tables.make(&format!("series/{n}/pv/2026-11-21.csv"), &document);
            assert!(tables.lock().len() <= MOST_TABLES);
        }
    }
}
