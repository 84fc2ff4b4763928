"""What this machine can hold submissions with, found by trying: what `gradlings doctor` prints.

Owns the facts. Refuses to word them.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from grader.sandbox import SandboxError
from grader.sandbox.fork import Forker, possible
from grader.sandbox.strongest import ISOLATION


@dataclass(frozen=True)
class Examination:
    """What was found."""

    level: str
    """What submissions run under now: A, B or D."""
    layers: tuple[str, ...]
    probes: Mapping[str, str]
    """What a locked child tried: how it was refused, or "open"; empty where there is no lock."""
    plain: str
    """Why there is no lock; empty where there is one. `asked` means that the environment says so."""
    unwrapped: str
    """Why there is no bubblewrap; empty where there is."""
    system: str
    extended: bool
    """Whether long double has more digits than float64, for the second opinion on a refusal."""


def examine(environ: Mapping[str, str]) -> Examination:
    """Start what a check would start, and ask it."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}"
    extended = bool(np.finfo(np.longdouble).eps < np.finfo(np.float64).eps)

    def plainly(why: str) -> Examination:
        return Examination("D", ("limits",), {}, why, "", f"{system}, NumPy {np.__version__}", extended)

    if environ.get(ISOLATION) == "plain":
        return plainly("asked")
    if not possible():
        return plainly("no lock for this system")
    forker = Forker()
    try:
        level, layers, probes = forker.level, tuple(forker.layers()), forker.probes()
    except SandboxError as error:
        return plainly(str(error))
    finally:
        forker.close()
    return Examination(level, layers, probes, "", forker.unwrapped, f"{system}, NumPy {np.__version__}", extended)
