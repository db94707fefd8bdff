//! Files that a person opens with the installed app. The browser hands them to the page; no server sees them.

use super::file::Brought;

/// Calls `take` with the files of each launch, those of the one that opened this page too, for as long as the page lives.
pub fn on_files(take: impl Fn(Vec<Brought>) + Clone + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        // A browser that opens no files with apps has no queue of them.
        let _ = in_browser::on_files(take);
    }
    #[cfg(not(target_arch = "wasm32"))]
    drop(take);
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use js_sys::{Array, Function, Promise, Reflect};
    use leptos::{prelude::window, task::spawn_local};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use wasm_bindgen_futures::JsFuture;

    use super::Brought;

    pub fn on_files(take: impl Fn(Vec<Brought>) + Clone + 'static) -> Result<(), JsValue> {
        let queue = Reflect::get(&window(), &"launchQueue".into())?;
        let set: Function = Reflect::get(&queue, &"setConsumer".into())?.dyn_into()?;
        let consumer = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
            let take = take.clone();
            spawn_local(async move {
                let files = files(&launch).await.unwrap_or_default();
                if !files.is_empty() {
                    take(files);
                }
            });
        });
        set.call1(&queue, consumer.as_ref())?;
        // It lives as long as the page.
        consumer.forget();
        Ok(())
    }

    async fn files(launch: &JsValue) -> Result<Vec<Brought>, JsValue> {
        let handles: Array = Reflect::get(launch, &"files".into())?.dyn_into()?;
        let mut files = Vec::new();
        for handle in handles {
            let open: Function = Reflect::get(&handle, &"getFile".into())?.dyn_into()?;
            let file = JsFuture::from(open.call0(&handle)?.dyn_into::<Promise>()?).await?;
            files.push(file.dyn_into::<Brought>()?);
        }
        Ok(files)
    }
}
