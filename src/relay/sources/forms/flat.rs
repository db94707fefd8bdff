//! Tables and features: rows of named values.

use serde_json::{Map, Value};

use super::super::Record;
use crate::relay::config::Http;

/// More columns than this are no table of sensors.
const MOST_COLUMNS: usize = 1000;

/// Rows below a line of names. Cells stay text; with `decimal_comma` those that are numbers get a point.
pub(super) fn csv(http: &Http, body: &[u8]) -> Result<Vec<Record>, String> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let begin = String::from_utf8_lossy(&body[..body.len().min(100)]).trim_start().to_ascii_lowercase();
    if begin.starts_with("<!doctype html") || begin.starts_with("<html") {
        return Err("a web page instead of data: a moved address or a network's login page".to_owned());
    }
    let separator = u8::try_from(http.separator.unwrap_or(',')).map_err(|_| "the separator is no ASCII character")?;
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(body);
    let head = reader.byte_headers().map_err(|error| error.to_string())?.clone();
    if head.is_empty() || head.len() > MOST_COLUMNS {
        return Err(format!("{} columns are no table", head.len()));
    }
    let names: Vec<String> = head.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let mut records = Vec::new();
    for row in reader.byte_records() {
        let row = row.map_err(|error| error.to_string())?;
        // A row of another length is cut short or has a separator in a value: its columns cannot be told.
        if row.len() != names.len() {
            continue;
        }
        let cells = names.iter().zip(row.iter()).map(|(name, cell)| {
            let text = String::from_utf8_lossy(cell).trim().to_owned();
            (name.clone(), Value::String(if http.decimal_comma { pointed(text) } else { text }))
        });
        records.push(Record::keyed(Value::Object(cells.collect()), http.key.as_deref()));
    }
    Ok(records)
}

fn pointed(text: String) -> String {
    let with_point = text.replace(',', ".");
    if with_point.parse::<f64>().is_ok() { with_point } else { text }
}

/// A feature's properties, with its `id` and its point as `lon` and `lat` where it has none of these itself.
pub(super) fn features(features: Vec<Value>, key: Option<&str>) -> Vec<Record> {
    let record = |feature: Value| {
        let mut fields: Map<String, Value> = match feature.get("properties") {
            Some(Value::Object(properties)) => properties.clone(),
            Some(_) | None => Map::new(),
        };
        if let Some(id) = feature.get("id") {
            fields.entry("id").or_insert_with(|| id.clone());
        }
        if let Some([lon, lat, ..]) =
            feature.pointer("/geometry/coordinates").and_then(Value::as_array).map(Vec::as_slice)
        {
            fields.entry("lon").or_insert_with(|| lon.clone());
            fields.entry("lat").or_insert_with(|| lat.clone());
        }
        Record::keyed(Value::Object(fields), key)
    };
    features.into_iter().map(record).collect()
}
