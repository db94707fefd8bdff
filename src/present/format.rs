//! Small helps for sentences.

use chrono::{Datelike, NaiveDate};

use super::Texts;
pub use crate::domain::decimal;
use crate::domain::{DistanceMetres, upper};

/// A length that one drives, in metres below a kilometre, and not more exactly than anybody needs.
pub fn length(distance: DistanceMetres, point: char) -> String {
    let (value, digits, unit) = match distance.0 {
        metres if metres < 950.0 => ((metres / 100.0).round().max(1.0) * 100.0, 0, "m"),
        metres if metres < 9_950.0 => (metres / 1000.0, 1, "km"),
        metres => (metres / 1000.0, 0, "km"),
    };
    format!("{}\u{a0}{unit}", decimal(value, digits, point))
}

/// The day in full: "samedi 21 novembre".
pub fn full_day(t: &Texts, date: NaiveDate) -> String {
    format!("{} {}", (t.weekday)(date.weekday()), (t.day_month)(date))
}

/// The text with its first letter as a capital.
pub fn initial_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| std::iter::once(upper(first)).chain(letters).collect())
}

/// Percent-encodes everything but unreserved characters (RFC 3986, section 2.3).
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                encoded.push('%');
                encoded.push(char::from(HEX[usize::from(byte >> 4)]));
                encoded.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_as_people_say_them() {
        let said = |metres| length(DistanceMetres(metres), ',');
        assert_eq!(said(20.0), "100\u{a0}m");
        assert_eq!(said(5_790.0), "5,8\u{a0}km");
        assert_eq!(said(31_400.0), "31\u{a0}km");
    }

    #[test]
    fn a_capital_begins_a_sentence_even_with_an_accent() {
        assert_eq!(initial_capital("élevé"), "Élevé");
        assert_eq!(initial_capital(""), "");
    }
}
