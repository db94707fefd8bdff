//! The browser's own dialogues: they keep the focus inside, and give it back when they close.

#[cfg(target_arch = "wasm32")]
fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    use wasm_bindgen::JsCast;
    leptos::prelude::document().get_element_by_id(id)?.dyn_into().ok()
}

/// Shows the `<dialog>` with this identifier before everything else.
pub fn show(id: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(dialog) = dialog(id) {
        // It refuses only where it is shown already.
        let _ = dialog.show_modal();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}

pub fn close(id: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}
