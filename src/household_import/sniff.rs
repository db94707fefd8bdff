//! What a file is, by its first bytes.

use super::{archive, text};
use crate::domain::{fold, household::NotRead};

/// What can be looked into further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Workbook,
    Json,
    Text,
}

/// # Errors
/// What it is, where there is nothing in it for us.
pub fn sniff(bytes: &[u8]) -> Result<Content, NotRead> {
    /// So much of a file says what it is.
    const HEAD: usize = 8192;
    let head = &bytes[..bytes.len().min(HEAD)];
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
    if begins(&[b"PK\x03\x04", b"PK\x05\x06"]) {
        // The directory at the end says it. Where it is cut off the parts themselves do, as far as they go; an archive of
        // workbooks has such names inside its files too, and is told by its directory alone.
        let is_workbook = archive::is_workbook(bytes)
            .unwrap_or_else(|| contains(bytes, b"xl/workbook") || contains(bytes, b"xl/worksheets"));
        return if is_workbook { Ok(Content::Workbook) } else { Err(NotRead::Archive) };
    }
    if begins(&[b"%PDF"]) {
        return Err(NotRead::Pdf);
    }
    if begins(&[b"\xd0\xcf\x11\xe0"]) {
        return Err(NotRead::OldSpreadsheet);
    }
    if begins(&[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"]) {
        return Err(NotRead::Picture);
    }
    if begins(&[b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"]) {
        return Err(NotRead::Archive);
    }
    let words = text::decode(head);
    let words = words.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    if words.is_empty() && bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(NotRead::Blank);
    }
    let plain = fold(words);
    if words.starts_with(['{', '[']) {
        return if is_of_gas_meter(&plain) { Err(NotRead::Gas) } else { Ok(Content::Json) };
    }
    let plain = plain.trim_start();
    if words.starts_with('<') && ["html", "doctype html", "head", "body"].iter().any(|tag| plain.starts_with(tag)) {
        return Err(NotRead::WebPage);
    }
    if is_about_gas(plain) { Err(NotRead::Gas) } else { Ok(Content::Text) }
}

/// Whether folded words say that a file is from a gas meter: « PCE » is what its delivery point is called.
pub fn is_about_gas(plain: &str) -> bool {
    plain.split_whitespace().any(|word| ["pce", "grdf", "gaz", "gazpar"].contains(&word))
}

/// Whether folded words are those of a gas meter's own data: volumes, their conversion, the delivery point.
pub fn is_of_gas_meter(plain: &str) -> bool {
    let words =
        ["pce", "grdf", "gazpar", "m3", "nm3", "pcs", "journeegaziere", "volumebrutconsomme", "energieconsomme"];
    plain.split_whitespace().any(|word| words.contains(&word))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
