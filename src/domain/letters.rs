//! Capitals and small letters of Europe's Latin scripts, up to U+017F.
//!
//! The standard library knows every script there is, by tables that would be a sixteenth of what a resident downloads.

use std::ops::RangeInclusive;

/// The small letter of a capital; every other character as it is.
pub fn lower(c: char) -> char {
    match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => shifted(c, 32),
        'Ÿ' => 'ÿ',
        _ if begins_pair(c) => shifted(c, 1),
        _ => c,
    }
}

/// The capital of a small letter; every other character as it is, « ß » among them, which becomes two.
pub fn upper(c: char) -> char {
    match c {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => shifted(c, -32),
        'ÿ' => 'Ÿ',
        _ if begins_pair(shifted(c, -1)) => shifted(c, -1),
        _ => c,
    }
}

/// All letters small.
pub fn lowercase(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// Whether a word may hold it: letters and digits. Beyond U+017F it tells only what people type beside words from the
/// rest: punctuation, symbols and pictures.
pub fn is_of_word(c: char) -> bool {
    const OTHERS: [RangeInclusive<char>; 5] = [
        '\u{2000}'..='\u{2bff}',
        '\u{2e00}'..='\u{2e7f}',
        '\u{3000}'..='\u{303f}',
        '\u{e000}'..='\u{fe6f}',
        '\u{10000}'..=char::MAX,
    ];
    match c {
        '×' | '÷' => false,
        '\0'..='\u{bf}' => c.is_ascii_alphanumeric(),
        _ => !OTHERS.iter().any(|range| range.contains(&c)),
    }
}

/// From U+0100 on a capital stands before its small letter.
const fn begins_pair(c: char) -> bool {
    match c {
        'İ' | 'ĸ' => false,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' => (c as u32).is_multiple_of(2),
        'Ĺ'..='ň' | 'Ź'..='ž' => !(c as u32).is_multiple_of(2),
        _ => false,
    }
}

fn shifted(c: char, by: i32) -> char {
    char::from_u32((c as u32).wrapping_add_signed(by)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATIN: RangeInclusive<char> = '\0'..='\u{17f}';

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        // « İ » becomes two characters there.
        for c in LATIN.filter(|c| *c != 'İ') {
            assert_eq!(vec![lower(c)], c.to_lowercase().collect::<Vec<_>>(), "{c}");
        }
    }

    #[test]
    fn capitals_are_those_of_the_standard_library() {
        // They become more than one character there, or leave the Latin scripts of Europe.
        const OTHERS: [char; 6] = ['ß', 'ŉ', 'ı', 'ſ', 'µ', 'ÿ'];
        for c in LATIN.filter(|c| !OTHERS.contains(c)) {
            assert_eq!(vec![upper(c)], c.to_uppercase().collect::<Vec<_>>(), "{c}");
        }
        assert_eq!(upper('ÿ'), 'Ÿ');
        assert_eq!(upper('ß'), 'ß');
    }

    #[test]
    fn words_hold_the_letters_and_digits_of_the_standard_library() {
        // It counts indices and fractions as digits, and « ª º µ » as letters.
        for c in LATIN.filter(|c| !"ª²³µ¹º¼½¾".contains(*c)) {
            assert_eq!(is_of_word(c), c.is_alphanumeric(), "{c}");
        }
        for c in "’“”–…€→● \u{fe0f}🛋♻、".chars() {
            assert!(!is_of_word(c), "{c}");
        }
        for c in "Ждعλ漢".chars() {
            assert!(is_of_word(c), "{c}");
        }
    }

    #[test]
    fn a_whole_text_becomes_small() {
        assert_eq!(lowercase("ÉLECTROMÉNAGER, Œuvre, Ÿ"), "électroménager, œuvre, ÿ");
    }
}
