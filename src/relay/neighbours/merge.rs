//! A neighbour's centres among our own.
//!
//! Its API is foreign input: it adds its own centres, each with the name that our configuration gives it, and nothing else.
//! Our own records, notices, materials, days and bounds stay as they are, byte by byte.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::{
    caps,
    copy::Copied,
    holidays::Holidays,
    ours::{Ours, identifier, is_demo, position},
    shape::{Field, kept, line, web},
    splice::extend_written,
};
use crate::{
    api::{
        Problems, VERSION,
        dto::{LiveDto, ProfilesDto, SitesDto},
    },
    domain::{DistanceMetres, Instant, Site, SiteId},
    relay::{Documents, config::NeighbourConfig},
};

/// Centres further from ours are none that people here use, unless the configuration says where the neighbour lies.
const FURTHEST: DistanceMetres = DistanceMetres(100_000.0);
/// How far a clock may be ahead of ours, as for our own readings.
const AHEAD: TimeDelta = TimeDelta::minutes(2);
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
        let of = |list: &mut Value| keep_known(list, &ours.materials);
        reading.get_mut("unavailable").map(of);
        is_plausible(reading, now)
    });
    let profiles = records(copied, "profiles.json", caps::PROFILE, &names, &mut merged, is_profile);
    taken.extend(names.into_values());
    extend_written(documents, "sites.json", "sites", &sites);
    extend_written(documents, "live.json", "sites", &within(live, caps::LIVE_BYTES, &mut merged));
    extend_written(documents, "profiles.json", "sites", &within(profiles, caps::PROFILES_BYTES, &mut merged));
    Ok(merged)
}

/// A centre that may stand among ours, with its identifier at home.
struct Centre {
    own_id: String,
    new_id: String,
    distance: DistanceMetres,
    record: Map<String, Value>,
}

struct Admission<'a> {
    ours: &'a Ours,
    neighbour: &'a NeighbourConfig,
    theirs: &'a Value,
    taken: &'a BTreeSet<String>,
}

impl Admission<'_> {
    /// The centres that may stand among ours, the nearest first.
    fn centres(&self, copied: &Copied, merged: &mut Merged) -> Vec<Centre> {
        let days = Holidays::of(self.ours, self.theirs);
        let (mut seen, mut centres, mut outside) = (BTreeSet::new(), Vec::new(), 0);
        let records = copied.records("sites.json", "sites").take(caps::LOOKED_AT);
        for record in records.filter(|site| site.get("territory").is_none_or(Value::is_null)) {
            let centre = self.centre(record, &days).filter(|centre| {
                seen.insert(centre.new_id.clone())
                    && !self.ours.ids.contains(&centre.new_id)
                    && !self.taken.contains(&centre.new_id)
            });
            match centre {
                None => merged.rejected += 1,
                Some(centre) if self.is_outside(&centre) => {
                    merged.rejected += 1;
                    outside += 1;
                }
                Some(centre) => centres.push(centre),
            }
        }
        if outside > 0 {
            let of = if self.neighbour.bounds.is_some() { "its bounds" } else { "the country around our centres" };
            merged.note(format!("{outside} of its centres lie outside of {of}"));
        }
        centres.sort_by(|a, b| a.distance.0.total_cmp(&b.distance.0));
        centres
    }

    fn centre(&self, record: &Value, days: &Holidays) -> Option<Centre> {
        let mut record = kept(caps::SITE, record)?;
        let own_id = record.get("id")?.as_str()?.to_owned();
        let new_id = renamed(&self.neighbour.id, &own_id)?;
        record.insert("id".to_owned(), Value::from(new_id.as_str()));
        for list in ["accepts", "refuses", "limits"] {
            record.get_mut(list).map(|list| keep_known(list, &self.ours.materials));
        }
        let name = record.get("name").and_then(Value::as_str).and_then(without_origin);
        match name {
            Some(name) => record.insert("name".to_owned(), Value::from(name)),
            None => record.remove("name"),
        };
        self.with_source(&mut record);
        close_unreadable(&mut record)?;
        days.told(&mut record);
        let distance = self.ours.distance(position(&Value::Object(record.clone()))?);
        Some(Centre { own_id, new_id, distance, record })
    }

    fn is_outside(&self, centre: &Centre) -> bool {
        let inside = |lat: f64, lon: f64| match &self.neighbour.bounds {
            Some(b) => (b.south..=b.north).contains(&lat) && (b.west..=b.east).contains(&lon),
            None => centre.distance <= FURTHEST,
        };
        let side = |key: &str| centre.record.get(key).and_then(Value::as_f64);
        !side("lat").zip(side("lon")).is_some_and(|(lat, lon)| inside(lat, lon))
    }

    /// Whose it is, by the name that our configuration gives. Sources that it names are its own words for them.
    fn with_source(&self, site: &mut Map<String, Value>) {
        let NeighbourConfig { id, name, .. } = self.neighbour;
        site.insert("territory".to_owned(), Value::from(id.as_str()));
        site.insert("territory_name".to_owned(), Value::from(name.as_str()));
        let said = |key: &str| self.theirs.get(key).and_then(Value::as_str);
        let url = self.theirs.get("publisher").and_then(|publisher| publisher.get("url")?.as_str()).and_then(web);
        let licence = said("licence").and_then(|licence| line(licence, caps::LICENCE_OF_ALL));
        let mut sources = vec![json!({"name": name, "url": url, "licence": licence})];
        if let Some(Value::Array(theirs)) = site.remove("sources") {
            sources.extend(theirs.into_iter().map(|mut source| {
                let named = source.get("name").and_then(Value::as_str).map(|own| format!("{name}, {own}"));
                source["name"] = named.into();
                source
            }));
        }
        site.insert("sources".to_owned(), Value::Array(sources));
    }
}

