#!/usr/bin/env bash
# Runs a command and says how long it took: `step.sh NAME command …`.
set -uo pipefail
name=$1
shift
echo ".. $name"
started=$SECONDS
"$@"
code=$?
took=$((SECONDS - started))
if [ "$code" = 0 ]; then echo "== $name: $took s"; else echo "== $name: failed after $took s" >&2; fi
exit "$code"
