//! The schools: mounts itself, nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    bon_moment::views::mount_schools();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("ecoles is the browser's part: `make serve` builds and serves it");
    std::process::exit(2);
}
