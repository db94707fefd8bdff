//! A neighbour's centres among our own.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::copy::Copied;
use crate::{
    api::{Problems, dto::TerritoryDto},
    domain::{PublicHoliday, SiteId},
    relay::Documents,
};

/// Adds what the neighbour `id` publishes to our documents, and says how many of its centres that were.
///
/// Its centres get identifiers that no other territory gives, `{id}-{theirs}`, say whose they are, and name their source.
/// Its public holidays come along as exceptions where they differ from ours. Centres that the neighbour has from others are
/// theirs to tell: two that read each other do not tell each other back.
///
/// # Errors
/// When its documents would be wrong among ours; ours then stay as they are.
pub(super) fn merge(documents: &mut Documents, id: &SiteId, copied: &Copied) -> Result<usize, String> {
    let (Some(theirs), Some(_)) = (copied.document("territory.json"), copied.document("sites.json")) else {
        return Ok(0);
    };
    let ours = parsed(documents, "territory.json");
    let zone = |territory: &Value| territory.get("time_zone").cloned().unwrap_or_default();
    if zone(theirs) != zone(&ours) {
        return Err(format!(
            "its time zone is {}, ours is {}: its clock times would be wrong",
            zone(theirs),
            zone(&ours)
        ));
    }
    let is_demo = |territory: &Value| territory.get("demo") == Some(&Value::Bool(true));
    if is_demo(theirs) && !is_demo(&ours) {
        return Err("it is a demonstration: its waits are invented".to_owned());
    }
    let days = Days::of(&ours, theirs);
    let mut known = identifiers(&parsed(documents, "sites.json"), "sites");
    let mut sites = Vec::new();
    let mut names = BTreeSet::new();
    for site in copied.records("sites.json", "sites").filter(|site| site.get("territory").is_none_or(Value::is_null)) {
        let Some((own_id, new_id)) = renamed(id, site) else { continue };
        if known.insert(new_id.clone()) {
            names.insert(own_id);
            sites.push(days.told(with_source(site, &new_id, theirs, id, copied.name())));
        }
    }
    let of_theirs = |name: &str| {
        let records = copied.records(name, "sites").filter_map(|record| {
            let (own_id, new_id) = renamed(id, record)?;
            names.contains(&own_id).then(|| with(record, "id", Value::from(new_id)))
        });
        records.collect::<Vec<_>>()
    };
    let (live, profiles) = (of_theirs("live.json"), of_theirs("profiles.json"));
    let materials = identifiers(&parsed(documents, "sites.json"), "materials");
    let words = copied
        .records("sites.json", "materials")
        .filter(|word| !identifier(word).is_some_and(|id| materials.contains(id)));
    let kept = sites.len();
    extend(documents, "sites.json", "materials", words.cloned().collect());
    extend(documents, "sites.json", "sites", sites);
    extend(documents, "live.json", "sites", live);
    extend(documents, "profiles.json", "sites", profiles);
    extend(documents, "territory.json", "communes", communes(&ours, copied));
    extend(documents, "territory.json", "notices", notices(id, copied, &names));
    widen(documents, theirs);
    Ok(kept)
}

/// Adds records to a list of one of our documents.
pub(in crate::relay) fn extend(documents: &mut Documents, name: &str, list: &str, records: Vec<Value>) {
    if records.is_empty() {
        return;
    }
    let mut document = parsed(documents, name);
    let Some(object) = document.as_object_mut() else { return };
    if let Value::Array(own) = object.entry(list).or_insert_with(|| json!([])) {
        own.extend(records);
        documents.insert(name, &document);
    }
}

fn parsed(documents: &Documents, name: &str) -> Value {
    documents.get(name).and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default()
}

fn identifier(record: &Value) -> Option<&str> {
    record.get("id")?.as_str()
}

fn identifiers(document: &Value, list: &str) -> BTreeSet<String> {
    let records = document.get(list).and_then(Value::as_array).into_iter().flatten();
    records.filter_map(identifier).map(str::to_owned).collect()
}

/// A record's identifier at home and among ours, if both are some.
fn renamed(id: &SiteId, record: &Value) -> Option<(String, String)> {
    let own = identifier(record)?;
    let new: SiteId = format!("{id}-{own}").parse().ok()?;
    Some((own.to_owned(), new.to_string()))
}

fn with(record: &Value, key: &str, value: Value) -> Value {
    let mut record = record.clone();
    record[key] = value;
    record
}

fn with_source(site: &Value, new_id: &str, territory: &Value, id: &SiteId, name: Option<&str>) -> Value {
    let mut site = with(site, "id", Value::from(new_id));
    site["territory"] = Value::from(id.as_str());
    let publisher = |key: &str| territory.get("publisher").and_then(|publisher| publisher.get(key)).cloned();
    let source = json!({
        "name": name.unwrap_or(id.as_str()),
        "url": publisher("url"),
        "licence": territory.get("licence").cloned(),
    });
    match site.get_mut("sources") {
        Some(Value::Array(sources)) => sources.push(source),
        _ => site["sources"] = json!([source]),
    }
    site
}

