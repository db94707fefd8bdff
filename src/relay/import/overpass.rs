//! Answers of the Overpass API in JSON (`[out:json]`), of OpenStreetMap.
//!
//! Source: <https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL#Output_Format_(out:...)>.

use std::{collections::BTreeSet, fs, path::Path};

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{
    ImportError, ImportOptions, ImportReport, Imported, Rejected,
    element::{SiteReader, check_in_use},
    kind::{Centre, recognise},
    place::{Identity, label, position},
    tags::Tags,
};
use crate::{
    api::{
        VERSION,
        dto::{SiteDto, SitesDto},
    },
    domain::{Position, rfc3339},
    relay::{json, reason},
};

/// Elements of an answer: more than ten times the recycling centres of Europe.
const MOST_ELEMENTS: usize = 300_000;
/// Longest file that is read, bytes.
const LONGEST_FILE: u64 = 64 << 20;

/// Reads the file of an Overpass answer.
///
/// # Errors
/// When it cannot be opened or is no Overpass answer; single broken elements are skipped and reported.
pub fn overpass(file: &Path, options: ImportOptions) -> Result<Imported, ImportError> {
    let unopened = |source| ImportError::Unopened { file: file.to_owned(), source };
    let length = fs::metadata(file).map_err(unopened)?.len();
    if length > LONGEST_FILE {
        let reason = format!("{length} bytes are too many; ask for a smaller area, and with \"out center\"");
        return Err(unopened(std::io::Error::new(std::io::ErrorKind::FileTooLarge, reason)));
    }
    let bytes = fs::read(file).map_err(unopened)?;
    read_overpass(file, &bytes, options)
}

/// Reads an Overpass answer; `file` is its name in what is said of it.
///
/// # Errors
/// When it is no Overpass answer.
pub fn read_overpass(file: &Path, bytes: &[u8], options: ImportOptions) -> Result<Imported, ImportError> {
    let answer = Answer::of(file, bytes)?;
    let base = answer.text("osm3s.timestamp_osm_base");
    let base = base.and_then(|text| DateTime::parse_from_rfc3339(&text).ok()).map(|at| at.with_timezone(&Utc));
    let retrieved_on = base.map(|at| at.with_timezone(&options.time_zone).date_naive().to_string());
    let remark = answer.text("remark").map(|remark| reason::tidy(&remark));
    let mut reader = SiteReader::new(options, retrieved_on, ImportReport::default());
    let mut sites = read_elements(&answer, &mut reader)?;
    let mut report = ImportReport { remark, ..reader.report };
    if let (0, Some(remark)) = (report.elements, &report.remark)
        && reason::is_broken_off(remark)
    {
        let (file, remark) = (file.to_owned(), remark.clone());
        let is_timeout = remark.contains("timed out") || remark.contains("timeout");
        return Err(if is_timeout {
            ImportError::TimedOut { file, remark }
        } else {
            ImportError::BrokenOff { file, remark }
        });
    }
    sites.sort_by(|a, b| a.id.cmp(&b.id));
    report.hours.worth_checking.sort();
    report.kept = sites.len();
    let sites = SitesDto {
        version: VERSION,
        updated_at: base.map(rfc3339),
        materials: Vec::new(),
        sites: sites.iter().map(record).collect(),
    };
    Ok(Imported { sites, report })
}

/// An answer as text: a tree of all its elements would take ten times as much memory.
struct Answer<'a> {
    file: &'a Path,
    text: &'a str,
    elements: &'a str,
}

impl<'a> Answer<'a> {
    fn of(file: &'a Path, bytes: &'a [u8]) -> Result<Self, ImportError> {
        /// Some editors put it before UTF-8.
        const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        // Overpass tells its own errors as a web page, and answers in XML unless asked otherwise.
        if bytes.trim_ascii_start().starts_with(b"<") {
            return Err(ImportError::Markup { file: file.to_owned(), reason: reason::stated(bytes) });
        }
        let text = json::text(bytes).map_err(|error| broken(file, &error))?;
        let elements = json::at(text, "elements").map_err(|error| broken(file, &error))?;
        let wrong = |reason: &str| ImportError::NotOverpass { file: file.to_owned(), reason: reason.to_owned() };
        let elements = elements.ok_or_else(|| wrong("it has no \"elements\""))?;
        if json::first(elements) != Some(b'[') {
            return Err(wrong("its \"elements\" are no list"));
        }
        Ok(Self { file, text, elements })
    }

