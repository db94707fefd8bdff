#!/usr/bin/env bash
# Runs a command and says how long it took, by the clock and of the processor: `step.sh NAME command …`. Where TIMES names a
# folder the line is kept there for the table at the end of `make test` (packaging/times.sh).
set -uo pipefail
name=$1
shift
# A cargo that is run beside another cannot reach make's job server, and says so; a make keeps its own settings.
[ "$(basename "$1")" = make ] || unset MAKEFLAGS MFLAGS

seconds_of_processor() { # from the line of `times` about programs that were started: 1m2.34s 0m0.56s
    awk 'NR == 2 { gsub("m|s", " "); print int($1 * 60 + $2 + $3 * 60 + $4 + 0.5) }' "$spent"
}
spent=$(mktemp)
trap 'rm -f "$spent"' EXIT

echo ".. $name"
started=$SECONDS
"$@"
code=$?
took=$((SECONDS - started))
# Not within a substitution: a shell of its own has started nothing.
times >"$spent"
processor=$(seconds_of_processor)
if [ "$code" = 0 ]; then echo "== $name: $took s ($processor s of processor)"; else echo "== $name: failed after $took s" >&2; fi
if [ -n "${TIMES:-}" ]; then
    mkdir -p "$TIMES"
    [ "$code" = 0 ] || name+=" (failed)"
    printf '%s\t%s\t%s\n' "$name" "$took" "$processor" >>"$TIMES/steps.tsv"
fi
exit "$code"
