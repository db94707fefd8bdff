//! A neighbour's centres among our own.
//!
//! Its API is foreign input: it adds its own centres, each with the name that our configuration gives it, and nothing else.
//! Our own records, notices, materials, days and bounds stay as they are, byte by byte.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde_json::{Map, Value};

use super::{
    caps,
    centre::{Admission, Centre, keep_known, renamed},
    copy::Copied,
    ours::{Ours, identifier, is_demo},
    shape::{Field, kept, line},
    splice::extend_written,
};
use crate::{
    api::read,
    domain::{CLOCK_TOLERANCE, Instant},
    relay::{
        Documents,
        config::NeighbourConfig,
        count::{count, verb},
    },
};

/// Older readings say nothing of the gate.
const OLDEST: TimeDelta = TimeDelta::hours(24);

/// What came of a neighbour's documents.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Merged {
    /// Centres that stand among ours.
    pub kept: usize,
    /// Records that are none, or that ours do not allow.
    pub rejected: usize,
    /// What of it an administrator should look at.
    pub trouble: Option<String>,
}

/// Adds what the neighbour publishes to our documents. `taken` are the identifiers that are in use, ours and those of the
/// neighbours before; its own are added.
///
/// Its centres get identifiers that no other territory gives, `{id}-{theirs}`, say whose they are, and name their source.
/// Its public holidays come along as exceptions where they differ from ours, its notices stand at its centres alone. Centres
/// that the neighbour has from others are theirs to tell: two that read each other do not tell each other back.
///
/// # Errors
/// When its documents would be wrong among ours; ours then stay as they are.
pub(super) fn merge(
    documents: &mut Documents,
    ours: &Ours,
    taken: &mut BTreeSet<String>,
    neighbour: &NeighbourConfig,
    copied: &Copied,
    now: Instant,
) -> Result<Merged, String> {
    let (Some(theirs), Some(_)) = (copied.document("territory.json"), copied.document("sites.json")) else {
        return Ok(Merged::default());
    };
    let zone = theirs.get("time_zone").and_then(Value::as_str);
    if zone != ours.time_zone.as_deref() {
        let zone = zone.and_then(|zone| line(zone, 40)).unwrap_or_else(|| "not said".to_owned());
        let ours = ours.time_zone.as_deref().unwrap_or_default();
        return Err(format!("its time zone is {zone}, ours is {ours}: its clock times would be wrong"));
    }
    if is_demo(theirs) && !ours.is_demo {
        return Err("it is a demonstration: its waits are invented".to_owned());
    }
    let mut merged = Merged::default();
    let centres = Admission { ours, neighbour, theirs, taken }.centres(copied, &mut merged);
    let (sites, names) = with_notices(neighbour, copied, centres, now, &mut merged);
    let live = records(copied, "live.json", caps::READING, &names, &mut merged, |reading| {
        if let Some(list) = reading.get_mut("unavailable") {
            keep_known(list, &ours.materials);
        }
        is_plausible(reading, now)
    });
    let profiles = records(copied, "profiles.json", caps::PROFILE, &names, &mut merged, is_profile);
    taken.extend(names.into_values());
    extend_written(documents, "sites.json", "sites", &sites);
    extend_written(documents, "live.json", "sites", &within(live, caps::LIVE_BYTES, &mut merged));
    extend_written(documents, "profiles.json", "sites", &within(profiles, caps::PROFILES_BYTES, &mut merged));
    Ok(merged)
}

impl Merged {
    pub fn note(&mut self, trouble: String) {
        let before = self.trouble.take().map(|before| before + "; ").unwrap_or_default();
        self.trouble = Some(before + &trouble);
    }
}

