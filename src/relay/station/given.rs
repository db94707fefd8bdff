//! Documents that a territory gives as files, of what no source measures: reference consumptions, tariffs, Tempo colours and
//! temperatures. They are read once, as the app will read them, and published as they are.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::place::line_of;
use crate::{
    api::{DecodeError, Problems, decode, read},
    relay::{Documents, json::twice, text_file::read_text},
};

/// Why a folder of documents is refused.
#[derive(Debug, thiserror::Error)]
pub enum GivenError {
    #[error("{}: {source}", file.display())]
    Unopened { file: PathBuf, source: io::Error },
    #[error("{}: no document has this name; known are benchmarks.json, tariffs.json, tempo/YYYY.json, weather/YYYY.json", file.display())]
    UnknownName { file: PathBuf },
    #[error("{}:{line}: {reason}", file.display())]
    Wrong { file: PathBuf, line: usize, reason: String },
}

/// What is wrong in a document: a place in it, such as `tariffs[1].periods[0]`, and the reason.
struct Wrong(String, String);

/// All that is wrong in a document.
struct AllWrong(Vec<Wrong>);

impl From<DecodeError> for AllWrong {
    fn from(error: DecodeError) -> Self {
        Self(vec![Wrong(String::new(), error.to_string())])
    }
}

impl From<Wrong> for AllWrong {
    fn from(one: Wrong) -> Self {
        Self(vec![one])
    }
}

/// So many mistakes of one document are told.
const MOST_WRONG: usize = 20;

/// All documents below a folder. Files that are no JSON are passed over: a territory may note there where prices are from.
///
/// # Errors
/// With each file that is wrong, its line and the reason.
pub fn read_given(folder: &Path) -> Result<Documents, Vec<GivenError>> {
    let (mut documents, mut wrong) = (Documents::default(), Vec::new());
    for (name, path) in json_files(folder).map_err(|error| vec![error])? {
        match read_one(&name, path) {
            Ok(bytes) => documents.insert_bytes(&name, bytes),
            Err(errors) => wrong.extend(errors),
        }
    }
    if wrong.is_empty() { Ok(documents) } else { Err(wrong) }
}

/// A document's bytes, once it is known that the app can read them.
fn read_one(name: &str, path: PathBuf) -> Result<Vec<u8>, Vec<GivenError>> {
    let check = match name.split_once('/') {
        None if name == "benchmarks.json" => benchmarks,
        None if name == "tariffs.json" => tariffs,
        Some(("tempo", file)) if is_of_year(file) => tempo,
        Some(("weather", file)) if is_of_year(file) => weather,
        None | Some(_) => return Err(vec![GivenError::UnknownName { file: path }]),
    };
    let text = read_text(&path).map_err(|source| vec![GivenError::Unopened { file: path.clone(), source }])?;
    let bytes = text.into_bytes();
    let twice = match std::str::from_utf8(&bytes).map(twice::read) {
        Ok(Ok((_, twice))) => twice,
        Ok(Err(reason)) => {
            return Err(vec![GivenError::Wrong { file: path, line: reason.line(), reason: reason.to_string() }]);
        }
        Err(_) => Vec::new(),
    };
    if !twice.is_empty() {
        let wrong = twice.iter().take(MOST_WRONG).map(|key| {
            let place = key.place();
            let place = place.trim_start_matches('.');
            let (file, line) = (path.clone(), line_of(&bytes, place));
            GivenError::Wrong { file, line, reason: format!("{place}: \"{}\" stands twice", key.key) }
        });
        return Err(wrong.collect());
    }
    if let Err(AllWrong(wrong)) = check(&bytes) {
        let told = wrong.into_iter().take(MOST_WRONG).map(|Wrong(place, reason)| {
            let line = line_of(&bytes, &place);
            let reason = if place.is_empty() { reason } else { format!("{place}: {reason}") };
            GivenError::Wrong { file: path.clone(), line, reason }
        });
        return Err(told.collect());
    }
    Ok(bytes)
}

/// The names below the folder and the files, in order; folders of folders are not looked into.
fn json_files(folder: &Path) -> Result<Vec<(String, PathBuf)>, GivenError> {
    let mut found = Vec::new();
    for path in entries(folder)? {
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let inner = if path.is_dir() { entries(&path)? } else { Vec::new() };
        let is_json = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "json") && path.is_file();
        found
            .extend(inner.iter().filter(is_json).map(|file| (format!("{}/{}", name(&path), name(file)), file.clone())));
        if is_json(&&path) {
            found.push((name(&path), path));
        }
    }
    found.sort();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, GivenError> {
    let unopened = |source| GivenError::Unopened { file: folder.to_owned(), source };
    fs::read_dir(folder).map_err(unopened)?.map(|entry| entry.map(|entry| entry.path()).map_err(unopened)).collect()
}

fn is_of_year(file: &str) -> bool {
    file.strip_suffix(".json").is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// All that the app would leave out.
fn none(problems: &Problems) -> Result<(), AllWrong> {
    let wrong = problems.as_slice().iter().map(|problem| Wrong(problem.place.clone(), problem.reason.clone()));
    let wrong: Vec<Wrong> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(AllWrong(wrong)) }
}

fn benchmarks(bytes: &[u8]) -> Result<(), AllWrong> {
    let mut problems = Problems::default();
    decode(bytes, &mut problems, read::benchmarks)?;
    none(&problems)
}

fn tariffs(bytes: &[u8]) -> Result<(), AllWrong> {
    let mut problems = Problems::default();
    decode(bytes, &mut problems, read::tariffs)?;
    none(&problems)
}

fn tempo(bytes: &[u8]) -> Result<(), AllWrong> {
    let (mut problems, mut odd) = (Problems::default(), Vec::new());
    decode(bytes, &mut problems, |record| {
        let letters = record.list("values")?.iter().enumerate();
        odd.extend(letters.filter_map(|(index, letter)| {
            let letter = letter.as_str().filter(|letter| !["B", "W", "R"].contains(letter))?;
            let reason = format!("\"{letter}\" is no colour; expected B, W, R or null");
            Some(Wrong(format!("values[{index}]"), reason))
        }));
        read::tempo(record)
    })?;
    if odd.is_empty() { none(&problems) } else { Err(AllWrong(odd)) }
}

fn weather(bytes: &[u8]) -> Result<(), AllWrong> {
    let (mut problems, mut written) = (Problems::default(), 0);
    let days = decode(bytes, &mut problems, |record| {
        let days = read::weather(record)?;
        for (key, expected) in [("step", "day"), ("unit", "degC")] {
            if let Some(given) = record.str(key).filter(|given| *given != expected) {
                record.note(key, &format_args!("\"{given}\" is not known; expected \"{expected}\""));
            }
        }
        written = record.list("values")?.iter().filter(|value| !value.is_null()).count();
        Some(days)
    })?;
    if days.iter().count() < written && problems.is_empty() {
        return Err(Wrong("values".to_owned(), "a temperature that is none, in degrees Celsius".to_owned()).into());
    }
    none(&problems)
}
