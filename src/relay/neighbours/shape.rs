//! What is kept of a foreign record: the members that are named here, each of its type and within its bounds.
//!
//! A member of which closures or hours depend refuses the whole record where it cannot be kept: without it the record would say
//! something else, such as that a centre is open. The others are left out, which means unknown.

use reqwest::Url;
use serde_json::{Map, Value};

use super::{caps, phone::callable};
use crate::api::one_line;

/// What a value has to be.
pub(super) enum Shape {
    /// Text on one line of at most so many letters.
    Text(usize),
    /// The same by language; text alone is taken as French.
    Texts(usize),
    /// An identifier of the API.
    Id,
    /// A date, an instant or a time of day.
    Stamp,
    /// Between two numbers, both included.
    Number(f64, f64),
    Flag,
    Word(&'static [&'static str]),
    /// An ordinary number, in the form that is shown and called.
    Phone,
    /// A web page by https.
    Web,
    /// At most so many that fit; the others are left out.
    Some(usize, &'static Shape),
    /// All of at most so many, or nothing.
    All(usize, &'static Shape),
    /// Null has a meaning of its own here.
    OrNull(&'static Shape),
    Record(&'static [Field]),
}

/// A member of a record.
pub(super) struct Field {
    key: &'static str,
    shape: Shape,
    /// Whether the record is refused where this member is there and does not fit.
    decides: bool,
}

/// A member that is left out where it does not fit.
pub(super) const fn maybe(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, decides: false }
}

/// A member that refuses the record where it does not fit.
pub(super) const fn decides(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, decides: true }
}

/// The record with what fits of it; `None` where it is no record or is refused.
pub(super) fn kept(fields: &[Field], record: &Value) -> Option<Map<String, Value>> {
    let record = record.as_object()?;
    let mut kept = Map::new();
    for field in fields {
        let value = record.get(field.key).filter(|value| !value.is_null());
        match value.map(|value| fit(&field.shape, value)) {
            Some(Some(value)) => drop(kept.insert(field.key.to_owned(), value)),
            Some(None) if field.decides => return None,
            Some(None) | None => {}
        }
    }
    Some(kept)
}

fn fit(shape: &Shape, value: &Value) -> Option<Value> {
    match shape {
        Shape::Text(most) => line(value.as_str()?, *most).map(Value::from),
        Shape::Texts(most) => texts(value, *most),
        Shape::Id => value.as_str().filter(|id| id.parse::<crate::domain::SiteId>().is_ok()).map(Value::from),
        Shape::Stamp => value.as_str().filter(|stamp| is_stamp(stamp)).map(Value::from),
        Shape::Number(low, high) => {
            value.as_f64().filter(|number| (*low..=*high).contains(number)).map(|_| value.clone())
        }
        Shape::Flag => value.as_bool().map(Value::from),
        Shape::Word(words) => value.as_str().filter(|word| words.contains(word)).map(Value::from),
        Shape::Phone => callable(value.as_str()?).map(Value::from),
        Shape::Web => web(value.as_str()?).map(Value::from),
        Shape::Some(most, one) => {
            Some(value.as_array()?.iter().filter_map(|item| fit(one, item)).take(*most).collect())
        }
        Shape::All(most, one) => {
            let items = value.as_array().filter(|items| items.len() <= *most)?;
            items.iter().map(|item| fit(one, item)).collect::<Option<Vec<_>>>().map(Value::from)
        }
        Shape::OrNull(_) if value.is_null() => Some(Value::Null),
        Shape::OrNull(one) => fit(one, value),
        Shape::Record(fields) => kept(fields, value).map(Value::from),
    }
}

/// Text of at most `most` letters of European languages, `None` where none are left. Other letters could look like ours and
/// not be found as ours, marks above marks cover the lines around them.
pub(super) fn line(text: &str, most: usize) -> Option<String> {
    // A letter takes four bytes at most, an accent apart from it two; what is longer is not looked at.
    let looked_at = text.chars().take(most.saturating_mul(8));
    let mut plain = String::new();
    let (mut is_base, mut is_longer) = (false, false);
    for c in looked_at {
        let c = if c.is_whitespace() { ' ' } else { c };
        match c {
            '\u{300}'..='\u{36f}' if is_base => {
                plain.push(c);
                is_base = false;
            }
            ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{2010}'..='\u{2026}' | '\u{20ac}' => {
                plain.push(c);
                is_base = c.is_alphabetic();
            }
            _ => {}
        }
    }
    let mut short = one_line(&plain, most);
    if one_line(&plain, most + 1).chars().count() > most {
        short = one_line(&plain, most - 1);
        is_longer = true;
    }
    if is_longer {
        short.push('…');
    }
    Some(short).filter(|short| short.chars().any(char::is_alphanumeric))
}

