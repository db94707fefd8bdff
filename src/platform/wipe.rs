//! Forgetting everything that this origin keeps in the browser.

/// Whether a cache holds the app itself or the public documents alone (public/sw.js). All others are wiped: that of the
/// pages, too, for it tells which were read.
#[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "there is no cache outside of a browser"))]
fn is_public(cache: &str) -> bool {
    cache.starts_with("bon-moment ") && !cache.ends_with(" pages")
}

/// Wipes what is remembered, databases and caches, then calls `then`: once, and soon, whatever the browser refuses.
pub fn wipe(then: impl Fn() + 'static) {
    #[cfg(target_arch = "wasm32")]
    in_browser::wipe(then);
    #[cfg(not(target_arch = "wasm32"))]
    then();
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use std::{cell::Cell, rc::Rc, time::Duration};

    use js_sys::{Array, Function, Promise, Reflect};
    use leptos::prelude::{set_timeout, window};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;

    /// Longer than any browser takes that answers at all.
    const PATIENCE: Duration = Duration::from_secs(2);

    pub fn wipe(then: impl Fn() + 'static) {
        for storage in [window().local_storage(), window().session_storage()] {
            if let Ok(Some(storage)) = storage {
                // A storage that cannot be written holds nothing.
                let _ = storage.clear();
            }
        }
        let done = Rc::new(Cell::new(false));
        let then = Rc::new(move || {
            if !done.replace(true) {
                then();
            }
        });
        let late = then.clone();
        set_timeout(move || late(), PATIENCE);
        leptos::task::spawn_local(async move {
            // Without databases or caches there is nothing to wipe in them.
            let _ = wipe_databases().await;
            let _ = wipe_caches().await;
            then();
        });
    }

    async fn wipe_databases() -> Result<(), JsValue> {
        let databases = Reflect::get(&window(), &"indexedDB".into())?;
        for database in list(call(&databases, "databases", &[])?).await? {
            // Begun, not awaited: a page of this origin that is still open may hold it up, and it then ends by itself.
            call(&databases, "deleteDatabase", &[Reflect::get(&database, &"name".into())?])?;
        }
        Ok(())
    }

    async fn wipe_caches() -> Result<(), JsValue> {
        let caches = Reflect::get(&window(), &"caches".into())?;
        for name in list(call(&caches, "keys", &[])?).await? {
            if !name.as_string().is_some_and(|name| super::is_public(&name)) {
                JsFuture::from(call(&caches, "delete", &[name])?.dyn_into::<Promise>()?).await?;
            }
        }
        Ok(())
    }

    fn call(target: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
        let method: Function = Reflect::get(target, &method.into())?.dyn_into()?;
        Reflect::apply(&method, target, &arguments.iter().collect::<Array>())
    }

    async fn list(promise: JsValue) -> Result<Array, JsValue> {
        JsFuture::from(promise.dyn_into::<Promise>()?).await?.dyn_into()
    }
}
