"""The public door for others' code: from a notebook, a test or a script.

from gradlings import check_gradient, grade

check_gradient(forward, backward, (x, w, b))  # your own function; right or wrong, and where

report = grade("layers/dense", Path("dense.py").read_bytes())  # a submission to an exercise
report.passed, report.message.en, report.findings
"""

from __future__ import annotations

from exercises.catalog import Catalog
from grader import Grader, Options, Report
from grader.gradcheck import GradientCheck, GradientCheckError, check_gradient

__all__ = ["GradientCheck", "GradientCheckError", "Report", "check_gradient", "grade"]


def grade(exercise: str, source: bytes | str, *, salt: str = "", strict: bool = False, hidden: bool = True) -> Report:
    """Judge one submission in a process of its own.

    exercise: its id, as `gradlings list` prints it.  source: the file's bytes or text.  salt: replays a judgement.
    strict: refuse what is right but imprecise.  hidden: also the hidden cases, in a second process.

    Raises KeyError (no such exercise), BrokenContent (its folder breaks the contract) and SandboxError (no process
    can be started); never anything because of what the submission does.
    """
    data = source.encode() if isinstance(source, str) else source
    with Grader() as grader:
        return grader.check(Catalog().get(exercise), data, Options(salt=salt, strict=strict, hidden=hidden))
