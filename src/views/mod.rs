//! Markup only.

mod bricks;
mod detail;
mod home;
mod list;
mod map;
mod pages;
mod parts;
pub mod plain;
mod shell;
mod sources;

pub use shell::shell;

/// Starts the app in the page.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    let Some(root) = crate::platform::document::root() else { return };
    leptos::mount::mount_to(root, shell).forget();
}
