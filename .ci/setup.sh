#!/usr/bin/env bash
# Set up what `make run` (argument: run) or `make test` (argument: test) needs: a suitable Python, system
# packages, .venv with locked versions. Runs again without harm; what cannot be had is named and left out.
# Works with the bash 3.2 of macOS.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose="${1:?usage: .ci/setup.sh run|test}"
venv=.venv
stamps=.make
mkdir -p "$stamps"

say() { printf '%s\n' "sideman: $*"; }

# --- system packages: sound (FluidSynth, PortAudio, ALSA's library for MIDI), and for the tests JACK, liblo, namespaces

debian_packages="libasound2 libfluidsynth3 libportaudio2"
brew_packages="fluid-synth portaudio"
if [ "$purpose" = test ]; then
    debian_packages="$debian_packages jackd2 jack-midi-clock jack-capture liblo-tools iproute2 puredata-core lua5.4"
    debian_packages="$debian_packages chromium"
    # SuperCollider's language brings Qt's browser: 53 MB to fetch, 232 MB on the disk; ChucK 7 and 25 MB.
    debian_packages="$debian_packages supercollider-language supercollider-server chuck"
    brew_packages="$brew_packages jack liblo"
    if ! command -v node >/dev/null; then
        debian_packages="$debian_packages nodejs npm"
        brew_packages="$brew_packages node"
    fi
fi

# Debian's own python3 comes without the module that makes environments.
needs_venv_package() {
    command -v python3 >/dev/null && [ "$(command -v python3)" = /usr/bin/python3 ] &&
        ! python3 -c 'import ensurepip' 2>/dev/null
}

is_installed() {
    local status
    status="$(dpkg-query -W -f '${Status}\n' "$1" "${1}t64" 2>/dev/null || true)"
    case "$status" in *"ok installed"*) return 0 ;; *) return 1 ;; esac
}

debian_missing() {
    local package missing=""
    for package in $debian_packages; do
        is_installed "$package" || missing="$missing $package"
    done
    if needs_venv_package; then missing="$missing python3-venv"; fi
    printf '%s' "${missing# }"
}

# From 2024 on some libraries are called libasound2t64 and so on; only a fresh package list knows.
current_names() {
    local package
    for package in "$@"; do
        if apt-cache show "${package}t64" >/dev/null 2>&1; then package="${package}t64"; fi
        printf '%s ' "$package"
    done
}

apt() {
    # jackd2 asks a question about realtime priority; unattended the answer is no.
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=1 -o Acquire::http::Timeout=20 \
        -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

install_debian_packages() {
    local missing
    missing="$(debian_missing)"
    if [ -z "$missing" ]; then return 0; fi
    if [ "$(id -u)" -ne 0 ]; then
        say "for sound and MIDI type:  sudo apt-get install -y $missing"
        say "going on without them."
        return 0
    fi
    say "installing $missing"
    # shellcheck disable=SC2046,SC2086 # lists of words
    if ! { apt update && apt install --no-install-recommends $(current_names $missing); } \
        >"$stamps/apt.log" 2>&1; then
        tail -n 3 "$stamps/apt.log"
        say "left out: $(debian_missing) (see $stamps/apt.log)"
    fi
}

tell_brew_packages() {
    local package missing=""
    for package in $brew_packages; do
        brew list --versions "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        say "for sound and MIDI type:  brew install$missing"
        say "going on without them."
    fi
}

install_system_packages() {
    if [ "$(uname -s)" = Darwin ]; then
        tell_brew_packages
    elif command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
        install_debian_packages
    else
        say "this is neither Debian nor macOS: install FluidSynth and PortAudio yourself to hear sound."
    fi
}

# --- Python

is_suitable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3.12 python3.11 python3.13 python3.14 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 && is_suitable "$candidate"; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}

make_venv() {
    local python
    if [ -x "$venv/bin/python" ] && is_suitable "$venv/bin/python"; then return 0; fi
    if [ -n "${PYTHON:-}" ] && ! is_suitable "$PYTHON"; then
        say "PYTHON=$PYTHON is not to be used: it is not there, not 3.11 to 3.14, or has no venv; looking for another"
    fi
    if ! python="$(find_python)"; then
        say "Sideman needs Python 3.11 to 3.14 with venv, and found none." \
            "Debian: sudo apt-get install -y python3 python3-venv.  macOS: brew install python@3.12." \
            "Or name one: make run PYTHON=/path/to/python3.12" >&2
        exit 2
    fi
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
}

pip_install() {
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check "$@" || {
        say "pip could not install the packages (see above); is there a network? Then type the same command again." >&2
        exit 2
    }
}

install_python_packages() {
    local lists="-r requirements/base.txt"
    if [ "$purpose" = test ]; then lists="$lists -r requirements/train.txt -r requirements/dev.txt"; fi
    say "installing Python packages (the first time takes some minutes)"
    # shellcheck disable=SC2086 # a list of words
    pip_install $lists
    # The versions are locked above, the builder included: nothing else may be fetched here.
    pip_install --no-deps --no-build-isolation --editable .
}

# --- the bundler of Live's extension, for the test that its archive is what the sources make

install_bundler() {
    local lock=live_extension/package-lock.json
    if cmp -s "$lock" "$stamps/npm.lock" && [ -d live_extension/node_modules ]; then return 0; fi
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        say "left out: the tests of Live's extension, which need Node.js and npm."
    elif npm ci --prefix live_extension --ignore-scripts --no-audit --no-fund >"$stamps/npm.log" 2>&1 </dev/null; then
        cp "$lock" "$stamps/npm.lock"
    else
        tail -n 3 "$stamps/npm.log"
        say "left out: esbuild (see $stamps/npm.log)"
    fi
}

# --- the checks of accessibility that the panel's tests run in the browser; never part of the project

axe=4.14.1
install_axe() {
    if [ -f "$stamps/axe/node_modules/axe-core/axe.min.js" ] && [ "$(cat "$stamps/axe.version" 2>/dev/null)" = "$axe" ]; then
        return 0
    fi
    if ! command -v npm >/dev/null; then
        say "left out: the panel's accessibility check, which needs npm."
    elif npm install --prefix "$stamps/axe" --no-save --ignore-scripts --no-audit --no-fund "axe-core@$axe" \
        >"$stamps/axe.log" 2>&1 </dev/null; then
        echo "$axe" >"$stamps/axe.version"
    else
        say "left out: axe-core (see $stamps/axe.log)"
    fi
}

install_system_packages
make_venv
install_python_packages
if [ "$purpose" = test ]; then
    install_bundler
    install_axe
fi
touch "$stamps/run"
if [ "$purpose" = test ]; then touch "$stamps/test"; fi
