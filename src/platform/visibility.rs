//! Whether anybody can see the page, and the moments at which it is worth looking again.

/// `true` where a browser cannot say.
pub fn is_visible() -> bool {
    #[cfg(target_arch = "wasm32")]
    return leptos::prelude::document().visibility_state() != web_sys::VisibilityState::Hidden;
    #[cfg(not(target_arch = "wasm32"))]
    true
}

/// Calls `look` when the page is shown again, for as long as the app runs.
pub fn on_shown(look: impl Fn() + 'static) {
    #[cfg(target_arch = "wasm32")]
    listen(&leptos::prelude::document(), "visibilitychange", move || {
        if is_visible() {
            look();
        }
    });
    #[cfg(not(target_arch = "wasm32"))]
    drop(look);
}

/// Calls `look` when the network comes back, for as long as the app runs.
pub fn on_network(look: impl Fn() + 'static) {
    #[cfg(target_arch = "wasm32")]
    listen(&leptos::prelude::window(), "online", look);
    #[cfg(not(target_arch = "wasm32"))]
    drop(look);
}

/// Calls `look` when the browser brings the page back as it was left, for as long as the app runs.
pub fn on_brought_back(look: impl Fn() + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::{JsCast, closure::Closure};
        let listener =
            Closure::<dyn Fn(web_sys::PageTransitionEvent)>::new(move |event: web_sys::PageTransitionEvent| {
                if event.persisted() {
                    look();
                }
            });
        // A browser without the event brings no page back.
        let _ =
            leptos::prelude::window().add_event_listener_with_callback("pageshow", listener.as_ref().unchecked_ref());
        // It lives as long as the page.
        listener.forget();
    }
    #[cfg(not(target_arch = "wasm32"))]
    drop(look);
}

#[cfg(target_arch = "wasm32")]
fn listen(target: &web_sys::EventTarget, event: &str, look: impl Fn() + 'static) {
    use wasm_bindgen::{JsCast, closure::Closure};
    let listener = Closure::<dyn Fn()>::new(look);
    // A browser without the event keeps polling by the clock alone.
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    // It lives as long as the page.
    listener.forget();
}

/// Whether the device believes that there is a network.
pub fn is_online() -> bool {
    #[cfg(target_arch = "wasm32")]
    return leptos::prelude::window().navigator().on_line();
    #[cfg(not(target_arch = "wasm32"))]
    false
}
