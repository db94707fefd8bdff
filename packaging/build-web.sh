#!/usr/bin/env bash
# Runs Trunk with a compiler that knows WebAssembly: `build-web.sh build` (release, to dist/) or `build-web.sh serve …`.
# An area of its own, areas/NAME/index.html, goes to dist/NAME/; `build-web.sh serve areas/NAME/index.html` serves it alone.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/versions.sh
. packaging/versions.sh

export PATH="$TOOLS/bin:$PWD/tests/browser/node_modules/.bin:$PATH"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/web

if [ "$(cat "$TOOLS/wasm-route" 2>/dev/null)" = system ]; then
    llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    export RUSTC=/usr/bin/rustc CARGO=/usr/bin/cargo
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=/usr/bin/wasm-ld-$llvm
    # Trunk calls `cargo` by name; it must be the system's, not rustup's.
    export PATH="$TOOLS/bin:$PWD/tests/browser/node_modules/.bin:/usr/bin:$PATH"
fi

# The standard library is built from its sources, as small as it can be, and a panic aborts without its message: together
# a tenth of what a visitor downloads. The page notices an abort (public/boot.js); `serve` keeps the messages.
export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort
if [ "${1:-build}" = build ]; then
    export CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none"
fi

# Trunk stops at a folder that it is told to ignore and that is not there.
mkdir -p dist target .tools

case "${1:-build}" in
build)
    log=${TMPDIR:-/tmp}/bon-moment-trunk-$$.log
    bundle() {
        if ! trunk build --release "$@" >"$log" 2>&1; then
            cat "$log" >&2
            echo "build-web: the WebAssembly build failed" >&2
            exit 1
        fi
        grep -E '^(warning|error)' "$log" || true
        rm -f "$log"
    }
    # All programs of the pages at once, so that two are linked at a time; Trunk, which asks for one after another, finds them.
    bins=()
    for page in index.html areas/*/index.html; do
        bins+=(--bin "$(sed -n 's/.*data-trunk.* data-bin="\([^"]*\)".*/\1/p' "$page")")
    done
    cargo build --locked --quiet --profile web --target wasm32-unknown-unknown "${bins[@]}"
    # First, since Trunk empties its folder.
    bundle "${@:2}"
    # All pages have the same <base>, the deployment's root, so that an area's files are named from there.
    for page in areas/*/index.html; do
        area=$(basename "$(dirname "$page")")
        bundle --dist "dist/$area" --public-url "./$area/" "$page"
    done
    packaging/build-worker.sh
    packaging/fill-worker.sh
    # Last: what is compressed does not change any more.
    node packaging/compress.mjs
    ;;
serve) trunk serve --cargo-profile dev "${@:2}" ;;
*)
    echo "build-web: unknown command '$1'; expected build or serve" >&2
    exit 2
    ;;
esac
