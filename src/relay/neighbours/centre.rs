//! Which of a neighbour's centres may stand among ours, and as what.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{
    caps,
    copy::Copied,
    holidays::Holidays,
    merge::Merged,
    ours::{Ours, position},
    shape::{kept, line, web},
};
use crate::{
    api::read,
    domain::{DistanceMetres, Site, SiteId},
    relay::{config::NeighbourConfig, count::verb},
};

/// Centres further from ours are none that people here use, unless the configuration says where the neighbour lies.
const FURTHEST: DistanceMetres = DistanceMetres(100_000.0);
/// A centre that may stand among ours, with its identifier at home.
pub(super) struct Centre {
    pub own_id: String,
    pub new_id: String,
    distance: DistanceMetres,
    pub record: Map<String, Value>,
}

/// What decides which centres may.
pub(super) struct Admission<'a> {
    pub ours: &'a Ours,
    pub neighbour: &'a NeighbourConfig,
    /// Its `territory.json`.
    pub theirs: &'a Value,
    /// Identifiers that neighbours before it use.
    pub taken: &'a BTreeSet<String>,
}

impl Admission<'_> {
    /// The centres that may stand among ours, the nearest first.
    pub fn centres(&self, copied: &Copied, merged: &mut Merged) -> Vec<Centre> {
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
            merged.note(format!("{outside} of its centres {} outside of {of}", verb(outside, "lies", "lie")));
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
            if let Some(list) = record.get_mut(list) {
                keep_known(list, &self.ours.materials);
            }
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

/// A record's identifier among ours.
pub(super) fn renamed(id: &SiteId, own: &str) -> Option<String> {
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
pub(super) fn keep_known(list: &mut Value, known: &BTreeSet<String>) {
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
    let site = read::alone(&Value::Object(record.clone()), read::site)?;
    let written = |key: &str| record.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    let Site { closures, exceptions, unclear, hours, .. } = site;
    let is_lost = closures.len() + exceptions.len() + unclear.len() < written("closures") + written("exceptions");
    // Readers say of a day that nobody knows; what has no end would be said of the whole year.
    let is_endless = unclear.iter().any(|time| time.from.is_none() || time.until.is_none());
    if is_lost || is_endless || hours.is_none() {
        record.remove("hours");
    }
    Some(())
}
