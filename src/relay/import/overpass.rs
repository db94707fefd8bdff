//! Answers of the Overpass API in JSON (`[out:json]`), of OpenStreetMap.
//!
//! Source: <https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL#Output_Format_(out:...)>.

use std::{collections::BTreeSet, fs, path::Path};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;
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
    domain::Position,
    relay::{json, reason},
};

/// Memory that an answer may take, bytes: thirty thousand elements with their tags, each with one position (`out center`).
const LARGEST_ANSWER: usize = 96 << 20;
/// Longest file that is read, bytes.
const LONGEST_FILE: u64 = 64 << 20;

#[derive(Deserialize)]
struct Answer {
    osm3s: Option<Value>,
    remark: Option<Value>,
    elements: Vec<Value>,
}

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
    let answer = parse(file, bytes)?;
    let remark = answer.remark.as_ref().and_then(Value::as_str).map(reason::tidy);
    if let (true, Some(remark)) = (answer.elements.is_empty(), &remark)
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
    let base = answer.osm3s.as_ref().and_then(|osm3s| osm3s.get("timestamp_osm_base")).and_then(Value::as_str);
    let base = base.and_then(|text| DateTime::parse_from_rfc3339(text).ok()).map(|at| at.with_timezone(&Utc));
    let retrieved_on = base.map(|at| at.with_timezone(&options.time_zone).date_naive().to_string());
    let report = ImportReport { elements: answer.elements.len(), remark, ..ImportReport::default() };
    let mut reader = SiteReader::new(options, retrieved_on, report);
    let mut sites = read_elements(&answer.elements, &mut reader);
    let mut report = reader.report;
    sites.sort_by(|a, b| a.id.cmp(&b.id));
    report.hours.worth_checking.sort();
    report.kept = sites.len();
    let sites = SitesDto {
        version: VERSION,
        updated_at: base.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        materials: Vec::new(),
        sites: sites.iter().map(record).collect(),
    };
    Ok(Imported { sites, report })
}

fn parse(file: &Path, bytes: &[u8]) -> Result<Answer, ImportError> {
    /// Some editors put it before UTF-8.
    const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
    let file = file.to_owned();
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    // Overpass tells its own errors as a web page, and answers in XML unless asked otherwise.
    if bytes.trim_ascii_start().starts_with(b"<") {
        return Err(ImportError::Markup { file, reason: reason::stated(bytes) });
    }
    let text = json::text(bytes);
    let value = text.and_then(|text| json::tree(text, LARGEST_ANSWER)).map_err(|e| ImportError::Broken {
        line: e.line(),
        column: e.column(),
        // The library ends its sentence with the place, which is said already.
        reason: e.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        file: file.clone(),
    })?;
    Answer::deserialize(value).map_err(|e| ImportError::NotOverpass { file, reason: e.to_string() })
}

fn read_elements<'a>(elements: &'a [Value], reader: &mut SiteReader<'a>) -> Vec<SiteDto> {
    let mut seen = BTreeSet::new();
    let mut sites = Vec::new();
    for (i, element) in elements.iter().enumerate() {
        let reject = |reason| Rejected { element: label(element, i), reason };
        if !element.is_object() {
            reader.report.rejected.push(reject("no element but another value".to_owned()));
            continue;
        }
        let tags = Tags::of(element);
        let centre = match recognise(tags) {
            Ok(centre) => centre,
            Err(reason) => {
                *reader.report.passed_over.entry(reason).or_default() += 1;
                continue;
            }
        };
        let (position, identity) = match locate(element, tags) {
            Ok(located) => located,
            Err(reason) => {
                reader.report.rejected.push(reject(reason));
                continue;
            }
        };
        if seen.contains(&identity) {
            reader.report.duplicates += 1;
            continue;
        }
        reader.report.loosely_tagged += usize::from(centre == Centre::LooselyTagged);
        sites.push(reader.site(tags, position, &identity));
        seen.insert(identity);
    }
    sites
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
