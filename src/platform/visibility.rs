//! Whether anybody can see the page, and the moments at which it is worth looking again.

/// `true` where a browser cannot say.
pub fn is_visible() -> bool {
    #[cfg(target_arch = "wasm32")]
    return leptos::prelude::document().visibility_state() != web_sys::VisibilityState::Hidden;
    #[cfg(not(target_arch = "wasm32"))]
    true
}

/// Calls `look` when the page is shown again or the network comes back, for as long as the app runs.
pub fn on_return(look: impl Fn() + Clone + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::{JsCast, closure::Closure};
        let shown = {
            let look = look.clone();
            Closure::<dyn Fn()>::new(move || {
                if is_visible() {
                    look();
                }
            })
        };
        let online = Closure::<dyn Fn()>::new(look);
        // A browser without these events keeps polling by the clock alone.
        let _ = leptos::prelude::document()
            .add_event_listener_with_callback("visibilitychange", shown.as_ref().unchecked_ref());
        let _ = leptos::prelude::window().add_event_listener_with_callback("online", online.as_ref().unchecked_ref());
        // They live as long as the page.
        shown.forget();
        online.forget();
    }
    #[cfg(not(target_arch = "wasm32"))]
    drop(look);
}
