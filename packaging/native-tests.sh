#!/usr/bin/env bash
# Builds the native test programs (`native-tests.sh build`), or builds and runs them (`native-tests.sh`) and says of each how
# many tests it has and how long they took. What a program prints is shown if it fails, and then no further one is run.
# `cargo test` runs the same tests, and compiles longer.
set -euo pipefail
cd "$(dirname "$0")/.."

# The unit tests are compiled without optimisation: they wait for the compiler longer than for themselves. The other programs
# share the relay with the browser tests, which do wait for it.
units=(--lib --config 'profile.dev.package.bon-moment.opt-level=0')
build() { cargo test --locked --quiet --no-run "$@"; }

if [ "${1:-}" = build ]; then
    build "${units[@]}"
    build --test '*'
    exit
fi

built=$(mktemp) printed=$(mktemp)
trap 'rm -f "$built" "$printed"' EXIT
build --message-format=json "${units[@]}" >"$built"
build --message-format=json --test '*' >>"$built"
mapfile -t programs < <(sed -n 's/.*"profile":{[^}]*"test":true}.*"executable":"\([^"]*\)".*/\1/p' "$built")
[ "${#programs[@]}" -gt 0 ] || { echo "native-tests: there is no test program" >&2; exit 1; }

# As under cargo: some read their data from there.
export CARGO_MANIFEST_DIR=$PWD
TIMEFORMAT='%R %U %S'
for program in "${programs[@]}"; do
    name=$(basename "$program")
    name=${name%-*}
    code=0
    # Braces, so that what the program prints goes to the file and how long it took does not.
    took=$({ time "$program" --quiet >"$printed" 2>&1; } 2>&1) || code=$?
    tests=$(sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' "$printed" | tail -1)
    if [ "$code" != 0 ] || [ -z "$tests" ]; then
        cat "$printed" >&2
        echo "native-tests: $name failed" >&2
        exit 1
    fi
    read -r seconds user system <<<"$took"
    processor=$(awk "BEGIN { printf \"%.1f\", $user + $system }")
    echo "ok   $name: $tests tests, $seconds s ($processor s of processor)"
    if [ -n "${TIMES:-}" ]; then
        mkdir -p "$TIMES"
        printf '%s\t%s\t%.1f\t%s\n' "$name" "$tests" "$seconds" "$processor" >>"$TIMES/native.tsv"
    fi
done
