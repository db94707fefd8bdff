//! The forms that bodies come in, each cut into records.
//!
//! A body stays text; its records become trees one after the other, each of bounded size, so that a body of any content
//! takes little more memory than its own bytes.

mod emoncms;
mod flat;
mod linked;
mod senml;

use super::Record;
use crate::{
    domain::Instant,
    relay::{
        config::{Http, Kind, OdsVersion, OpenDataSoft, Preset},
        foreign::{LONGEST, one_line},
        json,
    },
};

/// How many records a body had, and where the next ones are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub records: usize,
    pub next: Option<String>,
}

/// Receives each record, or why one could not be read. Its error ends the page.
pub type Receive<'r> = &'r mut dyn FnMut(Result<Record, String>) -> Result<(), String>;

/// Cuts a body, and gives its records to `receive` in their order. `asked` is the record's key where the question already was
/// for one.
///
/// # Errors
/// When the body is not what this kind of source answers, in words; records may have been given by then.
pub fn page(
    kind: &Kind,
    asked: Option<&str>,
    body: &[u8],
    received: Instant,
    receive: Receive<'_>,
) -> Result<Page, String> {
    let mut records = 0;
    let mut counted = |record: Result<Record, String>| {
        records += 1;
        receive(record)
    };
    let next = match kind {
        Kind::Http(http, Preset::Csv) => flat::csv(http, body, &mut counted).map(|()| None),
        Kind::Http(http, preset) => form(http, *preset, asked, text(body)?, received, &mut counted),
        Kind::OpenDataSoft(portal) => opendatasoft(portal, text(body)?, &mut counted).map(|()| None),
        Kind::Mqtt(_) | Kind::Webhook(_) => Err("this source is not asked".to_owned()),
    }?;
    Ok(Page { records, next })
}

fn form(
    http: &Http,
    preset: Preset,
    asked: Option<&str>,
    body: &str,
    received: Instant,
    receive: Receive<'_>,
) -> Result<Option<String>, String> {
    let key = http.key.as_deref();
    let path = |usual| http.records.as_deref().or(usual);
    let mut keyed = |usual| records(body, path(usual), &mut |item| receive(keyed(item, key)));
    match preset {
        Preset::Csv => Err("not CSV".to_owned()),
        Preset::Json => keyed(None).map(|()| None),
        Preset::GeoJson | Preset::Wfs => {
            records(body, path(Some("features")), &mut |item| receive(flat::feature(item, key))).map(|()| None)
        }
        Preset::SensorThings => keyed(Some("value")).map(|()| link(body, "/@iot.nextLink")),
        Preset::DataFair => keyed(Some("results")).map(|()| link(body, "next")),
        Preset::NgsiLd => {
            let key = key.or(Some("id"));
            let entity = |item: &str| tree(item).map(|entity| Record::keyed(linked::key_values(entity), key));
            records(body, path(None), &mut |item| receive(entity(item))).map(|()| None)
        }
        Preset::SenMl => {
            let mut bases = senml::Bases::default();
            records(body, path(None), &mut |item| match bases.resolve(item, received)? {
                Some(record) => receive(record),
                None => Ok(()),
            })
            .map(|()| None)
        }
        Preset::Fronius => receive(Ok(linked::fronius(tree(body)?)?)).map(|()| None),
        Preset::Emoncms => emoncms::series(body, asked, receive).map(|()| None),
    }
}

fn opendatasoft(portal: &OpenDataSoft, body: &str, receive: Receive<'_>) -> Result<(), String> {
    let word = |name: &str| json::at(body, name).ok().flatten().and_then(|text| tree(text).ok());
    if let Some(code) = word("error_code").or_else(|| word("errorcode")) {
        let message = word("message").or_else(|| word("error")).unwrap_or_default();
        let message = one_line(message.as_str().unwrap_or_default(), LONGEST);
        return Err(format!("the portal refuses: {} {message}", one_line(code.as_str().unwrap_or("error"), LONGEST)));
    }
    let key = portal.key.as_deref();
    match portal.version {
        OdsVersion::V21 => records(body, Some("results"), &mut |item| receive(keyed(item, key))),
        // The portal's own `recordid` is no key: it is another one whenever a value changes.
        OdsVersion::V1 => records(body, Some("records"), &mut |item| {
            let fields = json::at(item, "/fields").ok().flatten().unwrap_or("null");
            receive(keyed(fields, key))
        }),
    }
}

fn keyed(item: &str, key: Option<&str>) -> Result<Record, String> {
    tree(item).map(|value| Record::keyed(value, key))
}

/// One record as a tree of bounded size.
fn tree(text: &str) -> Result<serde_json::Value, String> {
    json::tree(text, json::LARGEST_RECORD).map_err(|error| json::reason(&error))
}

/// Gives each item of the list at a path; without one of the body itself, which may be a single record.
fn records(body: &str, path: Option<&str>, give: &mut dyn FnMut(&str) -> Result<(), String>) -> Result<(), String> {
    let found = json::at(body, path.unwrap_or_default()).map_err(|error| json::reason(&error))?;
    match (found.map(|found| (found, json::first(found))), path) {
        (Some((list, Some(b'['))), _) => {
            json::each_item(list, &mut *give).map_err(|error| json::reason(&error)).and_then(|refusal| refusal)
        }
        (Some((object, Some(b'{'))), _) => give(object),
        (Some(_) | None, Some(path)) => Err(format!("the answer has no records at \"{path}\"")),
        (Some(_) | None, None) => Err("the answer is no list of records".to_owned()),
    }
}

fn link(body: &str, path: &str) -> Option<String> {
    let link = json::at(body, path).ok()??;
    json::tree(link, LONGEST_LINK).ok()?.as_str().filter(|link| !link.is_empty()).map(str::to_owned)
}

/// Longest address of a next page, bytes.
const LONGEST_LINK: usize = 8 << 10;

/// A message as a tree of bounded size.
///
/// # Errors
/// When it is none, in words.
pub(super) fn message(body: &[u8]) -> Result<serde_json::Value, String> {
    tree(text(body)?)
}

/// The body as text of one JSON value, or what it seems to be instead.
fn text(body: &[u8]) -> Result<&str, String> {
    json::text(body).map_err(|error| {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let begin = String::from_utf8_lossy(&body[..body.len().min(400)]).trim().to_ascii_lowercase();
        if begin.is_empty() {
            "an empty answer".to_owned()
        } else if begin.starts_with("<!doctype html") || begin.starts_with("<html") {
            "a web page instead of data: a moved address or a network's login page".to_owned()
        } else if begin.starts_with('<') {
            format!("XML instead of JSON{}", exception(&begin))
        } else if error.is_data() {
            json::reason(&error)
        } else if error.is_eof() {
            "the answer ends too early".to_owned()
        } else {
            format!("no JSON: \"{}\"", one_line(&begin, 60))
        }
    })
}

/// What an OGC service says in an exception report.
fn exception(text: &str) -> String {
    let inside = text.split("exceptiontext>").nth(1).and_then(|rest| rest.split('<').next());
    inside.map(|reason| format!(": {}", reason.trim())).unwrap_or_default()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