/// The public holidays of either side.
struct Days<'a> {
    theirs: Vec<&'a Value>,
    only_theirs: Vec<&'a Value>,
    /// Days that are holidays here and not there.
    have_more: bool,
}

impl<'a> Days<'a> {
    fn of(ours: &'a Value, theirs: &'a Value) -> Self {
        let dates = |territory: &Value| -> BTreeSet<String> {
            let days = territory.get("public_holidays").and_then(Value::as_array).into_iter().flatten();
            days.filter_map(|day| Some(day.get("date")?.as_str()?.to_owned())).collect()
        };
        let here = dates(ours);
        // In years of which it lists none its holidays are those that are reckoned, and where they cannot be they are ours.
        let known = serde_json::from_value::<TerritoryDto>(theirs.clone()).unwrap_or_default();
        let known = known.into_domain(&mut Problems::default()).calendar;
        let is_theirs = |day: &&Value| {
            let date = day.get("date").and_then(Value::as_str).and_then(|date| date.parse().ok());
            date.is_some_and(|date| known.public_holiday(date) != PublicHoliday::No)
        };
        let listed =
            |territory: &'a Value| territory.get("public_holidays").and_then(Value::as_array).into_iter().flatten();
        let reckoned = listed(ours)
            .filter(is_theirs)
            .filter(|day| !listed(theirs).any(|other| other.get("date") == day.get("date")));
        let theirs: Vec<&Value> = listed(theirs).chain(reckoned).collect();
        let there: BTreeSet<String> =
            theirs.iter().filter_map(|day| Some(day.get("date")?.as_str()?.to_owned())).collect();
        let is_ours = |day: &Value| day.get("date").and_then(Value::as_str).is_some_and(|date| here.contains(date));
        let only_theirs = theirs.iter().copied().filter(|day| !is_ours(day)).collect();
        Self { theirs, only_theirs, have_more: !here.is_subset(&there) }
    }

    /// The centre as its own territory's holidays have it, for readers who know ours.
    fn told(&self, mut site: Value) -> Value {
        if site.get("closed_on_public_holidays") != Some(&Value::Bool(true)) {
            return site;
        }
        let days = if self.have_more { &self.theirs } else { &self.only_theirs };
        let mut exceptions = site.get("exceptions").and_then(Value::as_array).cloned().unwrap_or_default();
        for day in days {
            let Some(date) = day.get("date") else { continue };
            if !exceptions.iter().any(|exception| exception.get("date") == Some(date)) {
                exceptions.push(json!({"date": date, "open": [], "reason": day.get("name").cloned()}));
            }
        }
        site["exceptions"] = Value::Array(exceptions);
        if self.have_more {
            site["closed_on_public_holidays"] = Value::Bool(false);
        }
        site
    }
}

/// Communes that one may set off from, those of the other side after ours.
fn communes(ours: &Value, copied: &Copied) -> Vec<Value> {
    let known = identifiers(ours, "communes");
    let theirs = copied.records("territory.json", "communes");
    theirs.filter(|commune| identifier(commune).is_some_and(|id| !known.contains(id))).cloned().collect()
}

/// What the neighbour tells everybody concerns its own centres alone.
fn notices(id: &SiteId, copied: &Copied, names: &BTreeSet<String>) -> Vec<Value> {
    let told = copied.records("territory.json", "notices").filter_map(|notice| {
        let concerned = notice.get("sites").and_then(Value::as_array).filter(|sites| !sites.is_empty());
        let of: Vec<&str> = match concerned {
            Some(sites) => sites.iter().filter_map(Value::as_str).filter(|site| names.contains(*site)).collect(),
            None => names.iter().map(String::as_str).collect(),
        };
        let sites: Vec<String> = of.iter().map(|site| format!("{id}-{site}")).collect();
        let notice = with(notice, "id", Value::from(format!("{id}-{}", identifier(notice)?)));
        (!sites.is_empty()).then(|| with(&notice, "sites", json!(sites)))
    });
    told.collect()
}

/// The box that holds both.
fn widen(documents: &mut Documents, theirs: &Value) {
    let mut territory = parsed(documents, "territory.json");
    let sides = |territory: &Value| serde_json::from_value::<[f64; 4]>(territory.get("bbox")?.clone()).ok();
    if let (Some(a), Some(b)) = (sides(&territory), sides(theirs)) {
        territory["bbox"] = json!([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
        documents.insert("territory.json", &territory);
    }
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
