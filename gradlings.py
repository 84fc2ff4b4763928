"""The public door for others' code: from a notebook, a test or a script.

from gradlings import check_gradient, grade

check_gradient(forward, backward, (x, w, b))  # your own function; right or wrong, and where

report = grade("layers/dense", Path("dense.py").read_bytes())  # a submission to an exercise
report.passed, report.message.en, report.findings
"""

from __future__ import annotations

from exercises.catalog import Catalog
from grader import Grader, Options, Report, SandboxError
from grader.gradcheck import GradientCheck, GradientCheckError, check_gradient

__all__ = ["GradientCheck", "GradientCheckError", "Report", "SandboxError", "check_gradient", "grade"]


def grade(
    exercise: str, source: bytes | str, *, salt: str = "", strict: bool = False, allow_reduced_isolation: bool = False
) -> Report:
    """Judge one submission of anybody's in a locked process, and in a second one its hidden cases.

    exercise: its id, as `gradlings list` prints it.  source: the file's bytes or text.  salt: replays a judgement.
    strict: refuse what is right but imprecise.  allow_reduced_isolation: judge it also where there is no lock (macOS,
    Windows), as one would one's own file: such a process could read files and use the network.

    Raises KeyError (no such exercise), BrokenContent (its folder breaks the contract) and SandboxError (no process
    can be started, or none that is locked); never anything because of what the submission does.
    """
    data = source.encode() if isinstance(source, str) else source
    with Grader(required="D" if allow_reduced_isolation else "B") as grader:
        grader.prove()
        return grader.check(Catalog().get(exercise), data, Options(salt=salt, strict=strict, hidden=True, points=True))
