//! Tables and features: rows of named values.

use std::{
    cell::Cell,
    io::{self, Read},
};

use serde_json::{Map, Value};

use super::{super::Record, Receive, keyed, tree};
use crate::relay::{
    config::Http,
    count::{count, verb},
    json,
};

/// More columns than this are no table of sensors.
const MOST_COLUMNS: usize = 1000;
/// Longest name of a column, bytes; each row has them all.
const LONGEST_NAME: usize = 256;
/// Longest row, bytes. A quotation mark that is never closed makes the whole rest one row.
const LONGEST_ROW: usize = 1 << 20;
/// What the CSV reader takes at once, bytes.
const CHUNK: usize = 64 << 10;

/// Rows below a line of names. Cells stay text; with `decimal_comma` those that are numbers get a point.
pub(super) fn csv(http: &Http, body: &[u8], receive: Receive<'_>) -> Result<(), String> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let begin = String::from_utf8_lossy(&body[..body.len().min(100)]).trim_start().to_ascii_lowercase();
    if begin.starts_with("<!doctype html") || begin.starts_with("<html") {
        return Err("a web page instead of data: a moved address or a network's login page".to_owned());
    }
    let separator = u8::try_from(http.separator.unwrap_or(',')).map_err(|_| "the separator is no ASCII character")?;
    let taken = Cell::new(0);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .buffer_capacity(CHUNK)
        .from_reader(Rows { body, taken: &taken });
    let head = reader.byte_headers().map_err(|error| error.to_string())?.clone();
    if head.is_empty() || head.len() > MOST_COLUMNS {
        return Err(format!("{} {} no table", count(head.len(), "column"), verb(head.len(), "is", "are")));
    }
    if let Some(name) = head.iter().find(|name| name.len() > LONGEST_NAME) {
        return Err(format!("a column's name has {} bytes, more than {LONGEST_NAME}", name.len()));
    }
    let names: Vec<String> = head.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let mut row = csv::ByteRecord::new();
    loop {
        taken.set(0);
        if !reader.read_byte_record(&mut row).map_err(|error| error.to_string())? {
            return Ok(());
        }
        // A row of another length is cut short or has a separator in a value: its columns cannot be told.
        if row.len() != names.len() {
            continue;
        }
        let cells = names.iter().zip(row.iter()).map(|(name, cell)| {
            let text = String::from_utf8_lossy(cell).trim().to_owned();
            (name.clone(), Value::String(if http.decimal_comma { pointed(text) } else { text }))
        });
        receive(Ok(Record::keyed(Value::Object(cells.collect()), http.key.as_deref())))?;
    }
}

/// The body in pieces, so that a row that does not end is noticed before it is kept as a whole.
struct Rows<'b> {
    body: &'b [u8],
    /// Bytes since the last row's end.
    taken: &'b Cell<usize>,
}

impl Read for Rows<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken.get() > LONGEST_ROW {
            return Err(io::Error::other(format!("a row is longer than {LONGEST_ROW} bytes")));
        }
        let count = self.body.read(buffer)?;
        self.taken.set(self.taken.get() + count);
        Ok(count)
    }
}

fn pointed(text: String) -> String {
    let with_point = text.replace(',', ".");
    if with_point.parse::<f64>().is_ok() { with_point } else { text }
}

/// A feature's properties, with its `id` and its point as `lon` and `lat` where it has none of these itself. Outlines, which
/// may be long, are not looked at.
pub(super) fn feature(feature: &str, key: Option<&str>) -> Result<Record, String> {
    let part = |path: &str| json::at(feature, path).ok().flatten();
    let Some(properties) = part("/properties").filter(|properties| json::first(properties) == Some(b'{')) else {
        return with_place(Map::new(), part, key);
    };
    match tree(properties)? {
        Value::Object(fields) => with_place(fields, part, key),
        _ => keyed(properties, key),
    }
}

fn with_place<'a>(
    mut fields: Map<String, Value>,
    part: impl Fn(&str) -> Option<&'a str>,
    key: Option<&str>,
) -> Result<Record, String> {
    let is_plain = |text: &&str| !matches!(json::first(text), Some(b'[' | b'{'));
    for (name, path) in [("id", "/id"), ("lon", "/geometry/coordinates/0"), ("lat", "/geometry/coordinates/1")] {
        if let (false, Some(text)) = (fields.contains_key(name), part(path).filter(is_plain)) {
            fields.insert(name.to_owned(), tree(text)?);
        }
    }
    Ok(Record::keyed(Value::Object(fields), key))
}
