//! A file of public buildings in the form of the API's `schools.json`.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    api::{DecodeError, Problem, Problems, Record, decode, read},
    domain::School,
    relay::{json::twice, text_file::read_text},
};

/// So many mistakes are told.
const MOST_WRONG: usize = 20;

/// Why a file of buildings cannot be used. Somebody wrote it by hand, and nobody but the relay reads it: one wrong record
/// is enough.
#[derive(Debug, thiserror::Error)]
pub enum SchoolsFileError {
    #[error("{source}: {}", file.display())]
    Unopened { file: PathBuf, source: io::Error },
    #[error("{reason}: {}", file.display())]
    Unreadable { file: PathBuf, reason: DecodeError },
    /// A line each.
    #[error("{}", told(file, problems))]
    Wrong { file: PathBuf, problems: Problems },
    #[error("{}: {place} has a kind that this relay does not know", file.display())]
    UnknownMeter { file: PathBuf, place: String },
}

fn told(file: &Path, problems: &Problems) -> String {
    let line = |problem: &Problem| format!("{}: {}: {}", file.display(), problem.place, problem.reason);
    problems.as_slice().iter().take(MOST_WRONG).map(line).collect::<Vec<_>>().join("\n")
}

/// Reads the buildings and their meters.
///
/// # Errors
/// When the file cannot be opened or read, or with all of its wrong records.
pub fn read_schools(path: &Path) -> Result<Vec<School>, SchoolsFileError> {
    let file = || path.to_owned();
    let text = read_text(path).map_err(|source| SchoolsFileError::Unopened { file: file(), source })?;
    let (mut problems, mut written) = (Problems::default(), Vec::new());
    // The two values contradict each other, and which one counts is chance.
    for key in twice::read(&text).map(|(_, twice)| twice).unwrap_or_default() {
        problems.add(key.place().trim_start_matches('.'), format!("\"{}\" stands twice", key.key));
    }
    let read = |record: &mut Record| {
        written = record
            .list("schools")?
            .iter()
            .map(|school| school["meters"].as_array().map_or(0, Vec::len))
            .collect::<Vec<_>>();
        read::schools(record)
    };
    let schools = decode(text.as_bytes(), &mut problems, read)
        .map_err(|reason| SchoolsFileError::Unreadable { file: file(), reason })?;
    if !problems.is_empty() {
        return Err(SchoolsFileError::Wrong { file: file(), problems });
    }
    // Readers of the API pass over kinds of meters that came later; here it is a mistake of the pen.
    let missing = schools.iter().zip(&written).find(|(school, written)| school.meters.len() < **written);
    missing.map_or(Ok(()), |(school, _)| {
        Err(SchoolsFileError::UnknownMeter { file: file(), place: format!("a meter of {}", school.id) })
    })?;
    Ok(schools)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn read(text: &str) -> Result<Vec<School>, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("schools.json");
        fs::write(&file, text).unwrap();
        read_schools(&file).map_err(|error| error.to_string().replace(&file.display().to_string(), "FILE"))
    }

    #[test]
    fn buildings_and_meters_are_read() {
        let meters = r#"[{"id":"pv","kind":"pv_production","step_s":600},{"id":"load","kind":"consumption"}]"#;
        let text = format!(r#"{{"version":1,"schools":[{{"id":"kermelo","pv_peak_w":36000,"meters":{meters}}}]}}"#);
        let schools = read(&text).unwrap();
        assert_eq!((schools.len(), schools[0].meters.len()), (1, 2));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let of = |meter: &str| read(&format!(r#"{{"version":1,"schools":[{{"id":"a","meters":[{meter}]}}]}}"#));
        for (meter, said) in [
            (
                r#"{"id":"pv","kind":"pv_production","unit":"kW"}"#,
                "FILE: schools[0].meters[0].unit: unit \"kW\" is not W",
            ),
            (r#"{"id":"pv","kind":"pv"}"#, "FILE: a meter of a has a kind that this relay does not know"),
        ] {
            assert_eq!(of(meter).unwrap_err(), said);
        }
        let two = read(r#"{"version":1,"schools":[{"id":"A"},{"id":"B"}]}"#).unwrap_err();
        assert_eq!(two.lines().count(), 2, "{two}");
        let key_twice = read(r#"{"version":1,"schools":[{"id":"a","name":"A","name":"B"}]}"#).unwrap_err();
        assert_eq!(key_twice, "FILE: schools[0].name: \"name\" stands twice");
        assert_eq!(read("\u{feff}{\"version\":1,\"schools\":[]}").unwrap(), []);
        assert_eq!(read("{").unwrap_err().split(':').next(), Some("not JSON"));
        let twice = r#"{"version":1,"schools":[{"id":"a"},{"id":"a"}]}"#;
        assert!(read(twice).unwrap_err().starts_with("FILE: schools[1]"), "{}", read(twice).unwrap_err());
    }
}
