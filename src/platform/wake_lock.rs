//! Keeping a screen awake (Screen Wake Lock API). The browser lets go of the lock whenever the page is hidden; it is taken
//! again when the page is shown.

/// Keeps the screen awake for as long as the page runs. Where the browser cannot, or refuses, the screen's own settings
/// decide.
pub fn keep_awake() {
    #[cfg(target_arch = "wasm32")]
    {
        request();
        super::visibility::on_shown(request);
    }
}

#[cfg(target_arch = "wasm32")]
fn request() {
    use js_sys::{Function, Promise, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    let lock = || {
        let navigator = JsValue::from(leptos::prelude::window().navigator());
        let lock = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
        let request: Function = Reflect::get(&lock, &"request".into()).ok()?.dyn_into().ok()?;
        request.call1(&lock, &"screen".into()).ok()?.dyn_into::<Promise>().ok()
    };
    if let Some(promise) = lock() {
        leptos::task::spawn_local(async move {
            // A refusal, for a low battery say, is the device's decision.
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}
