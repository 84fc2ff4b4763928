#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the image: finds a Python that NumPy has wheels for, and NumPy.
set -euo pipefail
root="${GRADLINGS_AUTOGRADER:-/autograder}"
needs=(@NEEDS@)
check='import numpy, tomli, tree_sitter, tree_sitter_python as _
assert tuple(map(int, numpy.__version__.split(".")[:2])) >= (2, 3)'

recent() { "$1" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
complete() { "$1" -I -c "$check" 2>/dev/null; }

python=""
for candidate in ${GRADLINGS_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
  if recent "$candidate"; then python="$(command -v "$candidate")"; break; fi
done
if [ -z "$python" ]; then
  apt-get update
  for version in 3.13 3.12 3.11; do
    if apt-get install -y "python$version" "python$version-venv"; then python="$(command -v "python$version")"; break; fi
  done
fi
if [ -z "$python" ]; then
  echo "gradlings needs Python 3.11 or newer: choose the base image Ubuntu 24.04" >&2
  exit 1
fi
if ! complete "$python"; then
  if ! "$python" -m venv "$root/venv"; then
    apt-get update
    apt-get install -y "$(basename "$(readlink -f "$python")")-venv"
    "$python" -m venv --clear "$root/venv"
  fi
  python="$root/venv/bin/python"
  "$python" -m pip install --no-input --disable-pip-version-check "${needs[@]}"
fi
printf '%s\n' "$python" > "$root/source/python"
"$python" -I -m compileall -q "$root/source/gradlings"  # every submission gets this image as it is now
"$python" -I "$root/source/start.py" "$root" --isolation
