//! Reading JSON: in a browser with its own reader, which is there already, while another one would have to be downloaded.

#[cfg(target_arch = "wasm32")]
pub use in_browser::Value;
#[cfg(not(target_arch = "wasm32"))]
pub use serde_json::Value;

/// Reads a document. All numbers are numbers to a browser: whether one was written with a fraction is not kept.
///
/// # Errors
/// Why it is no JSON, in the reader's words.
pub fn parse(bytes: &[u8]) -> Result<Value, String> {
    #[cfg(target_arch = "wasm32")]
    {
        let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
        let read = js_sys::JSON::parse(text).map_err(|e| String::from(js_sys::Error::from(e).message()))?;
        in_browser::value(&read, 0).ok_or_else(|| "nested too deeply".to_owned())
    }
    #[cfg(not(target_arch = "wasm32"))]
    serde_json::from_slice(bytes).map_err(|e| e.to_string())
}

/// Calls `one` with each key of an object and its value; with none of what is no object.
pub fn for_each_entry<'a>(value: &'a Value, one: &mut dyn FnMut(&'a str, &'a Value)) {
    if let Value::Object(entries) = value {
        for (key, value) in entries {
            one(key, value);
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use js_sys::{Array, Object};
    use wasm_bindgen::{JsCast, JsValue};

    /// As deep as `serde_json` goes. No document nests so deeply, and a hostile one is not to use the stack up.
    const DEEPEST: usize = 127;

    /// What `serde_json::Value` is, with its names, and with objects as lists: a tree of keys weighs 3 kB of a download, and
    /// objects have few keys.
    pub enum Value {
        Null,
        Bool(bool),
        Number(f64),
        String(String),
        Array(Vec<Value>),
        Object(Vec<(String, Value)>),
    }

    impl Value {
        pub fn get(&self, key: &str) -> Option<&Value> {
            let Self::Object(entries) = self else { return None };
            entries.iter().find(|(other, _)| other == key).map(|(_, value)| value)
        }

        pub const fn as_f64(&self) -> Option<f64> {
            if let Self::Number(number) = self { Some(*number) } else { None }
        }
    }

    pub fn value(read: &JsValue, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        Some(if let Some(text) = read.as_string() {
            Value::String(text)
        } else if let Some(number) = read.as_f64() {
            Value::Number(number)
        } else if let Some(bool) = read.as_bool() {
            Value::Bool(bool)
        } else if Array::is_array(read) {
            let mut items = Vec::new();
            let list: &Array = read.unchecked_ref();
            for i in 0..list.length() {
                items.push(value(&list.get(i), depth + 1)?);
            }
            Value::Array(items)
        } else if read.is_object() {
            let mut entries = Vec::new();
            let list = Object::entries(read.unchecked_ref());
            for i in 0..list.length() {
                let entry: Array = list.get(i).unchecked_into();
                entries.push((entry.get(0).as_string()?, value(&entry.get(1), depth + 1)?));
            }
            Value::Object(entries)
        } else {
            Value::Null
        })
    }
}
