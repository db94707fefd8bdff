#!/usr/bin/env bash
# Runs each fuzz target for FUZZ_S seconds (60), or those that are named: `fuzz.sh household_file`. What it finds on the way
# is kept in fuzz/corpus/, what makes a reader fail in fuzz/artifacts/.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/versions.sh
. packaging/versions.sh
export PATH="$TOOLS/bin:$PATH"

targets=("$@")
[ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(basename -s .rs fuzz/fuzz_targets/*.rs)
for target in "${targets[@]}"; do
    mkdir -p "fuzz/corpus/$target"
    # Without a sanitizer: the project has no unsafe code, and so any compiler does.
    cargo fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
        -max_total_time="${FUZZ_S:-60}" -max_len=20000 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1
done
