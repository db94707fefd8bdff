//! From the bytes of a file to its centres.

use std::{collections::BTreeSet, fs, io, path::Path, path::PathBuf, sync::Arc};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use super::{
    SitesFile, SitesFileError, document, hints,
    keys::unknown_keys,
    lengths::cut_labels,
    material_ids,
    record::{Misplaced, Read, read_record},
    short, territory,
};
use crate::{
    api::{DecodeError, Problems, decode, read},
    domain::{Site, rfc3339},
    relay::{
        holidays::Areas,
        outline::{Outline, repeated_members},
        text_file::read_text,
    },
};

impl SitesFile {
    /// Reads and checks a file. Its name without the ending names the territory until [`SitesFile::named`] does.
    ///
    /// # Errors
    /// When it cannot be opened, is no `sites.json` of this version, or none of its records can be read; single broken ones
    /// are left out and told by [`SitesFile::problems`].
    pub fn open(path: &Path, time_zone: Tz) -> Result<Self, SitesFileError> {
        let file = || path.to_owned();
        let text = read_text(path).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => {
                SitesFileError::Unreadable { file: file(), reason: DecodeError::NotJson(error.to_string()) }
            }
            _ => SitesFileError::Unopened { file: file(), source: error },
        })?;
        let bytes = text.as_bytes();
        let modified = fs::metadata(path).and_then(|file| file.modified()).ok().map(DateTime::<Utc>::from);
        let outline = Outline::of(bytes, "sites");
        let mut found = Problems::default();
        decode(outline.head(), &mut found, read::sites).map_err(|reason| unreadable(file(), bytes, reason))?;
        let head: Value = serde_json::from_slice(outline.head()).unwrap_or_default();
        let mut materials = head["materials"].as_array().cloned().unwrap_or_default();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let mut problems = Problems::default();
        for (key, differs) in repeated_members(bytes) {
            match (key.as_str(), differs) {
                ("sites", true) => return Err(SitesFileError::TwoLists { file: file() }),
                ("materials", true) => {
                    materials.clear();
                    found = Problems::default();
                }
                _ => {}
            }
            let tail = if differs { " with different values" } else { "" };
            problems.add("the document", format!("\"{}\" stands twice{tail}", short(&key)));
        }
        for problem in found.as_slice() {
            problems.add(&problem.place, &problem.reason);
        }
        check_materials(&mut materials, &mut problems);
        let misplaced = Misplaced::of(&head, time_zone, &mut problems);
        let (mut all, mut sites, mut records): (usize, Vec<Arc<Site>>, _) = (0, Vec::new(), Vec::new());
        let (mut seen, mut hints) = (BTreeSet::new(), Vec::new());
        for record in outline.texts() {
            let place = format!("sites[{all}]");
            all += 1;
            let Some(Read { record, site, hints: more }) =
                read_record(record, &place, &misplaced, time_zone, &mut problems)
            else {
                continue;
            };
            if !seen.insert(site.id.clone()) {
                problems.add(format!("{place}.id"), format!("{} occurs twice", site.id));
                continue;
            }
            hints.extend(more);
            // A copy has no room to spare: lists that grew while they were read have, most of them four times what they need.
            sites.push(Arc::new(site.clone()));
            records.extend_from_slice(if records.is_empty() { b"" } else { b"," });
            serde_json::to_writer(&mut records, &record).expect("what was read can be written to memory");
        }
        if all > 0 && sites.is_empty() {
            let reason = problems.as_slice().first().map(|problem| problem.reason.clone()).unwrap_or_default();
            return Err(SitesFileError::NoneReadable { file: file(), records: all, reason });
        }
        hints::check_notices(&sites, &mut problems);
        let mut updated_at = head["updated_at"].as_str().map(str::to_owned);
        if let Some(text) = updated_at.as_ref().filter(|text| DateTime::parse_from_rfc3339(text).is_err()) {
            let reason = format!("\"{}\" is no instant; expected one such as 2026-11-30T08:00:00Z", short(text));
            problems.add("updated_at", reason);
            updated_at = None;
        }
        let updated_at = updated_at.or_else(|| modified.map(rfc3339));
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
            areas: Areas::of(time_zone.name(), sites.iter().map(AsRef::as_ref)),
            regional: Arc::default(),
            sites,
            problems,
            hints,
            modified,
        })
    }
}

/// Names what no reader knows of the materials, and cuts their texts.
fn check_materials(materials: &mut [Value], problems: &mut Problems) {
    for (n, material) in materials.iter_mut().enumerate() {
        let place = format!("materials[{n}]");
        let id = material.get("id").and_then(Value::as_str).map(|id| format!("{}: ", short(id))).unwrap_or_default();
        for unknown in unknown_keys("Material", material) {
            problems.add(format!("{place}{}", unknown.place), format!("{id}{}", unknown.said("")));
        }
        cut_labels(material, &id, &place, problems);
    }
}

fn unreadable(file: PathBuf, bytes: &[u8], reason: DecodeError) -> SitesFileError {
    let elements = serde_json::from_slice::<Value>(bytes).is_ok_and(|value| value.get("elements").is_some());
    if elements { SitesFileError::NotImported { file } } else { SitesFileError::Unreadable { file, reason } }
}
