//! Which of a neighbour's phone numbers a resident may be offered to call.
//!
//! A number becomes a button « Appeler » on our pages, so only those are kept that cost no more than an ordinary call. For
//! France this follows ARCEP's numbering plan (decision 2018-0881, annex 1): 01 to 05 are geographic, 06 and 07 mobile, 09
//! independent of the place, 080 free or at the price of a call. 081, 082 and 089 are surcharged, other 08 are not for calling.
//! Short numbers 30xx and 31xx are free; 32xx, 34xx, 36xx, 39xx may be surcharged, 118xyz are, and 15, 17, 18, 112 or 119 are
//! for emergencies. Abroad only France's neighbours are called, without their ranges of shared and premium rates.

/// Calling codes of France, its overseas departments and its neighbours, each with the beginnings of national numbers that are
/// no ordinary calls.
const ABROAD: [(&str, &[&str]); 12] = [
    ("262", &["8"]),
    ("352", &["8", "90"]),
    ("376", &["9"]),
    ("377", &["8900"]),
    ("590", &["8"]),
    ("594", &["8"]),
    ("596", &["8"]),
    ("32", &["7", "90", "91"]),
    ("34", &["70", "80", "905", "907", "901", "902"]),
    ("39", &["1", "4", "7", "84", "89"]),
    ("41", &["84", "90"]),
    ("49", &["12", "13", "18", "19", "900"]),
];
/// Letters of what is read as a number at most.
const LONGEST: usize = 30;

/// The number in the form that is shown and called, `None` where it is none or no ordinary one.
pub(super) fn callable(text: &str) -> Option<String> {
    let text = text.trim();
    let is_of_number =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')');
    if text.chars().count() > LONGEST || !text.chars().all(is_of_number) {
        return None;
    }
    // The trunk prefix in brackets, "+33 (0)2", is not called from abroad.
    let text = if text.starts_with('+') || text.starts_with("00") { text.replace("(0)", "") } else { text.to_owned() };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = match (text.strip_prefix('+'), digits.strip_prefix("00")) {
        (Some(rest), _) if !rest.contains('+') => Some(digits.as_str()),
        (None, Some(rest)) if !text.contains('+') => Some(rest),
        (None, None) if !text.contains('+') => None,
        (Some(_), _) | (None, Some(_) | None) => return None,
    };
    match international {
        None => french(&digits),
        Some(number) => match number.strip_prefix("33") {
            Some(national) => french(&format!("0{national}")),
            None => abroad(number),
        },
    }
}

fn french(digits: &str) -> Option<String> {
    let of_ten = |sizes: &[usize]| {
        let mut rest = digits;
        let mut parts = Vec::new();
        for size in sizes {
            let (part, after) = rest.split_at(*size);
            parts.push(part);
            rest = after;
        }
        parts.join("\u{a0}")
    };
    match (digits.len(), digits.as_bytes()) {
        (10, [b'0', b'1'..=b'7' | b'9', ..]) => Some(of_ten(&[2, 2, 2, 2, 2])),
        (10, [b'0', b'8', b'0', ..]) => Some(of_ten(&[1, 3, 3, 3])),
        (4, [b'3', b'0' | b'1', ..]) => Some(digits.to_owned()),
        _ => None,
    }
}

fn abroad(number: &str) -> Option<String> {
    let (code, premium) = ABROAD.iter().find(|(code, _)| number.starts_with(code))?;
    let national = &number[code.len()..];
    // E.164 has fifteen digits at most; shorter ones are short numbers, whose price is not known here.
    let is_ordinary = (6..=12).contains(&national.len()) && !premium.iter().any(|begin| national.starts_with(begin));
    is_ordinary.then(|| format!("+{code}\u{a0}{national}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        callable(text).map(|number| number.replace('\u{a0}', " "))
    }

    #[test]
    fn ordinary_numbers_are_shown_as_they_are_called() {
        for (text, expected) in [
            ("0297123456", "02 97 12 34 56"),
            ("02.97.12.34.56", "02 97 12 34 56"),
            ("02-97-12-34-56", "02 97 12 34 56"),
            ("+33 (0)2 97 12 34 56", "02 97 12 34 56"),
            ("+33\u{a0}6 12 34 56 78", "06 12 34 56 78"),
            ("0033 9 69 39 40 41", "09 69 39 40 41"),
            ("0 800 100 601", "0 800 100 601"),
            ("0809 10 20 30", "0 809 102 030"),
            ("3000", "3000"),
            ("+32 2 345 67 89", "+32 23456789"),
            ("+352 26 12 34", "+352 261234"),
            ("+262 262 12 34 56", "+262 262123456"),
            ("+41 22 345 67 89", "+41 223456789"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn surcharged_short_odd_and_far_numbers_are_no_numbers() {
        for text in [
            "0 899 70 00 00",
            "0890123456",
            "0892 35 35 35",
            "0811 12 34 56",
            "0 820 20 20 20",
            "0825123456",
            "0836656565",
            "+33 899 70 00 00",
            "0033899700000",
            "+33 (0)892 353535",
            "00 33 8 92 35 35 35",
            "3639",
            "3949",
            "32 15",
            "118218",
            "15",
            "17",
            "112",
            "119",
            "1044",
            "02 97 12 34",
            "02 97 12 34 56 7",
            "0297123456,,1",
            "0297123456;ext=5",
            "*#06#",
            "+979 1 2345 6789",
            "+881 6 1234 5678",
            "+1 900 555 1234",
            "+1 876 555 1234",
            "+44 909 879 1234",
            "+32 902 12 345",
            "+32 70 12 34 56",
            "+49 900 1 234567",
            "+41 900 123 456",
            "+34 803 123 456",
            "+39 899 123456",
            "+352 901 12345",
            "++33297123456",
            "0297+123456",
            "javascript:alert(1)",
            "tel:0297123456",
            "",
            " ",
            "+",
            "00",
            "٠٢٩٧١٢٣٤٥٦",
            "0２97123456",
            "02 97 12 34 56\u{202e}",
            "0297 123 456 0297 123 456 0297 123 456",
        ] {
            assert_eq!(callable(text), None, "{text}");
        }
    }
}
