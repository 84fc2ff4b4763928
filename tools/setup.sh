#!/bin/sh
# Makes .venv and installs gradlings into it, from the pins of constraints.txt. Does nothing where that was done
# already and neither pyproject.toml nor constraints.txt has changed since.
#
#   tools/setup.sh [dev]       dev: with the tools that lint and test need
#
# PYTHON names the interpreter to use. pip's own settings (PIP_*, pip.conf) are the user's and stay in force.
set -eu
cd "$(dirname "$0")/.."

extra=${1:-}
venv=.venv
stamp=$venv/.installed${extra:+-$extra}
oldest=3.11

say() { printf '%s\n' "gradlings: $*" >&2; }
stop() { say "$*"; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    found=$(${PYTHON:-python3} --version 2>&1) || found='no python3'
    stop "needs Python $oldest or newer, found $found. Install one, then type: make PYTHON=python3.12 run"
}

make_venv() {
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || stop "$python has no ensurepip, which Debian and Ubuntu ship" \
        "apart. Type: sudo apt install python3-venv, then this command again"
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv" || stop "cannot make $venv (see above). Is this folder writable?"
}

install() {
    "$venv/bin/python" -m pip install --disable-pip-version-check --constraint constraints.txt "$@" ||
        stop "packages could not be installed (see above). Check the network and 'pip config list', then try again"
}

# What the installed state depends on; cksum is everywhere, sha256sum is not.
state=$(cat pyproject.toml constraints.txt | cksum)

if "$venv/bin/python" -c '' 2>/dev/null && [ "$(cat "$stamp" 2>/dev/null)" = "$state" ]; then
    exit 0
fi
"$venv/bin/python" -m pip --version >/dev/null 2>&1 || make_venv
say "installing packages into $venv (once, about a minute)"
# The build backend first, from the same pins: an isolated build would fetch it again, and unpinned.
install hatchling editables
install --no-build-isolation --editable ".${extra:+[$extra]}"
printf '%s\n' "$state" >"$stamp"
say "ready: $venv/bin/gradlings"
