#!/usr/bin/env bash
# Prints what `make test` took: its steps in their order, then test programs and files, the slowest first. Each step and each
# runner of tests has left its part in the folder TIMES.
set -euo pipefail
cd "$TIMES" 2>/dev/null || exit 0
table() { # heads…: rows of a file with tabs on standard input
    { printf '%s\n' "$(IFS=$'\t'; echo "$*")"; cat; } |
        awk -F'\t' '{ printf "%-26s", $1; for (i = 2; i <= NF; i++) printf "%12s", $i; print "" }'
}
echo
if [ -e steps.tsv ]; then table step s "s processor" <steps.tsv; fi
if [ -e native.tsv ]; then echo; sort -t$'\t' -k3,3nr native.tsv | table "native tests" tests s "s processor"; fi
if [ -e browser.txt ]; then echo; cat browser.txt; fi
