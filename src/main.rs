//! The app: mounts itself, nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    bon_moment::views::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("bon-moment is the browser's part: `make serve` builds and serves it");
    std::process::exit(2);
}
