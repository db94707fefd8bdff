//! Markup.
use leptos::prelude::*;

#[cfg(target_arch = "wasm32")]
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <h1>"Bonjour"</h1> });
}