impl Merged {
    fn note(&mut self, trouble: String) {
        let before = self.trouble.take().map(|before| before + "; ").unwrap_or_default();
        self.trouble = Some(before + &trouble);
    }
}

/// A record's identifier among ours.
fn renamed(id: &SiteId, own: &str) -> Option<String> {
    let new: SiteId = format!("{id}-{own}").parse().ok()?;
    Some(new.to_string())
}

/// A name up to where it would say itself whose it is: that is said behind it by us.
fn without_origin(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    // Letters whose capitals take another number of bytes would shift the place.
    let ends = ["(selon", "(according to"].iter().filter_map(|words| lower.find(words)).min();
    let name = ends.and_then(|end| name.get(..end)).unwrap_or(name).trim();
    (!name.is_empty()).then_some(name)
}

/// Leaves out what has no label here: a neighbour gives no material a meaning.
fn keep_known(list: &mut Value, known: &BTreeSet<String>) {
    let Value::Array(items) = list else { return };
    let mut seen = BTreeSet::new();
    items.retain(|item| {
        let id = item.as_str().or_else(|| item.get("material")?.as_str()).unwrap_or_default();
        known.contains(id) && seen.insert(id.to_owned())
    });
}

/// Refuses what readers cannot read. Where a closure or another day is lost on them the hours become unknown: it would be open
/// in its place.
fn close_unreadable(record: &mut Map<String, Value>) -> Option<()> {
    let dto = SitesDto { version: VERSION, sites: vec![Value::Object(record.clone())], ..SitesDto::default() };
    let sites = dto.into_domain(&mut Problems::default()).1;
    let [site] = sites.as_slice() else { return None };
    let written = |key: &str| record.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    let Site { closures, exceptions, hours, .. } = site;
    if closures.len() < written("closures") || exceptions.len() < written("exceptions") || hours.is_none() {
        record.remove("hours");
    }
    Some(())
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
        merged.note(format!("{kept} of its {all} centres are told: a neighbour has room for {most} and {size} kB"));
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
    let dto = LiveDto { version: VERSION, sites: vec![Value::Object(reading.clone())], ..LiveDto::default() };
    let readings = dto.into_domain(&mut Problems::default()).1;
    let Some(at) = readings.first().and_then(|reading| reading.at) else { return false };
    if readings.iter().all(|reading| reading.wait.is_none()) {
        reading.remove("wait_min");
    }
    at <= now + AHEAD && at >= now - OLDEST
}

fn is_profile(profile: &mut Map<String, Value>) -> bool {
    let dto = ProfilesDto { version: VERSION, sites: vec![Value::Object(profile.clone())], ..ProfilesDto::default() };
    dto.into_domain(&mut Problems::default()).iter().any(|profile| !profile.slots.is_empty())
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
        merged.note(format!("{} of its {all} records are told: there is room for {} kB", kept.len(), most >> 10));
    }
    kept
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
