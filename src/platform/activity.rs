//! Whether somebody is there: keys, touches, the wheel.

/// Calls `look` at each sign of a person, before the page does anything with it, for as long as the app runs. Where it
/// answers `true` the page gets nothing to do with it.
pub fn on_activity(look: impl Fn() -> bool + Clone + 'static) {
    #[cfg(target_arch = "wasm32")]
    for event in ["keydown", "pointerdown", "click", "input", "wheel"] {
        use wasm_bindgen::{JsCast, closure::Closure};
        let look = look.clone();
        let listener = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            if look() {
                event.prevent_default();
                event.stop_propagation();
            }
        });
        // A browser that lacks one of them has the others.
        let _ = leptos::prelude::window().add_event_listener_with_callback_and_bool(
            event,
            listener.as_ref().unchecked_ref(),
            true,
        );
        // It lives as long as the page.
        listener.forget();
    }
    #[cfg(not(target_arch = "wasm32"))]
    drop(look);
}
