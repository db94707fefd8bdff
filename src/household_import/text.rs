//! Bytes as text, whatever program wrote them.

use std::borrow::Cow;

/// UTF-8, UTF-16 with its mark, else Latin-1, in which every byte is a letter.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return decode(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Cow::Owned(utf_16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Cow::Owned(utf_16(rest, u16::from_be_bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_same_words_come_out_of_every_encoding() {
        for bytes in [
            "Début".as_bytes(),
            "\u{feff}Début".as_bytes(),
            b"D\xe9but",
            b"\xff\xfeD\0\xe9\0b\0u\0t\0",
            b"\xfe\xff\0D\0\xe9\0b\0u\0t",
        ] {
            assert_eq!(decode(bytes), "Début");
        }
    }
}
