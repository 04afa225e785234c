#!/usr/bin/env bash
# Build the wheel, install it into a fresh environment outside the repository for each Python from 3.11 to 3.14 that is at
# hand, and use it there: a clip, a groove, the files of a host, two bars of the demo. Needs the network or pip's cache.
#   .ci/consumer.sh [PYTHON...]
set -euo pipefail
cd "$(dirname "$0")/.."

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
.venv/bin/python -m pip wheel . --quiet --no-deps --no-build-isolation --disable-pip-version-check --wheel-dir "$work"
wheel="$(echo "$work"/sideman-*.whl)"
printf 'wheel      %s, %s kB\n' "$(basename "$wheel")" "$(($(wc -c <"$wheel") / 1024))"

pythons=("$@")
if [ ${#pythons[@]} -eq 0 ]; then
    for version in 3.11 3.12 3.13 3.14; do
        if "python$version" -c '' 2>/dev/null; then pythons+=("python$version"); fi
    done
fi

for python in "${pythons[@]}"; do
    home="$work/$(basename "$python")"
    begun=$(date +%s)
    "$python" -m venv "$home"
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: "$wheel"
    installed=$(date +%s)
    (
        cd "$home"
        bin/sideman >/dev/null
        bin/sideman clip "slow blues in E" --bars 4 -o clip.mid >/dev/null
        bin/sideman grooves | grep bossa-nova >grooves.txt
        mkdir pd
        bin/sideman install-host pd --folder "$home/pd" >/dev/null
        bin/sideman demo --bars 2 --takes "$home/takes" >/dev/null
        bin/python -c 'import mido; assert any(m.type == "note_on" for m in mido.MidiFile("clip.mid"))'
        test -n "$(find "$home/takes" -name "*.mid")"
    )
    printf '%-10s installed in %s s, used in %s s, %s MB on disk\n' "$("$python" -V | cut -d' ' -f2)" \
        "$((installed - begun))" "$(($(date +%s) - installed))" "$(du -sm "$home" | cut -f1)"
done
