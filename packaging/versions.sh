# Versions of the tools and where they lie; read by the scripts of this folder.
RUST_VERSION=1.95
TRUNK_VERSION=0.21.14
CARGO_DENY_VERSION=0.20.2
CARGO_FUZZ_VERSION=0.13.1
# Speaks as an S3 store does, for a test.
MOTO_VERSION=5.2.5
# wasm-bindgen's program must be the very version of its library.
WASM_BINDGEN_VERSION=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)

TOOLS=${BON_MOMENT_TOOLS:-$PWD/.tools}
# Chromium's engine without a desktop browser around it; `make bench` takes the browser itself.
CHROMIUM=${CHROMIUM:-/usr/bin/chromium-headless-shell}
# Where Debian's rust-web-src puts the sources of its compiler's standard library.
SYSTEM_RUST_SRC=$(/usr/bin/rustc --print sysroot 2>/dev/null || echo /usr)/lib/rustlib/src/rust
