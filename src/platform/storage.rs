//! What the device remembers, only where the person asked for it. A browser may refuse: then nothing is remembered.

/// The keys, all below one prefix so that they can be listed and wiped.
pub const PLACE: &str = "bm.commune";
pub const LANG: &str = "bm.lang";
pub const LIGHT: &str = "bm.leger";
pub const MAP_TILES: &str = "bm.tiles";

#[cfg(target_arch = "wasm32")]
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

pub fn get(key: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    return storage()?.get_item(key).ok()?;
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = key;
        None
    }
}

/// Whether the value is remembered now.
pub fn set(key: &str, value: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    return storage().is_some_and(|s| s.set_item(key, value).is_ok());
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (key, value);
        false
    }
}

pub fn remove(key: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(storage) = storage() {
        // A storage that cannot be written holds nothing to remove.
        let _ = storage.remove_item(key);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = key;
}
