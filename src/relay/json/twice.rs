//! JSON values in which a key may stand twice: RFC 8259 leaves open which one counts, and a closure may be the other one.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

/// A key that stands twice in one object.
#[derive(Clone, Debug, PartialEq)]
pub struct Twice {
    /// The object, as a JSON Pointer (RFC 6901).
    pub object: String,
    pub key: String,
    /// Each value, in the order of the text; the last one stands in the tree.
    pub values: Vec<Value>,
}

impl Twice {
    /// Whether the values are not all the same.
    pub fn differs(&self) -> bool {
        self.values.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// The key's place as people read it: `.hours[0].open`.
    pub fn place(&self) -> String {
        let step = |step: &str| match step.parse::<usize>() {
            Ok(index) => format!("[{index}]"),
            Err(_) => format!(".{}", step.replace("~1", "/").replace("~0", "~")),
        };
        self.object.split('/').skip(1).map(step).collect::<String>() + "." + &self.key
    }
}

/// The value of a text, and the keys that stand twice in it.
///
/// # Errors
/// When the text is no JSON.
pub fn read(text: &str) -> Result<(Value, Vec<Twice>), serde_json::Error> {
    let mut twice = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree { place: String::new(), twice: &mut twice }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok((value, twice))
}

/// Builds the value at a place.
struct Tree<'t> {
    place: String,
    twice: &'t mut Vec<Twice>,
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
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        serde_json::Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number that is none"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            let place = format!("{}/{}", self.place, items.len());
            match list.next_element_seed(Tree { place, twice: self.twice })? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let place = format!("{}/{}", self.place, key.replace('~', "~0").replace('/', "~1"));
            let value = map.next_value_seed(Tree { place, twice: self.twice })?;
            if let Some(before) = fields.insert(key.clone(), value.clone()) {
                let known = self.twice.iter_mut().find(|twice| twice.object == self.place && twice.key == key);
                if let Some(known) = known {
                    known.values.push(value);
                } else {
                    let object = self.place.clone();
                    self.twice.push(Twice { object, key, values: vec![before, value] });
                }
            }
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_is_the_one_that_the_library_reads() {
        for text in ["{\"a\": [1, -2, 2.5, true, null, \"x\\n\"], \"b\": {\"c\": {}, \"d\": []}}", "3", "[]"] {
            let (value, twice) = read(text).unwrap();
            assert_eq!(value, serde_json::from_str::<Value>(text).unwrap());
            assert_eq!(twice, []);
        }
        assert!(read("{").is_err() && read("1 2").is_err());
    }

    #[test]
    fn a_key_that_stands_twice_is_told_with_its_place_and_values() {
        let (value, twice) = read(r#"{"a": 1, "h": [{"x/y": 1}, {"x/y": {"k": 1, "k": 1}}], "a": 2, "a": 3}"#).unwrap();
        assert_eq!(value["a"], 3);
        let told: Vec<_> = twice.iter().map(|twice| (twice.place(), twice.differs(), twice.values.len())).collect();
        assert_eq!(told, [(".h[1].x/y.k".to_owned(), false, 2), (".a".to_owned(), true, 3)]);
        assert_eq!(twice[1].values, [json!(1), json!(2), json!(3)]);
    }
}