    /// A text at a path of the answer.
    fn text(&self, path: &str) -> Option<String> {
        json::at(self.text, path).ok().flatten().and_then(|text| serde_json::from_str(text).ok())
    }
}

fn broken(file: &Path, error: &serde_json::Error) -> ImportError {
    ImportError::Broken {
        line: error.line(),
        column: error.column(),
        // The library ends its sentence with the place, which is said already.
        reason: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        file: file.to_owned(),
    }
}

fn read_elements(answer: &Answer, reader: &mut SiteReader) -> Result<Vec<SiteDto>, ImportError> {
    let (mut seen, mut sites) = (BTreeSet::new(), Vec::new());
    let walked = json::each_item(answer.elements, |element| {
        if reader.report.elements == MOST_ELEMENTS {
            return Err(());
        }
        let index = reader.report.elements;
        reader.report.elements += 1;
        match json::tree(element, json::LARGEST_RECORD) {
            Ok(element) => sites.extend(read_element(&element, index, &mut seen, reader)),
            Err(error) => {
                let (element, reason) = (format!("elements[{index}]"), json::reason(&error));
                reader.report.rejected.push(Rejected { element, reason });
            }
        }
        Ok(())
    });
    match walked {
        Ok(Ok(())) => Ok(sites),
        Ok(Err(())) => {
            let reason = format!("more than {MOST_ELEMENTS} elements; ask for a smaller area");
            Err(ImportError::NotOverpass { file: answer.file.to_owned(), reason })
        }
        Err(error) => Err(broken(answer.file, &error)),
    }
}

fn read_element(
    element: &Value,
    index: usize,
    seen: &mut BTreeSet<Identity>,
    reader: &mut SiteReader,
) -> Option<SiteDto> {
    let mut reject = |reason| reader.report.rejected.push(Rejected { element: label(element, index), reason });
    if !element.is_object() {
        reject("no element but another value".to_owned());
        return None;
    }
    let tags = Tags::of(element);
    let (position, identity) = match recognise(tags) {
        Err(reason) => {
            *reader.report.passed_over.entry(reason).or_default() += 1;
            return None;
        }
        Ok(centre) => {
            let located = locate(element, tags).map_err(&mut reject).ok()?;
            if seen.contains(&located.1) {
                reader.report.duplicates += 1;
                return None;
            }
            reader.report.loosely_tagged += usize::from(centre == Centre::LooselyTagged);
            located
        }
    };
    let site = reader.site(tags, position, &identity);
    seen.insert(identity);
    Some(site)
}

/// # Errors
/// Why the centre cannot be shown at all.
fn locate(element: &Value, tags: Tags) -> Result<(Position, Identity), String> {
    check_in_use(tags)?;
    let position = position(element)?;
    Ok((position, Identity::of(element, position)?))
}

/// The record without the keys that say nothing: missing, null and empty mean the same, and residents download it.
fn record(site: &SiteDto) -> Value {
    let mut value = serde_json::to_value(site).expect("wire types have string keys and finite numbers");
    remove_silence(&mut value);
    value
}

fn remove_silence(value: &mut Value) {
    /// An empty list of these is a statement: never open.
    const TELLING: &str = "hours";
    if let Value::Object(map) = value {
        map.retain(|key, value| {
            !value.is_null() && (key == TELLING || value.as_array().is_none_or(|list| !list.is_empty()))
        });
        map.values_mut().for_each(remove_silence);
    } else if let Value::Array(list) = value {
        list.iter_mut().for_each(remove_silence);
    }
}
