//! What the plain pages tell: the documents, understood.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;

use crate::{
    api::{
        Problems, decode,
        read::{self, alone},
    },
    domain::{
        Context, Instant, Lang, Material, MaterialId, Profile, Reading, Site, SiteId, Situation, SourceHealth,
        Territory, fold,
    },
    present::{plain::Past, site_name, texts},
    relay::outline::Outline,
};

/// Bytes of a document by its name.
pub type Read<'a> = &'a dyn Fn(&str) -> Option<&'a [u8]>;

/// What changes daily.
pub struct Steady {
    pub territory: Territory,
    pub materials: Vec<Material>,
    /// Our own by commune, then by name; then those of other territories.
    pub sites: Vec<Site>,
    pub profiles: BTreeMap<SiteId, Profile>,
    pub communes: Vec<Commune>,
    /// Whether there are pages of schools to lead to.
    pub has_schools: bool,
    pub past: Past,
}

/// Centres that say the same commune, or those of another territory.
pub struct Commune {
    /// For addresses.
    pub slug: String,
    /// `None`: the centres say none.
    pub name: Option<String>,
    /// Indices into the centres.
    pub sites: Vec<usize>,
}

impl Steady {
    /// `None` without a readable territory and its centres: then there is nothing to tell.
    pub fn read(read: Read) -> Option<Self> {
        let ignored = &mut Problems::default();
        let territory = decode(read("territory.json")?, ignored, read::territory).ok()?;
        // It stands in addresses, and becomes a path on a disk.
        territory.id.parse::<SiteId>().ok()?;
        let (materials, mut sites) = sites(read("sites.json")?)?;
        let profiles = profiles(read);
        // By place, which is what one looks for; most names begin with the same word.
        let place = |site: &Site| site.commune.clone().unwrap_or_else(|| site_name(texts(Lang::Fr), site));
        // Ours first, so that another territory's never push them to a later page.
        sites.sort_by_cached_key(|site| {
            (site.origin.is_some(), fold(&place(site)), fold(&site_name(texts(Lang::Fr), site)), site.id.clone())
        });
        let communes = communes(&sites);
        let schools = read("schools.json").and_then(|bytes| decode(bytes, ignored, read::schools).ok());
        let has_schools = schools.is_some_and(|schools| !schools.is_empty());
        let past = past(read);
        Some(Self { territory, materials, sites, profiles, communes, has_schools, past })
    }

    pub fn site(&self, id: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.id.as_str() == id)
    }

    /// Our own centres, without those of other territories.
    pub fn own(&self) -> impl Iterator<Item = &Site> {
        self.sites.iter().filter(|site| site.origin.is_none())
    }

    pub fn label(&self, id: &MaterialId, lang: Lang) -> String {
        let label = self.materials.iter().find(|material| material.id == *id).and_then(|m| m.label.as_ref());
        label.map_or_else(|| id.0.clone(), |label| label.get(lang).to_owned())
    }

    pub fn context(&self, now: Instant) -> Context<'_> {
        Context { calendar: &self.territory.calendar, zone: &self.territory.zone, now }
    }

    pub fn date(&self, now: Instant) -> NaiveDate {
        self.territory.zone.local(now).date()
    }
}

/// The names of the documents that are understood here.
pub fn steady_names(read: Read) -> Vec<String> {
    let fixed = ["territory.json", "sites.json", "profiles.json", "schools.json", HISTORY].map(str::to_owned);
    fixed.into_iter().chain(history(read).1.iter().map(|year| report_name(*year))).collect()
}

const HISTORY: &str = "history.json";

fn report_name(year: i32) -> String {
    format!("report/{year:04}.json")
}

/// Days and years.
fn history(read: Read) -> (Vec<String>, Vec<i32>) {
    read(HISTORY).and_then(|bytes| decode(bytes, &mut Problems::default(), read::history).ok()).unwrap_or_default()
}

/// What there is of days that are over, the latest first. A year whose report cannot be read is left out.
fn past(read: Read) -> Past {
    let (days, years) = history(read);
    let report = |year: &i32| {
        let report = decode(read(&report_name(*year))?, &mut Problems::default(), read::report).ok()??;
        (report.year == *year).then_some(report)
    };
    let days = days.iter().rev().filter_map(|day| day.parse().ok());
    Past { days: days.collect(), reports: years.iter().rev().filter_map(report).collect() }
}

/// Of two centres with the same identifier the first counts.
fn sites(document: &[u8]) -> Option<(Vec<Material>, Vec<Site>)> {
    let outline = Outline::of(document, "sites");
    let (materials, mut sites) = decode(outline.head(), &mut Problems::default(), read::sites).ok()?;
    let mut seen = BTreeSet::new();
    for record in outline.records() {
        let site = alone(&record, read::site).filter(|site| seen.insert(site.id.clone()));
        // A copy has no room to spare, unlike lists that grew while they were read.
        sites.extend(site.iter().cloned());
    }
    sites.shrink_to_fit();
    Some((materials, sites))
}

fn profiles(read: Read) -> BTreeMap<SiteId, Profile> {
    let mut profiles = BTreeMap::new();
    let outline = read("profiles.json").map(|document| Outline::of(document, "sites"));
    let is_readable = |outline: &Outline| decode(outline.head(), &mut Problems::default(), read::profiles).is_ok();
    let Some(outline) = outline.filter(is_readable) else { return profiles };
    for profile in outline.records().filter_map(|record| alone(&record, read::profile)) {
        profiles.entry(profile.site.clone()).or_insert(profile);
    }
    profiles
}

