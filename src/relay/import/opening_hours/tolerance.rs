//! Ways of writing that the specification refuses although they can mean one thing only.
//!
//! They are tried only on text that the syntax library refused, and what comes out must be accepted by it.

/// English day names of OpenStreetMap and German ones.
const DAYS: [(&str, &str); 11] = [
    ("mo", "Mo"),
    ("tu", "Tu"),
    ("we", "We"),
    ("th", "Th"),
    ("fr", "Fr"),
    ("sa", "Sa"),
    ("su", "Su"),
    ("di", "Tu"),
    ("mi", "We"),
    ("do", "Th"),
    ("so", "Su"),
];

/// Rewrites what can mean one thing only; leaves the rest as it is.
pub(super) fn tidy(text: &str) -> String {
    let text = plain_hyphens_and_spaces(text);
    // A comment is text for people: nothing in it is rewritten. Hours with comments stay text anyway.
    if text.contains('"') {
        return text;
    }
    let words = Token::split(&text);
    let words = day_names(words);
    let words = clock_times(words);
    without_empty_rules(&tight(&words))
}

/// A dash of whatever length is a hyphen, and a blank of whatever kind or number is one space.
fn plain_hyphens_and_spaces(text: &str) -> String {
    let hyphens = text.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-");
    hyphens.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A run of letters, of digits, or any other single character.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Digits(String),
    Other(char),
}

impl Token {
    fn split(text: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        for c in text.chars() {
            match tokens.last_mut() {
                Some(Token::Word(word)) if c.is_alphabetic() => word.push(c),
                Some(Token::Digits(digits)) if c.is_ascii_digit() => digits.push(c),
                _ if c.is_alphabetic() => tokens.push(Token::Word(c.to_string())),
                _ if c.is_ascii_digit() => tokens.push(Token::Digits(c.to_string())),
                _ => tokens.push(Token::Other(c)),
            }
        }
        tokens
    }

    fn is_word(&self, wanted: &str) -> bool {
        matches!(self, Token::Word(word) if word.eq_ignore_ascii_case(wanted))
    }
}

/// German names of days, public holidays in small letters, the dot of an abbreviation (`Mo.-Fr.`) and a colon after the
/// days (`Sa: 9:00-12:00`).
///
/// `Di` is Sunday in French and `Do` is Sunday in Spanish, `So` is Saturday in Czech. All those call Monday and Friday
/// otherwise, so that `Mo` or `Fr` in the same text leaves German as the only reading.
fn day_names(tokens: Vec<Token>) -> Vec<Token> {
    let german = tokens.iter().any(|token| token.is_word("Mo") || token.is_word("Fr"));
    let mut tidied: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut after_day = false;
    for token in tokens {
        let day = match &token {
            Token::Word(word) => DAYS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)),
            Token::Digits(_) | Token::Other(_) => None,
        };
        let english = day.is_some_and(|(name, meant)| name.eq_ignore_ascii_case(meant));
        match (day, &token) {
            (Some((_, meant)), _) if english || german => tidied.push(Token::Word((*meant).to_owned())),
            (None, Token::Word(word)) if word == "ph" => tidied.push(Token::Word("PH".to_owned())),
            (None, Token::Other('.' | ':')) if after_day => {}
            _ => tidied.push(token),
        }
        // `Mo.:` has both.
        after_day = day.is_some() || (after_day && tidied.last().is_some_and(|last| matches!(last, Token::Word(_))));
    }
    tidied
}

/// `8.30` and `8h30` are `8:30`, `8h` is `8:00`, and the German `Uhr` after a time says nothing new.
///
/// A dot also writes dates (`01.05`): only minutes that are no month, 00 or over 12, make it a time.
fn clock_times(tokens: Vec<Token>) -> Vec<Token> {
    let mut tidied: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        let Token::Digits(hour) = token else {
            let after_time =
                matches!(tidied.as_slice(), [.., Token::Digits(_)] | [.., Token::Digits(_), Token::Other(' ')]);
            if !(token.is_word("Uhr") && after_time) {
                tidied.push(token.clone());
            }
            continue;
        };
        let follows = |tokens: &[Token]| matches!(tokens, [Token::Other('.' | ':') | Token::Digits(_), ..]);
        let before_is_part = matches!(tidied.last(), Some(Token::Other('.' | ':')));
        let minute = match rest {
            _ if hour.len() > 2 || before_is_part => None,
            [Token::Other('.'), Token::Digits(minute), after @ ..]
                if is_minute_not_month(minute) && !follows(after) =>
            {
                rest = after;
                Some(minute.as_str())
            }
            [h, Token::Digits(minute), after @ ..] if h.is_word("h") && minute.len() == 2 && !follows(after) => {
                rest = after;
                Some(minute.as_str())
            }
            [h, after @ ..] if h.is_word("h") && !follows(after) => {
                rest = after;
                Some("00")
            }
            _ => None,
        };
        tidied.push(token.clone());
        if let Some(minute) = minute {
            tidied.extend([Token::Other(':'), Token::Digits(minute.to_owned())]);
        }
    }
    tidied
}

fn is_minute_not_month(digits: &str) -> bool {
    digits.len() == 2 && digits.parse::<u8>().is_ok_and(|minute| minute == 0 || minute > 12)
}

/// Spaces around a hyphen, before a comma or doubled by what was taken away; not in `Su[-1] - 1 days`, where the
/// hyphen is a minus.
fn tight(tokens: &[Token]) -> String {
    let minus = tokens.iter().any(|token| token.is_word("day") || token.is_word("days"));
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Other('-') if !minus => {
                text.truncate(text.trim_end().len());
                text.push('-');
            }
            Token::Other(',') => {
                text.truncate(text.trim_end().len());
                text.push(',');
            }
            Token::Other(' ') if text.ends_with(' ') || (text.ends_with('-') && !minus) => {}
            Token::Other(c) => text.push(*c),
            Token::Word(word) | Token::Digits(word) => text.push_str(word),
        }
    }
    text
}

/// A semicolon with nothing before or after it separates nothing.
fn without_empty_rules(text: &str) -> String {
    let rules: Vec<&str> = text.split(';').map(str::trim).filter(|rule| !rule.is_empty()).collect();
    rules.join("; ")
}
