"""How a Python that holds nothing of ours is started: its command line and its environment.

Imports no NumPy: the child imports its own while the grader imports its own (80 to 130 ms each, side by side).
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.sandbox import SandboxError

GRADER = Path(__file__).parent.parent

# One BLAS thread: a locked child cannot start more, and small matrices are slower with them.
ENVIRONMENT = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# glibc gives blocks above 128 KiB back at once and asks for fresh pages again, which made honest code look quadratic.
ENVIRONMENT |= {"MALLOC_MMAP_THRESHOLD_": str(2**25), "MALLOC_TRIM_THRESHOLD_": str(2**28)}

# This package alone becomes importable, as `sandbox`, and NumPy, both until everything is loaded; at the end of the
# path, so that a `json` or `random` beside NumPy is not taken for the standard library's.
START = "import sys; sys.path += sys.argv[1:3]; from sandbox.{module} import main; main()"


def command(module: str, arguments: Sequence[str]) -> list[str]:
    """What runs `main` of a module of this package in a fresh interpreter. Raises SandboxError without NumPy."""
    return [sys.executable, "-I", "-S", "-c", START.format(module=module), str(GRADER), numpy_parent(), *arguments]


def numpy_parent() -> str:
    """The folder that holds NumPy, found without importing it. Raises SandboxError."""
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None:
        raise SandboxError("NumPy is not installed: pip install numpy")
    return str(Path(spec.origin).parent.parent)
