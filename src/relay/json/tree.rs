//! Trees of JSON values, whose memory is counted while they are built.

use std::{cell::Cell, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

/// Memory that the tree of one record may take, bytes. Real records take a few kilobytes, one with a large outline on a map
/// some megabytes.
pub const LARGEST_RECORD: usize = 8 << 20;
/// Deepest nesting of one value. Messages of network servers have six levels.
pub const DEEPEST: usize = 64;
/// Longest name of a member, bytes.
pub const LONGEST_NAME: usize = 1024;

/// Bytes of an item in a growing array: its value, twice, since the array doubles.
const ITEM: usize = 2 * size_of::<Value>();
/// Bytes of a map's first member: a whole node of the tree, which has room for eleven.
const FIRST_MEMBER: usize = 656;
/// Bytes of each further member; nodes are half full at worst.
const MEMBER: usize = 136;
/// Bytes of a text besides its characters, with the allocator's own.
const TEXT: usize = 32;

/// The value of a text, if its tree takes at most `most` bytes of memory.
///
/// # Errors
/// When it is no JSON, takes more, is nested deeper than [`DEEPEST`] or has a name longer than [`LONGEST_NAME`].
pub fn tree(text: &str, most: usize) -> Result<Value, serde_json::Error> {
    let left = Cell::new(most);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree { left: &left, most, depth: 0 }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Builds a value, and counts what it takes.
#[derive(Clone, Copy)]
struct Tree<'c> {
    left: &'c Cell<usize>,
    most: usize,
    depth: usize,
}

impl Tree<'_> {
    fn spend<E: serde::de::Error>(self, bytes: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or_default());
        let too_large = || E::custom(format_args!("one value takes more than {} kB of memory", self.most >> 10));
        left.map(drop).ok_or_else(too_large)
    }

    fn inner<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth >= DEEPEST {
            return Err(E::custom(format_args!("it is nested deeper than {DEEPEST} levels")));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        self.spend(text.len() + TEXT)?;
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let (inner, mut items) = (self.inner()?, Vec::new());
        while let Some(item) = list.next_element_seed(inner)? {
            self.spend(ITEM)?;
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let (inner, mut fields) = (self.inner()?, Map::new());
        while let Some(name) = map.next_key_seed(Name)? {
            self.spend(TEXT + name.len() + if fields.is_empty() { FIRST_MEMBER } else { MEMBER })?;
            let value = map.next_value_seed(inner)?;
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}

/// A member's name of bounded length.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<String, E> {
        if name.len() > LONGEST_NAME {
            return Err(E::custom(format_args!("a name is longer than {LONGEST_NAME} bytes")));
        }
        Ok(name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::relay::json::reason;

    #[test]
    fn a_tree_is_the_value_or_a_reason() {
        let value = json!({"a": [1, -2, 2.5, 1e300, true, null, "x\n\u{1f600}"], "b": {"c": {}, "d": []}});
        assert_eq!(tree(&value.to_string(), 10_000).unwrap(), value);
        let wrong = |text: &str, most| reason(&tree(text, most).unwrap_err());
        assert_eq!(wrong(&"[".repeat(100_000), 1 << 20), "it is nested deeper than 64 levels");
        assert_eq!(wrong(&format!("{{\"{}\":1}}", "x".repeat(1025)), 1 << 20), "a name is longer than 1024 bytes");
        assert_eq!(wrong(&format!("[{}0]", "0,".repeat(1000)), 10 << 10), "one value takes more than 10 kB of memory");
        assert_eq!(
            wrong(&format!("\"{}\"", "x".repeat(11_000)), 10 << 10),
            "one value takes more than 10 kB of memory"
        );
        assert!(tree("1 2", 100).is_err() && tree("", 100).is_err());
    }
}
