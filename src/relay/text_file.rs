//! Text files that people write: in UTF-8, perhaps with a byte order mark.

use std::{fs, io, path::Path};

/// Reads a file of text, without its byte order mark.
///
/// # Errors
/// When it cannot be opened, and, as [`io::ErrorKind::InvalidData`], when it is written in another encoding: the reason names
/// the encoding and what to do.
pub fn read_text(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    utf8(&bytes).map(str::to_owned).map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, reason))
}

/// The text of a file in UTF-8, without its byte order mark.
///
/// # Errors
/// With the encoding that it seems to be written in, and what to do.
pub fn utf8(bytes: &[u8]) -> Result<&str, String> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wide = match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=255, ..] | [1..=255, 0, ..] => Some("UTF-16"),
        _ => None,
    };
    if let Some(encoding) = wide {
        return Err(format!("it is written in {encoding}; save it as UTF-8"));
    }
    std::str::from_utf8(text).map_err(|error| {
        let before = &text[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        let byte = text.get(error.valid_up_to()).copied().unwrap_or_default();
        format!(
            "line {line}: the byte 0x{byte:02x} is not UTF-8; it is probably written in Latin-1 (ISO 8859-1, Windows-1252): \
             save it as UTF-8, in an editor or with iconv -f WINDOWS-1252 -t UTF-8"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(utf8("\u{feff}{\"é\": 1}".as_bytes()), Ok("{\"é\": 1}"));
        assert_eq!(utf8(b""), Ok(""));
    }

    #[test]
    fn another_encoding_is_named_with_what_to_do() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for bytes in [wide("\u{feff}{}"), wide("{}"), vec![0xfe, 0xff, 0, b'{']] {
            assert_eq!(utf8(&bytes).unwrap_err(), "it is written in UTF-16; save it as UTF-8");
        }
        let latin = utf8(b"{\n\"name\": \"D\xe9chetterie\"}").unwrap_err();
        assert!(latin.starts_with("line 2: the byte 0xe9 is not UTF-8; it is probably written in Latin-1"), "{latin}");
    }
}
