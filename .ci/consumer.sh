#!/usr/bin/env bash
# Build the wheel, install it into a fresh environment outside the repository for each Python from 3.11 to 3.14 that is at
# hand, and use it there: a clip, the files of a host, two bars of the demo, the player. Needs the network or pip's cache.
#   .ci/consumer.sh [--short] [PYTHON...]
set -euo pipefail
cd "$(dirname "$0")/.."

options=()
if [ "${1:-}" = --short ]; then
    options=(--short)
    shift
fi
pythons=("$@")
if [ ${#pythons[@]} -eq 0 ]; then
    for version in 3.11 3.12 3.13 3.14; do
        if "python$version" -c '' 2>/dev/null; then pythons+=("python$version"); fi
    done
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
.venv/bin/python release/build_wheel.py --folder "$work"
.venv/bin/python release/try_wheel.py ${options[@]+"${options[@]}"} "$work" "${pythons[@]}"
