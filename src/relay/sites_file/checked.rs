//! What a record of a centre says that no reader understands.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use super::{SitesFile, announced::listed, hints::far_away};
use crate::{
    api::Problems,
    domain::{Exception, Instant, MaterialId, Site},
};

/// Words that have a meaning, by the path of their key; other words are unknown to all readers.
const WORDS: [(&str, &[&str]); 3] = [
    ("/position", &["exact", "approximate"]),
    ("/wheelchair", &["yes", "limited", "no", "unknown"]),
    ("/access/badge", &["required", "none"]),
];
const NOTICE_LEVELS: [&str; 2] = ["info", "warning"];
/// Keys of a record that are left out where they could not be read: they would be missing all the same, and every reader
/// would have to find that out again. An announced closure stays as it is, so that readers say that nobody knows.
const LEFT_OUT: [&str; 2] = ["hours", "last_entry_minutes"];

/// Notes words without a meaning.
pub(super) fn note_words(record: &Value, place: &str, problems: &mut Problems) {
    let Some(fields) = record.as_object() else { return };
    let id = fields.get("id").and_then(Value::as_str).map(|id| format!("{id}: ")).unwrap_or_default();
    for (path, words) in WORDS {
        let said = record.pointer(path).and_then(Value::as_str).filter(|said| !words.contains(said));
        if let Some(said) = said {
            let place = format!("{place}{}", path.replace('/', "."));
            problems.add(place, format!("{id}\"{}\" is none of {}", short(said), words.join(", ")));
        }
    }
}

/// Notes what a record says twice, differently, and what its readers pass over. Days of which it tells two openings are given
/// back: nobody can say which one holds.
pub(super) fn note_contradictions(
    record: &Value,
    site: &Site,
    id: &str,
    place: &str,
    problems: &mut Problems,
) -> Vec<NaiveDate> {
    let both: Vec<String> = site.accepts.iter().filter(|of| site.refuses.contains(of)).map(|of| short(&of.0)).collect();
    if !both.is_empty() {
        problems.add(place, format!("{id}both accepted and refused: {}", both.join(", ")));
    }
    let url = record.get("url").and_then(Value::as_str).filter(|url| site.url.is_none() && !url.trim().is_empty());
    if let Some(url) = url {
        let reason = format!("{id}\"{}\" begins with neither https:// nor http://", short(url));
        problems.add(format!("{place}.url"), reason);
    }
    for (n, notice) in listed(record.get("notices")).iter().enumerate() {
        let level = notice.get("level").and_then(Value::as_str).filter(|level| !NOTICE_LEVELS.contains(level));
        if let Some(level) = level {
            let reason = format!("{id}\"{}\" is none of {}", short(level), NOTICE_LEVELS.join(", "));
            problems.add(format!("{place}.notices[{n}].level"), reason);
        }
    }
    let mut days = Vec::new();
    for (n, exception) in site.exceptions.iter().enumerate() {
        let is_other = |other: &&Exception| other.date == exception.date && other.open != exception.open;
        if site.exceptions[..n].iter().any(|other| is_other(&other)) && !days.contains(&exception.date) {
            let reason =
                format!("{id}{} stands twice with different hours, and is shown as to be confirmed", exception.date);
            problems.add(format!("{place}.exceptions"), reason);
            days.push(exception.date);
        }
    }
    days
}

/// Takes out of a record what could not be read of it.
pub(super) fn without_unreadable(record: &mut Value, place: &str, found: &Problems) {
    let Some(fields) = record.as_object_mut() else { return };
    for key in LEFT_OUT {
        // The mistake may lie within: `sites[3].hours[0].days`.
        let of_key = format!("{place}.{key}");
        let is_of_key = |found: &str| {
            found.strip_prefix(&of_key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        };
        if found.as_slice().iter().any(|problem| is_of_key(&problem.place)) {
            fields.remove(key);
        }
    }
}

impl SitesFile {
    /// What residents do not read as it was written, by centre, each with its place in the file.
    pub fn faults(&self, now: Instant) -> Vec<String> {
        let problems = self.problems.as_slice().iter();
        let mut faults: Vec<String> =
            problems.map(|problem| format!("{} ({})", problem.reason, problem.place)).collect();
        if self.sites.is_empty() {
            faults.push("there is not one centre in the file: \"sites\" is empty or missing".to_owned());
        }
        faults.extend(self.sites.iter().filter_map(|site| self.unknown_materials(site)));
        faults.extend(self.holiday_faults(now).0);
        faults
    }

    /// What is read as it is written and may be meant otherwise, by centre.
    pub fn hints(&self, now: Instant) -> Vec<String> {
        let far = far_away(&self.sites, now);
        self.hints.iter().cloned().chain(far).chain(self.holiday_faults(now).1).collect()
    }

    /// Materials that no search finds, because the vocabulary does not have them.
    fn unknown_materials(&self, site: &Site) -> Option<String> {
        let listed = site.accepts.iter().chain(&site.refuses).chain(site.limits.iter().map(|limit| &limit.material));
        let unknown: BTreeSet<&MaterialId> = listed.filter(|id| !self.material_ids.contains(&id.0)).collect();
        if unknown.is_empty() || self.material_ids.is_empty() {
            return None;
        }
        let names = unknown.iter().map(|id| short(&id.0)).collect::<Vec<_>>().join(", ");
        Some(format!("{}: no material of the vocabulary is called {names}", site.id))
    }
}

pub(super) fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
