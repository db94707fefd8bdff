//! Files of an earlier release stay for a while: a page that was loaded before still asks for them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{domain::Instant, relay::headers::has_content_hash};

/// A page that is open for longer asks for a newer release before (`public/sw.js`).
const STAY_S: i64 = 24 * 60 * 60;

/// Since when each such file is no longer published, in seconds of Unix time.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Leaving(BTreeMap<String, i64>);

impl Leaving {
    /// Of the files that are no longer published, those to be removed now. The others are remembered.
    pub fn due(&mut self, gone: &BTreeSet<String>, now: Instant) -> Vec<String> {
        let now = now.timestamp();
        let mut due = Vec::new();
        let before = std::mem::take(&mut self.0);
        for path in gone {
            let since = before.get(path).copied().unwrap_or(now);
            if has_content_hash(path) && now - since < STAY_S {
                self.0.insert(path.clone(), since);
            } else {
                due.push(path.clone());
            }
        }
        due
    }

    /// Files that stay for now.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.0.keys().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(leaving: &mut Leaving, gone: &[&str], at: &str) -> Vec<String> {
        let gone = gone.iter().map(|path| (*path).to_owned()).collect();
        leaving.due(&gone, at.parse().unwrap())
    }

    #[test]
    fn a_release_before_the_last_stays_for_a_day_and_its_pages_go_at_once() {
        let old = "bon-moment-945ed949ca7d17b2.js";
        let mut leaving = Leaving::default();
        assert_eq!(due(&mut leaving, &[old, "carte/index.html"], "2026-11-21T09:00:00Z"), ["carte/index.html"]);
        assert_eq!(leaving.paths().collect::<Vec<_>>(), [old]);
        assert!(due(&mut leaving, &[old], "2026-11-22T08:59:00Z").is_empty());
        assert_eq!(due(&mut leaving, &[old], "2026-11-22T09:00:00Z"), [old]);
        assert_eq!(leaving.paths().count(), 0);
    }

    #[test]
    fn a_file_that_comes_back_has_its_whole_day_again() {
        let mut leaving = Leaving::default();
        let old = "bon-moment-945ed949ca7d17b2.js";
        due(&mut leaving, &[old], "2026-11-21T09:00:00Z");
        due(&mut leaving, &[], "2026-11-22T09:00:00Z");
        assert!(due(&mut leaving, &[old], "2026-11-23T09:00:00Z").is_empty());
    }
}
