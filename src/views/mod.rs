//! Markup only.

mod bricks;
mod desk;
mod detail;
mod home;
mod list;
mod map;
mod pages;
mod parts;
mod shell;
mod sources;

pub use desk::shell as desk_shell;
pub use shell::Shell;

/// Starts the app in the page.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    mount_as(Shell);
}

/// Starts the library desk in its own page.
#[cfg(target_arch = "wasm32")]
pub fn mount_desk() {
    mount_as(desk_shell);
}

#[cfg(target_arch = "wasm32")]
fn mount_as<V: leptos::prelude::IntoView + 'static>(shell: fn() -> V) {
    let Some(root) = crate::platform::document::take_over() else { return };
    leptos::mount::mount_to(root, shell).forget();
}
