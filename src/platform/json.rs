//! Reading JSON: in a browser with its own reader, which is there already, while another one would have to be downloaded.

use serde_json::Value;

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

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use js_sys::{Array, Object};
    use serde_json::Value;
    use wasm_bindgen::{JsCast, JsValue};

    /// As deep as `serde_json` goes. No document nests so deeply, and a hostile one is not to use the stack up.
    const DEEPEST: usize = 127;

    pub fn value(read: &JsValue, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(text) = read.as_string() {
            Some(Value::String(text))
        } else if let Some(number) = read.as_f64() {
            Some(Value::from(number))
        } else if let Some(bool) = read.as_bool() {
            Some(Value::Bool(bool))
        } else if Array::is_array(read) {
            let items = read.unchecked_ref::<Array>().iter();
            items.map(|item| value(&item, depth + 1)).collect::<Option<_>>().map(Value::Array)
        } else if read.is_object() {
            let entries = Object::entries(read.unchecked_ref());
            let entry = |entry: JsValue| {
                let entry: Array = entry.unchecked_into();
                Some((entry.get(0).as_string()?, value(&entry.get(1), depth + 1)?))
            };
            entries.iter().map(entry).collect::<Option<_>>().map(Value::Object)
        } else {
            Some(Value::Null)
        }
    }
}