fn communes(sites: &[Site]) -> Vec<Commune> {
    let mut by_slug: BTreeMap<(u8, String), Commune> = BTreeMap::new();
    for (index, site) in sites.iter().enumerate() {
        let name = site.commune.clone().filter(|name| !slug(name).is_empty());
        // Those without a commune stand last of ours, other territories behind them: a commune of theirs is none of ours.
        let (place, slug, name) = match (&site.origin, name) {
            (Some(origin), _) => (2, format!("selon-{}", slug(origin)), Some(origin.clone())),
            (None, Some(name)) => (0, slug(&name), Some(name)),
            (None, None) => (1, "sans-commune".to_owned(), None),
        };
        let commune = by_slug.entry((place, slug.clone())).or_insert_with(|| Commune { slug, name, sites: Vec::new() });
        commune.sites.push(index);
    }
    by_slug.into_values().collect()
}

fn slug(name: &str) -> String {
    let plain = fold(name);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// The readings of the moment, by centre.
pub fn readings(read: Read) -> BTreeMap<SiteId, Reading> {
    let mut readings = BTreeMap::new();
    let outline = read("live.json").map(|document| Outline::of(document, "sites"));
    let is_readable = |outline: &Outline| decode(outline.head(), &mut Problems::default(), read::live).is_ok();
    let Some(outline) = outline.filter(is_readable) else { return readings };
    for reading in outline.records().filter_map(|record| alone(&record, read::reading)) {
        readings.entry(reading.site.clone()).or_insert(reading);
    }
    readings
}

/// How each source fares, without what changes with each minute: that would make the pages anew for nothing, and
/// `status.json` has it.
pub fn sources(read: Read) -> Vec<SourceHealth> {
    let status = read("status.json").and_then(|bytes| decode(bytes, &mut Problems::default(), read::status).ok());
    let (_, sources) = status.unwrap_or_default();
    let lasting = |error: String| {
        let lines: Vec<&str> = error.lines().filter(|line| !tells_an_age(line)).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    };
    let steady = |source: SourceHealth| SourceHealth {
        last_success: None,
        kept: None,
        rejected: None,
        last_error: source.last_error.and_then(lasting),
        ..source
    };
    sources.into_iter().map(steady).collect()
}

/// Sentences such as "no answer for 11 minutes".
fn tells_an_age(line: &str) -> bool {
    line.ends_with(" ago")
        || line.starts_with("no answer for ")
        || line.starts_with("it answers, but for ")
        || line.starts_with("no report for ") && !line.contains(':')
}

/// All that is known at one moment.
pub struct Moment {
    pub steady: Arc<Steady>,
    pub readings: BTreeMap<SiteId, Reading>,
    pub sources: Vec<SourceHealth>,
    pub now: Instant,
}

impl Moment {
    pub fn context(&self) -> Context<'_> {
        self.steady.context(self.now)
    }

    pub fn situation(&self, site: &Site) -> Situation {
        Situation::of(site, self.readings.get(&site.id), self.steady.profiles.get(&site.id), self.context())
    }

    pub fn date(&self) -> NaiveDate {
        self.steady.date(self.now)
    }

    pub fn is_school_holiday(&self) -> bool {
        self.steady.territory.calendar.is_school_holiday(self.date())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::relay::Documents;

    #[test]
    fn centres_are_grouped_by_commune_however_it_is_written() {
        let site = |id: &str, commune: &str| json!({"id": id, "lat": 47.7, "lon": -3.3, "commune": commune});
        let sites = [site("a", "Quéven"), site("b", "QUEVEN"), site("c", "L’Île-d’Arz"), site("d", "…")];
        let mut documents = Documents::default();
        documents.insert("territory.json", &json!({"version": 1, "id": "x"}));
        documents.insert("sites.json", &json!({"version": 1, "sites": sites}));
        let steady = Steady::read(&|name| documents.get(name)).unwrap();
        let found: Vec<_> = steady.communes.iter().map(|c| (c.slug.as_str(), c.sites.len())).collect();
        assert_eq!(found, [("l-ile-d-arz", 1), ("queven", 2), ("sans-commune", 1)]);
    }

    #[test]
    fn another_territory_s_centres_stand_behind_ours_in_a_group_of_their_own() {
        let site = |id: &str, origin: Option<&str>| {
            json!({"id": id, "lat": 47.7, "lon": -3.3, "commune": "Quéven", "territory": origin.map(|_| "auray"),
                "territory_name": origin})
        };
        let sites = [site("a", Some("Auray Quiberon")), site("b", None), site("c", Some("Auray Quiberon"))];
        let mut documents = Documents::default();
        documents.insert("territory.json", &json!({"version": 1, "id": "x"}));
        documents.insert("sites.json", &json!({"version": 1, "sites": sites}));
        let steady = Steady::read(&|name| documents.get(name)).unwrap();
        assert_eq!(steady.sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>(), ["b", "a", "c"]);
        let found: Vec<_> =
            steady.communes.iter().map(|c| (c.slug.as_str(), c.name.as_deref(), c.sites.len())).collect();
        assert_eq!(found, [("queven", Some("Quéven"), 1), ("selon-auray-quiberon", Some("Auray Quiberon"), 2)]);
        assert_eq!(steady.own().count(), 1);
    }

    #[test]
    fn without_a_territory_there_is_nothing_to_tell() {
        assert!(Steady::read(&|_| None).is_none());
        assert!(Steady::read(&|_| Some(b"{")).is_none());
    }
}
