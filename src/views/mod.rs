//! Markup only.

mod bricks;
mod desk;
mod detail;
mod home;
mod household;
mod list;
mod map;
mod pages;
mod parts;
pub mod plain;
mod schools;
mod shell;
mod sources;

pub use desk::shell as desk_shell;
pub use household::shell as household_shell;
pub use schools::shell as schools_shell;
pub use shell::shell;

/// Starts the app in the page.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    mount_as(shell);
}

/// Starts the library desk in its own page.
#[cfg(target_arch = "wasm32")]
pub fn mount_desk() {
    crate::platform::document::take_over();
    mount_as(desk_shell);
}

/// Starts the schools' area in its own page.
#[cfg(target_arch = "wasm32")]
pub fn mount_schools() {
    crate::platform::document::take_over();
    mount_as(schools_shell);
}

/// Starts the household's area in its own page.
#[cfg(target_arch = "wasm32")]
pub fn mount_household() {
    crate::platform::document::take_over();
    mount_as(household_shell);
}

#[cfg(target_arch = "wasm32")]
fn mount_as<V: leptos::prelude::IntoView + 'static>(shell: fn() -> V) {
    let Some(root) = crate::platform::document::root() else { return };
    leptos::mount::mount_to(root, shell).forget();
}
