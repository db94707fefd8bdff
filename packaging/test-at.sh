#!/usr/bin/env bash
# Runs tests on a machine whose clock shows another instant, to find the test that depends on the day, the hour or the zone:
#
#     packaging/test-at.sh                              all tests at all instants of the list below
#     packaging/test-at.sh 2028-02-29T12:00+01:00       all tests at this one
#     NATIVE=relay_ BROWSER='home plain' packaging/test-at.sh …   of the native test programs those whose name holds a word,
#                                                       and these files of tests/browser ('-': none of either)
#
# It needs what the set-up for the tests installs, what `make build` and `cargo test --no-run` make, and says which failed. Programs that
# are started inherit the clock; Chromium does not start under it and keeps the machine's (tests/browser/programs.mjs).
set -euo pipefail
cd "$(dirname "$0")/.."

library=$(find /usr/lib -name libfaketimeMT.so.1 2>/dev/null | head -1)
[ -n "$library" ] || {
    echo "test-at: faketime is missing: packaging/setup.sh test installs it" >&2
    exit 2
}
instants=("$@")
# A month's last day, the leap day, both nights in which clocks are changed, New Year's Eve, a Sunday.
[ $# -gt 0 ] || instants=(2026-11-30T12:00+01:00 2028-02-29T12:00+01:00 2026-03-29T01:58+01:00 2026-10-25T02:30+02:00 2026-12-31T23:58+01:00 2026-11-22T11:00+01:00)

# Another zone than the territory's, so that what takes the machine's is found too.
export TZ=${TEST_ZONE:-America/Guadeloupe}
target=${CARGO_TARGET_DIR:-target}
# A build that fails must not look like no test that fails.
built=$(cargo test --locked --no-run --message-format=json ${CARGO_FLAGS:-} 2>/dev/null) || {
    echo "test-at: the test programs cannot be built: cargo test --locked --no-run ${CARGO_FLAGS:-}" >&2
    exit 2
}
mapfile -t programs < <(sed -n 's/.*"profile":{[^}]*"test":true}.*"executable":"\([^"]*\)".*/\1/p' <<<"$built" |
    while read -r program; do [[ ${NATIVE:-} != - && ${program##*/} =~ ${NATIVE:-.} ]] && echo "$program"; done)
[ "${#programs[@]}" -gt 0 ] || [ "${NATIVE:-}" = - ] || {
    echo "test-at: no test program is called ${NATIVE:-anything}" >&2
    exit 2
}
files=(tests/browser/*.test.mjs)
if [ -n "${BROWSER:-}" ]; then
    files=()
    for name in ${BROWSER#-}; do files+=("tests/browser/$name.test.mjs"); done
fi

failed=0
at() { # instant, what it is called, command…: under the moved clock
    local ahead=$(($(date -d "$1" +%s) - $(date +%s))) log
    log=$(mktemp)
    # Only the calendar is moved; what measures how long something takes is the machine's.
    if env CLOCK_AHEAD_S="$ahead" LD_PRELOAD="$library" FAKETIME="$(printf %+d "$ahead")" FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 \
        "${@:3}" >"$log" 2>&1 </dev/null; then
        echo "ok    $1 $2"
    else
        echo "FAIL  $1 $2: $log"
        # What the two runners say of a test that failed; the end, where neither got so far.
        grep -E '^test .* (FAILED|failed)$|^thread .* panicked at|^ *(✖|not ok) ' "$log" | sort -u | head -40 | sed 's/^/      /' | grep . ||
            tail -n 5 "$log" | sed 's/^/      /'
        failed=1
        return
    fi
    rm -f "$log"
}

for instant in "${instants[@]}"; do
    for program in "${programs[@]}"; do at "$instant" "$(basename "$program")" "$program"; done
    for file in "${files[@]}"; do
        at "$instant" "$file" env RELAY="${RELAY:-$target/debug/relay}" DIST="${DIST:-dist}" node --test "$file"
    done
done
exit "$failed"
