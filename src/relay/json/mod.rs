//! Foreign JSON in bounded memory.
//!
//! A tree of JSON values takes up to ninety times the memory of its text: `{"a":{"b":0}}` makes two maps of 600 bytes each.
//! Bodies therefore stay text. [`at`] finds the part that matters, [`each_item`] walks a list item by item, and only one
//! item at a time becomes a tree, whose memory is counted while it is built ([`tree`]).

mod tree;
pub mod twice;

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

pub use tree::{LARGEST_RECORD, tree};

/// A whole body as text of one JSON value, without a byte order mark. Nothing is built, so this takes no memory.
///
/// # Errors
/// When it is no JSON, or nested so deep that the library would need as much memory as the text to find its way back.
pub fn text(body: &[u8]) -> Result<&str, serde_json::Error> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if is_deeper_than(body, DEEPEST_TEXT) {
        return Err(serde_json::Error::custom(format_args!("it is nested deeper than {DEEPEST_TEXT} levels")));
    }
    serde_json::from_slice::<&RawValue>(body).map(RawValue::get)
}

/// Deepest nesting of a text, also where nobody looks.
const DEEPEST_TEXT: usize = 10_000;

fn is_deeper_than(text: &[u8], most: usize) -> bool {
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    for byte in text {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_string => is_escaped = true,
            b'"' => is_string = !is_string,
            b'[' | b'{' if !is_string => depth += 1,
            b']' | b'}' if !is_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return true;
        }
    }
    false
}

/// The text of what stands at a path, as [`find`](super::sources::find) finds it in a tree: `a.b.0.c`, a JSON Pointer, or
/// nothing for the value itself. `json` is one JSON value.
///
/// # Errors
/// When the text is no JSON.
pub fn at<'a>(json: &'a str, path: &str) -> Result<Option<&'a str>, serde_json::Error> {
    if path.is_empty() {
        return Ok(Some(json));
    }
    if let Some(pointer) = path.strip_prefix('/') {
        let unescaped = |part: &str| part.replace("~1", "/").replace("~0", "~");
        return pointer
            .split('/')
            .try_fold(Some(json), |json, part| json.map_or(Ok(None), |json| step(json, &unescaped(part))));
    }
    if let Some(found) = member(json, path)? {
        return Ok(Some(found));
    }
    path.split('.').try_fold(Some(json), |json, part| json.map_or(Ok(None), |json| step(json, part)))
}

fn step<'a>(json: &'a str, part: &str) -> Result<Option<&'a str>, serde_json::Error> {
    match (first(json), part.parse::<usize>()) {
        (Some(b'['), Ok(index)) => item(json, index),
        (Some(b'{'), _) => member(json, part),
        _ => Ok(None),
    }
}

/// Which kind of value a text begins: `{`, `[`, `"`, `t`, `f`, `n`, or a character of a number.
pub fn first(json: &str) -> Option<u8> {
    json.trim_start().bytes().next()
}

/// A member of an object, the last one of several of that name.
fn member<'a>(json: &'a str, name: &str) -> Result<Option<&'a str>, serde_json::Error> {
    if first(json) != Some(b'{') {
        return Ok(None);
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.deserialize_map(Member(name))
}

fn item(json: &str, index: usize) -> Result<Option<&str>, serde_json::Error> {
    let (mut found, mut at) = (None, 0);
    let walked = each_item(json, |item| {
        if at == index {
            found = Some(item);
        }
        at += 1;
        Ok::<(), ()>(())
    })?;
    debug_assert!(walked.is_ok(), "nothing stops this walk");
    Ok(found)
}

/// Gives each item of a list as text, until `give` refuses one.
///
/// # Errors
/// When the text is no list of JSON. The inner error is the refusal.
pub fn each_item<'a, E>(
    json: &'a str,
    give: impl FnMut(&'a str) -> Result<(), E>,
) -> Result<Result<(), E>, serde_json::Error> {
    let mut refusal = None;
    let walked = serde_json::Deserializer::from_str(json).deserialize_seq(Items { give, refusal: &mut refusal });
    match (refusal, walked) {
        (Some(refusal), _) => Ok(Err(refusal)),
        (None, walked) => walked.map(Ok),
    }
}

struct Member<'n>(&'n str);

impl<'de> Visitor<'de> for Member<'_> {
    type Value = Option<&'de str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_it) = map.next_key_seed(IsName(self.0))? {
            if is_it {
                found = Some(map.next_value::<&'de RawValue>()?.get());
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Compares a name without keeping it.
struct IsName<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for IsName<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IsName<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(name == self.0)
    }
}

struct Items<'r, F, E> {
    give: F,
    refusal: &'r mut Option<E>,
}

impl<'de, E, F: FnMut(&'de str) -> Result<(), E>> Visitor<'de> for Items<'_, F, E> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<&'de RawValue>()? {
            if let Err(refusal) = (self.give)(item.get()) {
                *self.refusal = Some(refusal);
                return Err(A::Error::custom("refused"));
            }
        }
        Ok(())
    }
}

/// What the library says of an error, without the place in a text that nobody sees as a whole.
pub fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::relay::sources::find;

    #[test]
    fn a_path_finds_in_text_what_it_finds_in_a_tree() {
        let values = [
            json!({"a": {"b": [{"c": 7}, [1, 2]]}, "x.y": 1, "@iot.id": 3, "é\"": {"~/": 5}, "n": null}),
            json!([{"a": 1}, {"a": {"0": 2}}]),
            json!({"a": 1, "a.b": {"c": 2}}),
            json!(3),
        ];
        let paths = [
            "",
            "a",
            "a.b",
            "a.b.0.c",
            "a.b.1.1",
            "a.b.2",
            "a.b.x",
            "x.y",
            "/@iot.id",
            "@iot.id",
            "é\"",
            "/é\"/~0~1",
            "n",
            "0.a",
            "1.a.0",
            "/1/a/0",
            "/a/b/0",
            "/",
            ".",
            "a.b.c",
            "a.c",
            "/a~1b",
        ];
        for value in &values {
            let text = serde_json::to_string_pretty(value).unwrap();
            for path in paths {
                let found = at(&text, path).unwrap().map(|text| tree(text, 10_000).unwrap());
                assert_eq!(found.as_ref(), find(value, path), "{path} in {value}");
            }
        }
    }

    #[test]
    fn a_text_that_is_nested_without_end_is_no_text() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(text(nested(10_000).as_bytes()).is_ok());
        let said = reason(&text(nested(10_001).as_bytes()).unwrap_err());
        assert_eq!(said, "it is nested deeper than 10000 levels");
        let quoted = format!("[\"{}\\\"{}\"]", "[".repeat(20_000), "{".repeat(20_000));
        assert_eq!(text(quoted.as_bytes()).unwrap(), quoted);
    }

    #[test]
    fn a_walk_ends_where_an_item_is_refused() {
        let mut seen = Vec::new();
        let walked = each_item("[1, {\"a\": [2]} ,3]", |item| {
            seen.push(item.to_owned());
            if seen.len() == 2 { Err("enough") } else { Ok(()) }
        });
        assert_eq!((walked.unwrap(), seen), (Err("enough"), vec!["1".to_owned(), "{\"a\": [2]}".to_owned()]));
        assert!(each_item("[1", |_| Ok::<(), ()>(())).is_err());
        assert!(each_item("{}", |_| Ok::<(), ()>(())).is_err());
    }
}
