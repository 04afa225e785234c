#!/usr/bin/env bash
# Run a command and tell how long it took:  .ci/timed.sh NAME COMMAND...
# The times of one run are gathered in .make/times, which `.ci/run` prints at its end.
set -uo pipefail

name="$1"
shift
start=$(date +%s)
"$@"
status=$?
took=$(($(date +%s) - start))
result=ok
if [ "$status" -ne 0 ]; then result="failed with $status"; fi
line="$(printf 'time  %-10s %4d s  %s' "$name" "$took" "$result")"
printf '%s\n' "$line"
if [ -d .make ]; then printf '%s\n' "$line" >>.make/times; fi
exit "$status"
