#!/usr/bin/env bash
# The fast loop: the relay with the API alone, and Trunk, which rebuilds and reloads the app when a file changes and hands
# /api on to the relay (Trunk.toml). Arguments go to `relay serve`. Ctrl-C stops both.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --locked --bin relay
"${CARGO_TARGET_DIR:-target}/debug/relay" serve --api-only --listen 127.0.0.1:8080 "$@" &
relay=$!
trap 'kill "$relay" 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM
packaging/build-web.sh serve