/// The centres that there is room for, as they are written, and their identifiers by those at home.
fn with_notices(
    neighbour: &NeighbourConfig,
    copied: &Copied,
    centres: Vec<Centre>,
    now: Instant,
    merged: &mut Merged,
) -> (Vec<Vec<u8>>, BTreeMap<String, String>) {
    let notices = notices(copied, now);
    let all = centres.len();
    let (mut written, mut names, mut bytes) = (Vec::new(), BTreeMap::new(), 0);
    for mut centre in centres.into_iter().take(caps::CENTRES) {
        let concerned = notices.iter().filter(|(of, _)| of.is_empty() || of.contains(&centre.own_id));
        let told = concerned.take(caps::NOTICES_AT_A_CENTRE).filter_map(|(_, notice)| {
            let id = renamed(&neighbour.id, notice.get("id")?.as_str()?)?;
            let mut notice = notice.clone();
            notice.insert("id".to_owned(), Value::from(id));
            Some(Value::Object(notice))
        });
        let told: Vec<Value> = told.collect();
        if !told.is_empty() {
            centre.record.insert("notices".to_owned(), Value::Array(told));
        }
        let record = Value::Object(centre.record).to_string().into_bytes();
        bytes += record.len();
        if bytes > caps::SITES_BYTES {
            break;
        }
        written.push(record);
        names.insert(centre.own_id, centre.new_id);
    }
    merged.kept = written.len();
    if merged.kept < all {
        let (kept, most, size) = (merged.kept, caps::CENTRES, caps::SITES_BYTES >> 10);
        let (of_all, are) = (count(all, "centre"), verb(kept, "is", "are"));
        merged.note(format!("{kept} of its {of_all} {are} told: a neighbour has room for {most} and {size} kB"));
    }
    (written, names)
}

/// What it announces now or later, each with the centres that it concerns by their identifiers at home.
fn notices(copied: &Copied, now: Instant) -> Vec<(BTreeSet<String>, Map<String, Value>)> {
    let records = copied.records("territory.json", "notices").take(caps::NOTICES);
    let kept = records.filter_map(|record| {
        let mut notice = kept(caps::ANNOUNCEMENT, record)?;
        let of = match notice.remove("sites") {
            Some(Value::Array(sites)) => sites.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(_) | None => BTreeSet::new(),
        };
        let instant = |key: &str| notice.get(key).and_then(Value::as_str).map(str::parse::<Instant>);
        // An instant that cannot be read would make it last for ever.
        let is_readable = ["from", "until"].iter().all(|key| instant(key).is_none_or(|read| read.is_ok()));
        let is_over = instant("until").and_then(Result::ok).is_some_and(|until| until <= now);
        (is_readable && !is_over && notice.contains_key("text")).then_some((of, notice))
    });
    kept.collect()
}

/// Records of a list about centres that are told, one of each, with our identifiers for them.
fn records(
    copied: &Copied,
    document: &str,
    fields: &[Field],
    names: &BTreeMap<String, String>,
    merged: &mut Merged,
    mut is_good: impl FnMut(&mut Map<String, Value>) -> bool,
) -> Vec<Vec<u8>> {
    let mut seen = BTreeSet::new();
    let mut written = Vec::new();
    for record in copied.records(document, "sites").take(caps::LOOKED_AT) {
        // Of a centre that is not told nothing is.
        let Some(new_id) = identifier(record).and_then(|own| names.get(own)) else { continue };
        let good = kept(fields, record).filter(|_| seen.insert(new_id)).and_then(|mut record| {
            record.insert("id".to_owned(), Value::from(new_id.as_str()));
            is_good(&mut record).then_some(record)
        });
        match good {
            Some(record) => written.push(Value::Object(record).to_string().into_bytes()),
            None => merged.rejected += 1,
        }
    }
    written
}

/// An instant that a gate could have been seen at: without one a wait is nobody's.
fn is_plausible(reading: &mut Map<String, Value>, now: Instant) -> bool {
    let read = read::alone(&Value::Object(reading.clone()), read::reading);
    let Some((at, wait)) = read.and_then(|reading| Some((reading.at?, reading.wait))) else { return false };
    if wait.is_none() {
        reading.remove("wait_min");
    }
    at <= now + CLOCK_TOLERANCE && at >= now - OLDEST
}

fn is_profile(profile: &mut Map<String, Value>) -> bool {
    let read = read::alone(&Value::Object(profile.clone()), read::profile);
    read.is_some_and(|profile| !profile.slots.is_empty())
}

/// As many records as fit in so many bytes.
fn within(records: Vec<Vec<u8>>, most: usize, merged: &mut Merged) -> Vec<Vec<u8>> {
    let (all, mut bytes) = (records.len(), 0);
    let fits = |record: &Vec<u8>| {
        bytes += record.len() + 1;
        bytes <= most
    };
    let kept: Vec<_> = records.into_iter().take_while(fits).collect();
    if kept.len() < all {
        let (told, of_all, are) = (kept.len(), count(all, "record"), verb(kept.len(), "is", "are"));
        merged.note(format!("{told} of its {of_all} {are} told: there is room for {} kB", most >> 10));
    }
    kept
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
