//! The forms that bodies come in, each cut into records.

mod emoncms;
mod flat;
mod linked;
mod senml;

use serde_json::Value;

use super::{Record, path::find};
use crate::{
    domain::Instant,
    relay::config::{Http, Kind, OdsVersion, OpenDataSoft, Preset},
};

/// One body's records, and where the next ones are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub records: Vec<Record>,
    pub next: Option<String>,
}

impl From<Vec<Record>> for Page {
    fn from(records: Vec<Record>) -> Self {
        Self { records, next: None }
    }
}

/// Cuts a body. `asked` is the record's key where the question already was for one.
///
/// # Errors
/// When the body is not what this kind of source answers, in words.
pub fn page(kind: &Kind, asked: Option<&str>, body: &[u8], received: Instant) -> Result<Page, String> {
    match kind {
        Kind::Http(http, Preset::Csv) => flat::csv(http, body).map(Page::from),
        Kind::Http(http, preset) => form(http, *preset, asked, json(body)?, received),
        Kind::OpenDataSoft(portal) => opendatasoft(portal, json(body)?),
        Kind::Mqtt(_) | Kind::Webhook(_) => Err("this source is not asked".to_owned()),
    }
}

fn form(http: &Http, preset: Preset, asked: Option<&str>, body: Value, received: Instant) -> Result<Page, String> {
    let key = http.key.as_deref();
    let list = |usual| records(&body, http.records.as_deref().or(usual));
    let keyed = |items: Vec<Value>| items.into_iter().map(|item| Record::keyed(item, key)).collect::<Vec<_>>();
    match preset {
        Preset::Csv => Err("not CSV".to_owned()),
        Preset::Json => Ok(keyed(list(None)?).into()),
        Preset::GeoJson | Preset::Wfs => Ok(flat::features(list(Some("features"))?, key).into()),
        Preset::SensorThings => Ok(Page { records: keyed(list(Some("value"))?), next: link(&body, "/@iot.nextLink") }),
        Preset::DataFair => Ok(Page { records: keyed(list(Some("results"))?), next: link(&body, "next") }),
        Preset::NgsiLd => {
            let key = key.or(Some("id"));
            let entities = list(None)?.into_iter().map(linked::key_values);
            Ok(entities.map(|entity| Record::keyed(entity, key)).collect::<Vec<_>>().into())
        }
        Preset::SenMl => senml::resolved(&list(None)?, received).map(Page::from),
        Preset::Fronius => linked::fronius(body).map(|record| vec![record].into()),
        Preset::Emoncms => emoncms::series(&body, asked).map(Page::from),
    }
}

fn opendatasoft(portal: &OpenDataSoft, body: Value) -> Result<Page, String> {
    if let Some(code) = body.get("error_code").or(body.get("errorcode")) {
        let message = body.get("message").or(body.get("error")).and_then(Value::as_str).unwrap_or_default();
        return Err(format!("the portal refuses: {} {message}", code.as_str().unwrap_or("error")));
    }
    let key = portal.key.as_deref();
    match portal.version {
        OdsVersion::V21 => {
            let items = records(&body, Some("results"))?;
            Ok(items.into_iter().map(|item| Record::keyed(item, key)).collect::<Vec<_>>().into())
        }
        OdsVersion::V1 => {
            // The portal's own `recordid` is no key: it is another one whenever a value changes.
            let record = |item: Value| Record::keyed(item.get("fields").cloned().unwrap_or_default(), key);
            Ok(records(&body, Some("records"))?.into_iter().map(record).collect::<Vec<_>>().into())
        }
    }
}

/// The list at a path; without one the body itself, which may be a single record.
fn records(body: &Value, path: Option<&str>) -> Result<Vec<Value>, String> {
    let found = find(body, path.unwrap_or_default());
    match (found, path) {
        (Some(Value::Array(items)), _) => Ok(items.clone()),
        (Some(object @ Value::Object(_)), _) => Ok(vec![object.clone()]),
        (Some(_) | None, Some(path)) => Err(format!("the answer has no records at \"{path}\"")),
        (Some(_) | None, None) => Err("the answer is no list of records".to_owned()),
    }
}

fn link(body: &Value, path: &str) -> Option<String> {
    find(body, path).and_then(Value::as_str).filter(|link| !link.is_empty()).map(str::to_owned)
}

/// The body as JSON, or what it seems to be instead.
pub(super) fn json(body: &[u8]) -> Result<Value, String> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    serde_json::from_slice(body).map_err(|error| {
        let begin = String::from_utf8_lossy(&body[..body.len().min(400)]).trim().to_ascii_lowercase();
        if begin.is_empty() {
            "an empty answer".to_owned()
        } else if begin.starts_with("<!doctype html") || begin.starts_with("<html") {
            "a web page instead of data: a moved address or a network's login page".to_owned()
        } else if begin.starts_with('<') {
            format!("XML instead of JSON{}", exception(&begin))
        } else if error.is_eof() {
            "the answer ends too early".to_owned()
        } else {
            let words: String = begin.chars().take(60).collect();
            format!("no JSON: \"{words}\"")
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
