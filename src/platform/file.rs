//! Files that a person brings, and files that a page gives. Neither goes anywhere else.

use leptos::ev::Event;

/// A file that was picked, dropped or pasted; it is read by the worker.
#[cfg(target_arch = "wasm32")]
pub type Brought = web_sys::File;
/// Natively nobody brings one.
#[derive(Clone)]
#[cfg(not(target_arch = "wasm32"))]
pub enum Brought {}

/// The files that a field was given. The field is empty again: the same file may be brought twice.
pub fn picked(event: &Event) -> Vec<Brought> {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let field = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let files = field.as_ref().map(|field| all(field.files())).unwrap_or_default();
        if let Some(field) = field {
            field.set_value("");
        }
        files
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = event;
        Vec::new()
    }
}

/// The files that were dropped on an element. The browser would show them in the place of the page.
pub fn dropped(event: &Event) -> Vec<Brought> {
    event.prevent_default();
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let transfer = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
        transfer.map(|transfer| all(transfer.files())).unwrap_or_default()
    }
    #[cfg(not(target_arch = "wasm32"))]
    Vec::new()
}

/// What was pasted: files, else text as a file of that name.
pub fn pasted(event: &Event, name: &str) -> Vec<Brought> {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let Some(board) = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|event| event.clipboard_data()) else {
            return Vec::new();
        };
        let files = all(board.files());
        let text = board.get_data("text").unwrap_or_default();
        if !files.is_empty() || text.trim().is_empty() {
            return files;
        }
        let parts = js_sys::Array::of1(&text.into());
        web_sys::File::new_with_str_sequence(&parts, name).into_iter().collect()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (event, name);
        Vec::new()
    }
}

#[cfg(target_arch = "wasm32")]
fn all(list: Option<web_sys::FileList>) -> Vec<Brought> {
    list.map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect()).unwrap_or_default()
}

/// Gives the person a file. It is made in the page: nothing is asked of a server.
pub fn give(name: &str, kind: &str, text: &str) {
    #[cfg(target_arch = "wasm32")]
    {
        // A browser that cannot do it gives no file; the page stays as it is.
        let _ = in_browser::give(name, kind, text);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (name, kind, text);
}

#[cfg(target_arch = "wasm32")]
mod in_browser {
    use std::time::Duration;

    use leptos::prelude::{document, set_timeout};
    use wasm_bindgen::{JsCast, JsValue};

    /// Long enough for a browser to begin with the file.
    const PATIENCE: Duration = Duration::from_secs(30);

    pub fn give(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(kind);
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)?;
        let address = web_sys::Url::create_object_url_with_blob(&blob)?;
        let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
        set_timeout(
            move || {
                let _ = web_sys::Url::revoke_object_url(&address);
            },
            PATIENCE,
        );
        Ok(())
    }
}
