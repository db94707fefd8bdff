//! Handing an address on: by the device's own sharing, else by the clipboard.

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The device showed its own dialogue.
    ByDevice,
    Copied,
    Failed,
}

/// Shares `url` under `title` and says what became of it.
pub fn share(title: &str, url: &str, then: impl Fn(Shared) + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use js_sys::{Function, Object, Promise, Reflect};
        use wasm_bindgen::{JsCast, JsValue};

        let navigator = JsValue::from(leptos::prelude::window().navigator());
        let method = |target: &JsValue, name: &str| {
            Reflect::get(target, &JsValue::from_str(name)).ok().and_then(|f| f.dyn_into::<Function>().ok())
        };
        let promise = |value: JsValue| value.dyn_into::<Promise>().ok();
        let data = Object::new();
        // Setting a property on a fresh object cannot fail.
        let _ = Reflect::set(&data, &"title".into(), &title.into());
        let _ = Reflect::set(&data, &"url".into(), &url.into());
        let by_device = method(&navigator, "share").and_then(|share| promise(share.call1(&navigator, &data).ok()?));
        let by_clipboard = || {
            let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
            promise(method(&clipboard, "writeText")?.call1(&clipboard, &url.into()).ok()?)
        };
        let (started, outcome) = match by_device {
            Some(promise) => (Some(promise), Shared::ByDevice),
            None => (by_clipboard(), Shared::Copied),
        };
        leptos::task::spawn_local(async move {
            let done = match started {
                Some(promise) => wasm_bindgen_futures::JsFuture::from(promise).await.is_ok(),
                None => false,
            };
            then(if done { outcome } else { Shared::Failed });
        });
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (title, url);
        then(Shared::Failed);
    }
}
