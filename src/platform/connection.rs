//! What the browser says of the network's weight for the person.

/// Whether the person asked to save data, or the connection is as slow as second or third generation mobile networks are.
/// Browsers that cannot say do not save.
pub fn saves_data() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        use js_sys::Reflect;
        // Not every browser has it, and web-sys has it only behind its unstable interfaces.
        let get = |of: &wasm_bindgen::JsValue, key: &str| Reflect::get(of, &key.into()).unwrap_or_default();
        let connection = get(&leptos::prelude::window().navigator(), "connection");
        if connection.is_undefined() {
            return false;
        }
        let speed = get(&connection, "effectiveType").as_string().unwrap_or_default();
        return get(&connection, "saveData").is_truthy() || ["slow-2g", "2g", "3g"].contains(&speed.as_str());
    }
    #[cfg(not(target_arch = "wasm32"))]
    false
}
