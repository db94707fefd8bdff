//! A file of recycling centres as a source: from an import or written by hand, it makes all documents of a small territory.
//!
//! Nothing is invented around the centres: no holidays, no waits, no map tiles unless they are given.

mod announced;
mod checked;
mod closures;
mod hints;
mod keys;
mod lengths;
mod read;
mod record;
mod regional;
mod seasons;
mod standard_form;
mod territory;

use std::{
    collections::BTreeSet,
    io,
    ops::Range,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use axum::body::Bytes;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Serialize;
use serde_json::{Value, json};

use checked::short;
pub(in crate::relay) use lengths::cut_of_line;
use lengths::shown;
use regional::Published;

use super::{
    Documents, Source,
    count::count,
    documents::Listing,
    holidays::Areas,
    schools::{schools, schools_live},
};
use crate::{
    api::{
        DecodeError, Problems, VERSION,
        dto::{HolidayDto, LiveDto, MapDto, ProfilesDto, PublisherDto, SchoolHolidayDto, SourceStatusDto, StatusDto},
    },
    domain::{Instant, Site, SiteId, rfc3339},
};

/// Lines of the status.
const MOST_LINES: usize = 20;

/// Why a file cannot be served at all.
#[derive(Debug, thiserror::Error)]
pub enum SitesFileError {
    #[error("{source}: {}", file.display())]
    Unopened { file: PathBuf, source: io::Error },
    #[error("{reason}: {}", file.display())]
    Unreadable { file: PathBuf, reason: DecodeError },
    /// A list of centres of which not one can be read is published over no good one.
    #[error("{}: {reason}: {}", none_readable(*records), file.display())]
    NoneReadable { file: PathBuf, records: usize, reason: String },
    /// The file is what an import takes, not what it makes.
    #[error("an answer of the Overpass API, which has to be imported first: {}", file.display())]
    NotImported { file: PathBuf },
    #[error("\"sites\" stands twice in the document, and one of the two lists would be lost: {}", file.display())]
    TwoLists { file: PathBuf },
}

/// The centres of a file in the format of `sites.json`, checked.
#[derive(Clone, Debug)]
pub struct SitesFile {
    territory: String,
    name: String,
    time_zone: Tz,
    tiles: Option<MapDto>,
    publisher: Option<PublisherDto>,
    licence: Option<String>,
    public_holidays: Vec<HolidayDto>,
    school_holidays: Vec<SchoolHolidayDto>,
    /// What the file says, else when it was written.
    updated_at: Option<String>,
    has_materials: bool,
    /// Of the vocabulary that is published.
    material_ids: BTreeSet<String>,
    /// The document as it is published, with readable records only, and where in it they stand. It depends on no instant.
    document: Bytes,
    records: Range<usize>,
    sites: Vec<Arc<Site>>,
    rejected: usize,
    problems: Problems,
    /// What was read as it is written, and may be meant otherwise.
    hints: Vec<String>,
    /// Which public holidays hold where.
    areas: Areas,
    /// The document of a year, where public holidays differ within the territory.
    regional: Arc<Mutex<Option<(i32, Published)>>>,
    modified: Option<Instant>,
}

impl SitesFile {
    /// Sets the territory's identifier and the name that residents read.
    #[must_use]
    pub fn named(self, territory: &SiteId, name: &str) -> Self {
        Self { territory: territory.to_string(), name: shown(name), ..self }
    }

    /// Sets the map's background. There is none by default: the tiles of OpenStreetMap's own servers are not for
    /// programs with many readers (<https://operations.osmfoundation.org/policies/tiles/>).
    #[must_use]
    pub fn with_tiles(self, tiles: MapDto) -> Self {
        Self { tiles: Some(tiles), ..self }
    }

    /// Sets who answers for what is published, and under which licence; without one it is that which the sources of all
    /// centres name.
    #[must_use]
    pub fn published_by(self, publisher: Option<PublisherDto>, licence: Option<String>) -> Self {
        let publisher =
            publisher.map(|publisher| PublisherDto { name: publisher.name.as_deref().map(shown), ..publisher });
        Self { publisher, licence: licence.as_deref().map(shown), ..self }
    }

    /// Sets the days that differ from others, each with its name.
    #[must_use]
    pub fn with_holidays(
        self,
        public: impl Iterator<Item = (NaiveDate, Option<String>)>,
        school: impl Iterator<Item = (NaiveDate, NaiveDate, Option<String>)>,
    ) -> Self {
        let name = |name: Option<String>| name.map(|name| [("fr".to_owned(), shown(&name))].into());
        let public = public.map(|(date, called)| HolidayDto { date: date.to_string(), name: name(called) });
        let school = school.map(|(from, until, called)| SchoolHolidayDto {
            from: from.to_string(),
            until: until.to_string(),
            name: name(called),
        });
        Self { public_holidays: public.collect(), school_holidays: school.collect(), regional: Arc::default(), ..self }
    }

    /// Sets the vocabulary of materials where the file has none of its own.
    #[must_use]
    pub fn with_materials(self, materials: &[Value]) -> Self {
        if self.has_materials {
            return self;
        }
        let records = &self.document[self.records.clone()];
        let (document, records) = document(self.updated_at.as_deref(), materials, records);
        Self { document, records, material_ids: material_ids(materials), regional: Arc::default(), ..self }
    }

    /// What was left out of the file, where and why.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }

    /// The centres that residents can see.
    pub fn sites(&self) -> &[Arc<Site>] {
        &self.sites
    }

    /// How many there are.
    pub fn kept(&self) -> usize {
        self.sites.len()
    }

    /// Records without a usable identifier or place, or with the identifier of another one.
    pub fn rejected(&self) -> usize {
        self.rejected
    }

    pub(super) fn status(&self, now: Instant) -> SourceStatusDto {
        let faults = self.faults(now);
        SourceStatusDto {
            id: "sites-file".to_owned(),
            label: Some(
                [("fr", "Fichier des déchetteries"), ("en", "File of the centres")]
                    .map(|(l, t)| (l.to_owned(), t.to_owned()))
                    .into(),
            ),
            kind: Some("file".to_owned()),
            ok: Some(faults.is_empty()),
            last_success: self.modified.map(rfc3339),
            kept: Some(self.kept() as u64),
            rejected: Some(self.rejected as u64),
            last_error: lines(&faults),
        }
    }
}

fn none_readable(records: usize) -> String {
    match records {
        1 => "its one centre cannot be read".to_owned(),
        _ => format!("not one of its {} can be read, the first because of", count(records, "centre")),
    }
}

/// The lines of a status, not too many of them.
fn lines(faults: &[String]) -> Option<String> {
    let mut lines = faults.iter().take(MOST_LINES).cloned().collect::<Vec<_>>();
    if faults.len() > MOST_LINES {
        lines.push(format!("and {} more, which the log names", faults.len() - MOST_LINES));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The document, and where in it its records stand.
fn document(updated_at: Option<&str>, materials: &[Value], records: &[u8]) -> (Bytes, Range<usize>) {
    let head = json!({ "version": VERSION, "updated_at": updated_at, "materials": materials });
    let mut document = Listing::new(&head, "sites");
    let start = document.len();
    document.push_written(records);
    let end = document.len();
    (document.finish(), start..end)
}

fn material_ids(materials: &[Value]) -> BTreeSet<String> {
    materials.iter().filter_map(|material| material.get("id")?.as_str()).map(str::to_owned).collect()
}

fn record(dto: &impl Serialize) -> Value {
    serde_json::to_value(dto).expect("wire types have string keys and no failing serialisation")
}

impl Source for SitesFile {
    /// All documents of the territory. Only `status.json`, the heartbeat, and what time zones will do depend on `now`.
    fn documents(&self, now: Instant) -> Documents {
        let live = LiveDto { version: VERSION, generated_at: self.updated_at.clone(), sites: Vec::new() };
        let status =
            StatusDto { version: VERSION, generated_at: Some(rfc3339(now)), sources: vec![record(&self.status(now))] };
        let mut documents = Documents::default();
        documents.insert("territory.json", &self.territory(now));
        documents.share("sites.json", &self.published(now).bytes);
        documents.insert("live.json", &live);
        documents.insert("profiles.json", &ProfilesDto { version: VERSION, weeks: None, sites: Vec::new() });
        documents.insert("schools.json", &schools([]));
        documents.insert("schools_live.json", &schools_live([], self.modified.unwrap_or(now)));
        documents.insert("status.json", &status);
        documents
    }
}
