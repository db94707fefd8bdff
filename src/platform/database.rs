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
    use std::{cell::Cell, rc::Rc};

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

    /// The database. One that is not there is made where `is_wanted`; else there is none, and a look leaves nothing behind.
    async fn open(is_wanted: bool) -> Result<Option<IdbDatabase>, JsValue> {
        let request = factory()?.open_with_u32(NAME, 1)?;
        let is_new = Rc::new(Cell::new(false));
        let upgrade = {
            let (request, is_new) = (request.clone(), is_new.clone());
            Closure::once_into_js(move || {
                is_new.set(true);
                if !is_wanted {
                    // Undone, it was never there.
                    let _ = request.transaction().map(|transaction| transaction.abort());
                    return;
                }
                let database = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
                // A store that exists already is what is wanted.
                let _ = database.map(|database| database.create_object_store(STORE));
            })
        };
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref::<Function>()));
        match result(&request).await {
            Err(_) if is_new.get() && !is_wanted => Ok(None),
            opened => opened?.dyn_into().map(Some),
        }
    }

    pub async fn get(key: &str) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(database) = open(false).await? else { return Ok(None) };
        let store = database.transaction_with_str(STORE)?.object_store(STORE)?;
        let found = result(&store.get(&key.into())?).await?;
        database.close();
        Ok(found.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }

    pub async fn put(entries: &[(&'static str, Vec<u8>)]) -> Result<(), JsValue> {
        let database = open(true).await?.ok_or(JsValue::NULL)?;
        let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
        let store = transaction.object_store(STORE)?;
        for (key, bytes) in entries {
            if let Err(refused) = store.put_with_key(&Uint8Array::from(bytes.as_slice()), &(*key).into()) {
                // What was put before would be kept without the rest.
                let _ = transaction.abort();
                database.close();
                return Err(refused);
            }
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