fn texts(value: &Value, most: usize) -> Option<Value> {
    if let Some(text) = value.as_str() {
        return line(text, most).map(|text| serde_json::json!({ "fr": text }));
    }
    let object = value.as_object()?;
    let of = |lang: &str| Some((lang.to_owned(), Value::from(line(object.get(lang)?.as_str()?, most)?)));
    let kept: Map<String, Value> = caps::LANGUAGES.iter().filter_map(|lang| of(lang)).collect();
    (!kept.is_empty()).then(|| Value::from(kept))
}

fn is_stamp(text: &str) -> bool {
    text.len() <= caps::STAMP && !text.is_empty() && text.bytes().all(|b| b == b' ' || b.is_ascii_graphic())
}

/// An address that says plainly where it leads: by https, to a host with a name, without a password or a port in it.
pub(super) fn web(text: &str) -> Option<String> {
    if text.len() > caps::WEB || !text.is_ascii() {
        return None;
    }
    let url = Url::parse(text).ok()?;
    let is_plain = url.scheme() == "https"
        && url.username().is_empty()
        && url.password().is_none()
        && url.port().is_none()
        && url.domain().is_some_and(|host| host.contains('.'));
    (is_plain && url.as_str().len() <= caps::WEB).then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn text_is_cut_and_has_no_controls_no_look_alikes_and_no_towers_of_marks() {
        assert_eq!(line("  Déchetterie \n\t d’Auray\u{a0}: œuf  ", 80).unwrap(), "Déchetterie d’Auray : œuf");
        assert_eq!(line("Lori\u{202e}ent\u{200b}\u{0}\u{1b}[31m", 80).unwrap(), "Lorient[31m");
        assert_eq!(line("De\u{301}\u{301}\u{301}\u{301}chets", 80).unwrap(), "De\u{301}chets");
        assert_eq!(line("L\u{43e}rient", 80).unwrap(), "Lrient", "a Cyrillic letter");
        assert_eq!(line(&"a".repeat(1_000_000), 10).unwrap(), format!("{}…", "a".repeat(9)));
        assert_eq!(line("abcdefghij", 10).unwrap(), "abcdefghij");
        for nothing in ["", " \u{a0}\u{2003}", "\u{202e}", "…", "\u{1f600}"] {
            assert_eq!(line(nothing, 10), None, "{nothing:?}");
        }
    }

    #[test]
    fn addresses_are_https_and_say_where_they_lead() {
        assert_eq!(web("https://auray.example/x?y").as_deref(), Some("https://auray.example/x?y"));
        let long = format!("https://auray.example/{}", "a".repeat(1000));
        for wrong in [
            "http://auray.example/",
            "javascript:alert(1)",
            "//auray.example/",
            "https://lorient.bzh@auray.example/",
            "https://auray.example:8443/",
            "https://auray/",
            "https://192.0.2.1/",
            "https://auréy.example/",
            "data:text/html,x",
            &long,
        ] {
            assert_eq!(web(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_member_that_decides_refuses_the_record_and_others_are_left_out() {
        const FIELDS: &[Field] = &[
            maybe("name", Shape::Text(5)),
            decides("open", Shape::All(2, &Shape::Stamp)),
            maybe("some", Shape::Some(2, &Shape::Id)),
        ];
        let kept = |record: Value| kept(FIELDS, &record).map(Value::from);
        assert_eq!(
            kept(json!({"name": 3, "other": 1, "some": ["a", "B", 2, "c", "d"]})),
            Some(json!({"some": ["a", "c"]}))
        );
        assert_eq!(kept(json!({"name": "a", "open": ["x"]})), Some(json!({"name": "a", "open": ["x"]})));
        for refused in
            [json!({"open": "x"}), json!({"open": ["a", "b", "c"]}), json!({"open": [3]}), json!([]), json!(3)]
        {
            assert_eq!(kept(refused.clone()), None, "{refused}");
        }
    }
}
