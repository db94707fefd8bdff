//! Bytes that the device keeps, only where the person asked for it: the browser's own database, which no server reads.

#![cfg_attr(not(target_arch = "wasm32"), allow(clippy::unused_async, reason = "in a browser one waits"))]

/// The browser refused: no room, a private window, or a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// What was kept under a key.
///
/// # Errors
/// When the browser refuses to look.
pub async fn get(key: &str) -> Result<Option<Vec<u8>>, Refused> {
    #[cfg(target_arch = "wasm32")]
    return in_browser::get(key).await.map_err(|_| Refused);
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = key;
        Err(Refused)
    }
}

/// Keeps all of them or none.
///
/// # Errors
/// When the browser refuses; what was kept before stays.
pub async fn put(entries: &[(&'static str, Vec<u8>)]) -> Result<(), Refused> {
    #[cfg(target_arch = "wasm32")]
    return in_browser::put(entries).await.map_err(|_| Refused);
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = entries;
        Err(Refused)
    }
}

/// Deletes everything, and looks whether it is gone.
///
/// # Errors
/// When the browser refuses, or something is still there.
pub async fn delete() -> Result<(), Refused> {
    #[cfg(target_arch = "wasm32")]
    return in_browser::delete().await.map_err(|_| Refused);
    #[cfg(not(target_arch = "wasm32"))]
    Err(Refused)
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{IdbDatabase, IdbFactory, IdbRequest, IdbTransactionMode};

    const NAME: &str = "bon-moment household";
    const STORE: &str = "kept";

    fn factory() -> Result<IdbFactory, JsValue> {
        Reflect::get(&window(), &"indexedDB".into())?.dyn_into()
    }

    /// What a request comes to.
    async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
        let promise = Promise::new(&mut |fulfil, refuse| {
            request.set_onsuccess(Some(&fulfil));
            request.set_onerror(Some(&refuse));
            // A page of this origin in another window may hold a deletion up: then it is not done.
            let _ = Reflect::set(request, &"onblocked".into(), &refuse);
        });
        JsFuture::from(promise).await?;
        request.result()
    }

    async fn open() -> Result<IdbDatabase, JsValue> {
        let request = factory()?.open_with_u32(NAME, 1)?;
        let upgrade = {
            let request = request.clone();
            Closure::once_into_js(move || {
                let database = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
                // A store that exists already is what is wanted.
                let _ = database.map(|database| database.create_object_store(STORE));
            })
        };
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref::<Function>()));
        result(&request).await?.dyn_into()
    }

    pub async fn get(key: &str) -> Result<Option<Vec<u8>>, JsValue> {
        let database = open().await?;
        let store = database.transaction_with_str(STORE)?.object_store(STORE)?;
        let found = result(&store.get(&key.into())?).await?;
        database.close();
        Ok(found.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }

    pub async fn put(entries: &[(&'static str, Vec<u8>)]) -> Result<(), JsValue> {
        let database = open().await?;
        let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
        let store = transaction.object_store(STORE)?;
        for (key, bytes) in entries {
            store.put_with_key(&Uint8Array::from(bytes.as_slice()), &(*key).into())?;
        }
        // It is kept once the whole transaction is.
        let promise = Promise::new(&mut |fulfil, refuse| {
            transaction.set_oncomplete(Some(&fulfil));
            transaction.set_onerror(Some(&refuse));
            transaction.set_onabort(Some(&refuse));
        });
        let done = JsFuture::from(promise).await;
        database.close();
        done.map(|_| ())
    }

    pub async fn delete() -> Result<(), JsValue> {
        let factory = factory()?;
        result(&factory.delete_database(NAME)?.unchecked_into::<IdbRequest>()).await?;
        // Browsers that cannot list their databases have said already that this one is gone.
        let Ok(list) = Reflect::get(&factory, &"databases".into())?.dyn_into::<Function>() else { return Ok(()) };
        let names = JsFuture::from(list.call0(&factory)?.dyn_into::<Promise>()?).await?.dyn_into::<Array>()?;
        let is_ours = |database: JsValue| Reflect::get(&database, &"name".into()).is_ok_and(|name| name == NAME);
        if names.iter().any(is_ours) { Err(JsValue::NULL) } else { Ok(()) }
    }
}
