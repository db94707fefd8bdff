//! Archives of other files: Enedis sends one where several files are asked for at once.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use crate::domain::household::NotRead;

/// Files that are taken out of an archive: ten years of weeks.
const MOST_FILES: usize = 600;
/// Bytes that all of them may grow to when they are unpacked.
const LARGEST_UNPACKED: u64 = 64 << 20;

/// Whether an archive is a workbook, told by the names of its parts; `None` where its directory cannot be read.
pub fn is_workbook(bytes: &[u8]) -> Option<bool> {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    Some(archive.file_names().any(|name| name.is_ok_and(|name| name.starts_with("xl/"))))
}

/// Hands on what lies in a zip archive, one file after the other: its name, and its bytes or why there are none. Sizes that
/// an archive declares are its own word: what comes out is counted, and beyond the bound nothing more is unpacked.
///
/// # Errors
/// When there is nothing in it that can be handed on.
pub fn each_file(bytes: &[u8], mut take: impl FnMut(&str, Result<Vec<u8>, NotRead>)) -> Result<(), NotRead> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotRead::Archive)?;
    let name =
        |index| archive.name_for_index(index).and_then(Result::ok).map(|name| name.to_string()).unwrap_or_default();
    let files: Vec<(usize, String)> = (0..archive.len())
        .map(|index| (index, name(index)))
        .filter(|(_, name)| !is_of_the_system(name))
        .take(MOST_FILES + 1)
        .collect();
    if files.is_empty() {
        return Err(NotRead::Archive);
    }
    if files.len() > MOST_FILES {
        return Err(NotRead::TooLarge);
    }
    let mut left = LARGEST_UNPACKED;
    for (index, name) in files {
        let content = match archive.by_index(index) {
            Ok(part) => unpacked(part, left),
            // A password, or a way of packing that browsers do not know: the person can still open it.
            Err(ZipError::UnsupportedArchive(_)) => Err(NotRead::Archive),
            Err(_) => Err(NotRead::Damaged),
        };
        left = content.as_ref().map_or(left, |bytes| left.saturating_sub(bytes.len() as u64));
        let is_bomb = content == Err(NotRead::TooLarge);
        take(&short_name(&name), content);
        if is_bomb {
            break;
        }
    }
    Ok(())
}

fn unpacked(part: impl Read, left: u64) -> Result<Vec<u8>, NotRead> {
    let mut bytes = Vec::new();
    part.take(left + 1).read_to_end(&mut bytes).map_err(|_| NotRead::Damaged)?;
    if bytes.len() as u64 > left { Err(NotRead::TooLarge) } else { Ok(bytes) }
}

/// Folders, and what systems put beside the files of a person.
fn is_of_the_system(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or_default();
    own.is_empty() || own.starts_with('.') || name.starts_with("__MACOSX/")
}

/// The file's own name without its folders; no longer than a person reads.
fn short_name(path: &str) -> String {
    const LONGEST: usize = 80;
    path.rsplit('/').next().unwrap_or_default().chars().take(LONGEST).collect()
}
