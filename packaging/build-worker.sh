#!/usr/bin/env bash
# Builds the worker that reads a household's files into dist/consommation/, and tells the area's page its name. Trunk could
# build it, but not with a hash in its name, without which a browser would keep an old one. packaging/build-web.sh runs this
# in its environment, after the area.
set -euo pipefail
target=$CARGO_TARGET_DIR
page=dist/consommation/index.html
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo --config packaging/worker.toml build --locked --quiet --profile web --target wasm32-unknown-unknown --bin import_worker
wasm-bindgen --target web --no-typescript --out-dir "$work" --out-name worker \
    "$target/wasm32-unknown-unknown/web/import_worker.wasm"
# Reading is for speed where the pages are for size.
wasm-opt -O3 --converge --strip-producers --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
    --enable-mutable-globals --enable-reference-types --enable-multivalue -o "$work/worker.wasm" "$work/worker_bg.wasm"

hash=$(cat "$work/worker.js" "$work/worker.wasm" | sha256sum | cut -c1-16)
name=import_worker-$hash
rm -f dist/consommation/import_worker-*
cp "$work/worker.wasm" "dist/consommation/${name}_bg.wasm"
# The glue starts itself: a worker has no page that would.
{ sed "s/worker_bg\.wasm/${name}_bg.wasm/" "$work/worker.js"; echo "__wbg_init();"; } >"dist/consommation/$name.js"
sed -i "s|not-built|consommation/$name.js|" "$page"
grep -q "$name.js" "$page" || { echo "build-worker: $page does not name its worker" >&2; exit 1; }
