#!/usr/bin/env bash
# Holds the dependencies against deny.toml: which there may be, under which licences, from where, and whether a weakness
# is known. The list of weaknesses lies on a server that not every network reaches: without it this says so and goes on.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/versions.sh
. packaging/versions.sh
export PATH="$TOOLS/bin:$PATH"

cargo deny --log-level error check --hide-inclusion-graph bans licenses sources

if timeout 120 cargo deny --log-level error fetch db >/dev/null 2>&1; then
    cargo deny --log-level error check --disable-fetch advisories
else
    echo "deny: the database of known weaknesses could not be fetched from here; they are not checked"
fi
