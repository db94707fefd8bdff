//! Text from other machines, as it may stand in an error, in the status, in the log and on a terminal.

/// Longest foreign text in a message, characters.
pub const LONGEST: usize = 300;

/// The text in one line of at most `most` characters. Control characters, line ends and characters that change the direction
/// of writing are escaped; what is cut ends with an ellipsis.
pub fn one_line(text: &str, most: usize) -> String {
    let mut line = String::new();
    for (count, c) in text.chars().enumerate() {
        if count >= most {
            line.push('…');
            break;
        }
        if is_harmful(c) {
            line.extend(c.escape_debug());
        } else {
            line.push(c);
        }
    }
    line
}

/// Whether a character can end a line, move a cursor, colour a terminal or turn what follows around.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_one_line_of_bounded_length() {
        assert_eq!(one_line("no \"layer\" é", 20), "no \"layer\" é");
        assert_eq!(
            one_line("a\r\nb\u{1b}[2J\u{9b}c\u{2028}d\u{202e}e\0", 99),
            "a\\r\\nb\\u{1b}[2J\\u{9b}c\\u{2028}d\\u{202e}e\\0"
        );
        assert_eq!(one_line("éééé", 3), "ééé…");
        assert_eq!(one_line(&"x".repeat(14 << 20), LONGEST).chars().count(), LONGEST + 1);
    }
}
