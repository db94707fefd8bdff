//! The library desk: mounts itself, nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    bon_moment::views::mount_desk();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("mediation is the browser's part: `make serve` builds and serves it");
    std::process::exit(2);
}
