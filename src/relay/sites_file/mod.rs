//! A file of recycling centres as a source: from an import or written by hand, it makes all documents of a small territory.
//!
//! Nothing is invented around the centres: no holidays, no waits, no map tiles unless they are given.

mod checked;
mod closures;
mod standard_form;
mod territory;

use std::{
    collections::BTreeSet,
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::body::Bytes;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Documents, Source,
    documents::Listing,
    outline::Outline,
    schools::{schools, schools_live},
};
use crate::{
    api::{
        DecodeError, Problems, Record, VERSION, decode,
        dto::{HolidayDto, LiveDto, MapDto, ProfilesDto, PublisherDto, SchoolHolidayDto, SourceStatusDto, StatusDto},
        read,
    },
    domain::{Instant, Site, SiteId},
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
    #[error("none of the {records} centres can be read, the first because of: {reason}: {}", file.display())]
    NoneReadable { file: PathBuf, records: usize, reason: String },
    /// The file is what an import takes, not what it makes.
    #[error("an answer of the Overpass API, which has to be imported first: {}", file.display())]
    NotImported { file: PathBuf },
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
    modified: Option<Instant>,
}

impl SitesFile {
    /// Reads and checks a file. Its name without the ending names the territory until [`SitesFile::named`] does.
    ///
    /// # Errors
    /// When it cannot be opened, is no `sites.json` of this version, or none of its records can be read; single broken ones
    /// are left out and told by [`SitesFile::problems`].
    pub fn open(path: &Path, time_zone: Tz) -> Result<Self, SitesFileError> {
        let file = path.to_owned();
        let unopened = |source| SitesFileError::Unopened { file: file.clone(), source };
        let bytes = fs::read(path).map_err(unopened)?;
        let modified = fs::metadata(path).and_then(|file| file.modified()).ok().map(DateTime::<Utc>::from);
        let outline = Outline::of(&bytes, "sites");
        let mut problems = Problems::default();
        decode(outline.head(), &mut problems, read::sites).map_err(|reason| unreadable(file, &bytes, reason))?;
        let head: Value = serde_json::from_slice(outline.head()).unwrap_or_default();
        let materials = head["materials"].as_array().cloned().unwrap_or_default();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (mut all, mut sites, mut records) = (0, Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for record in outline.records() {
            let place = format!("sites[{all}]");
            all += 1;
            let Some(mut record) = problems.ok(&place, record) else { continue };
            let Some(site) = read_one(&mut record, &place, &mut problems) else { continue };
            if !seen.insert(site.id.clone()) {
                problems.add(format!("{place}.id"), format!("{} occurs twice", site.id));
                continue;
            }
            // A copy has no room to spare: lists that grew while they were read have, most of them four times what they need.
            sites.push(Arc::new(site.clone()));
            standard_form::write_standard_form(&mut record, time_zone);
            records.extend_from_slice(if records.is_empty() { b"" } else { b"," });
            serde_json::to_writer(&mut records, &record).expect("what was read can be written to memory");
        }
        if all > 0 && sites.is_empty() {
            let reason = problems.as_slice().first().map(|problem| problem.reason.clone()).unwrap_or_default();
            return Err(SitesFileError::NoneReadable { file: path.to_owned(), records: all, reason });
        }
        let updated_at = head["updated_at"].as_str().map(str::to_owned).or_else(|| modified.map(rfc3339));
        let (document, records) = document(updated_at.as_deref(), &materials, &records);
        Ok(Self {
            territory: territory::identifier(&name),
            name,
            time_zone,
            tiles: None,
            publisher: None,
            licence: None,
            public_holidays: Vec::new(),
            school_holidays: Vec::new(),
            rejected: all - sites.len(),
            updated_at,
            has_materials: !materials.is_empty(),
            material_ids: material_ids(&materials),
            document,
            records,
            sites,
            problems,
            modified,
        })
    }

    /// Sets the territory's identifier and the name that residents read.
    #[must_use]
    pub fn named(self, territory: &SiteId, name: &str) -> Self {
        Self { territory: territory.to_string(), name: name.to_owned(), ..self }
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
        Self { publisher, licence, ..self }
    }

    /// Sets the days that differ from others, each with its name.
    #[must_use]
    pub fn with_holidays(
        self,
        public: impl Iterator<Item = (NaiveDate, Option<String>)>,
        school: impl Iterator<Item = (NaiveDate, NaiveDate, Option<String>)>,
    ) -> Self {
        let name = |name: Option<String>| name.map(|name| [("fr".to_owned(), name)].into());
        let public = public.map(|(date, called)| HolidayDto { date: date.to_string(), name: name(called) });
        let school = school.map(|(from, until, called)| SchoolHolidayDto {
            from: from.to_string(),
            until: until.to_string(),
            name: name(called),
        });
        Self { public_holidays: public.collect(), school_holidays: school.collect(), ..self }
    }

    /// Sets the vocabulary of materials where the file has none of its own.
    #[must_use]
    pub fn with_materials(self, materials: &[Value]) -> Self {
        if self.has_materials {
            return self;
        }
        let records = &self.document[self.records.clone()];
        let (document, records) = document(self.updated_at.as_deref(), materials, records);
        Self { document, records, material_ids: material_ids(materials), ..self }
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

    pub(super) fn status(&self) -> SourceStatusDto {
        SourceStatusDto {
            id: "sites-file".to_owned(),
            label: Some(
                [("fr", "Fichier des déchetteries"), ("en", "File of the centres")]
                    .map(|(l, t)| (l.to_owned(), t.to_owned()))
                    .into(),
            ),
            kind: Some("file".to_owned()),
            ok: Some(self.faults().is_empty()),
            last_success: self.modified.map(rfc3339),
            kept: Some(self.kept() as u64),
            rejected: Some(self.rejected as u64),
            last_error: lines(&self.faults()),
        }
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

fn unreadable(file: PathBuf, bytes: &[u8], reason: DecodeError) -> SitesFileError {
    let elements = serde_json::from_slice::<Value>(bytes).is_ok_and(|value| value.get("elements").is_some());
    if elements { SitesFileError::NotImported { file } } else { SitesFileError::Unreadable { file, reason } }
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

/// One record by itself, as any reader of the document will read it. What cannot be read is taken out of it.
fn read_one(record: &mut Value, place: &str, problems: &mut Problems) -> Option<Site> {
    let mut found = Problems::default();
    let mut reader = Record::new(record, place, &mut found);
    let site = reader.is_object().then(|| read::site(&mut reader)).flatten();
    // A number among hundreds of records helps nobody to find its centre.
    let id = record.get("id").and_then(Value::as_str).map(|id| format!("{id}: ")).unwrap_or_default();
    for problem in found.as_slice() {
        problems.add(&problem.place, format!("{id}{}", problem.reason));
    }
    checked::note_words(record, place, problems);
    checked::without_unreadable(record, place, &found);
    site
}

fn record(dto: &impl Serialize) -> Value {
    serde_json::to_value(dto).expect("wire types have string keys and no failing serialisation")
}

fn rfc3339(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl Source for SitesFile {
    /// All documents of the territory. Only `status.json`, the heartbeat, and what time zones will do depend on `now`.
    fn documents(&self, now: Instant) -> Documents {
        let live = LiveDto { version: VERSION, generated_at: self.updated_at.clone(), sites: Vec::new() };
        let status =
            StatusDto { version: VERSION, generated_at: Some(rfc3339(now)), sources: vec![record(&self.status())] };
        let mut documents = Documents::default();
        documents.insert("territory.json", &self.territory(now));
        documents.share("sites.json", &self.document);
        documents.insert("live.json", &live);
        documents.insert("profiles.json", &ProfilesDto { version: VERSION, weeks: None, sites: Vec::new() });
        documents.insert("schools.json", &schools([]));
        documents.insert("schools_live.json", &schools_live([], self.modified.unwrap_or(now)));
        documents.insert("status.json", &status);
        documents
    }
}
