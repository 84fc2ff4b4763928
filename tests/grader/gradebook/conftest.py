"""Rows as a run gives them, with secrets in whatever is hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from exercises.content import Text
from grader.handed import Row
from grader.report import Check, Entry, Finding, Note, Report, TraceFrame

SECRET = "sesame"
EXPECTED = "7.6543"
"""The digits of the right number."""


def report(verdict: str = "fail", score: float = 0.5, hidden: bool = False, **more: Any) -> dict[str, Any]:
    """As JSON has it. With `hidden` the failure is one of hidden cases, and everything about it has the secret."""
    visible, concealed = verdict == "pass" or hidden, f" {SECRET}" * hidden
    worst = (Entry((0, 1), 2.5, 7.65432109),)
    checks = (
        Check("loads", "loads", "", "", passed=True),
        Check("gradient:dw", "gradient", "dw", "tiny", passed=visible, worst=() if visible else worst, error=0.5,
              tolerance=1e-12),
        Check("gradient:dw", "gradient", "dw", "wide", passed=visible, error=0.25, tolerance=1e-12),
        Check("repeat", "repeat", "", "tiny", passed=visible or None),
    )  # fmt: skip
    if visible:
        said = {"hidden": True, "passed": not hidden, "worst": worst if hidden else ()}
        checks += (Check("gradient:dw", "gradient", "dw", f"case {SECRET}", error=0.125, tolerance=1e-12, **said),)
    told = {
        "output": "printed\n",
        "findings": ()
        if verdict == "pass"
        else (Finding("f", "gradient:dw", {}, Text(f"the cause{concealed}", "原因")),),
        "notes": (Note("a", Text("a note", "说明")), Note("b", Text(f"other {SECRET}", SECRET), hidden=True)),
        "trace": (TraceFrame(3, "f", f"x @ w{concealed}", None, ("x (2, 3)",)),),
        "isolation": "B: seccomp",
        "ms": 12.0,
    } | more
    message = Text(f"dw[0, 1] is 2.5, it must be 7.65432109{concealed}", f"应为 7.65432109{concealed}")
    stage = None if verdict == "pass" else "gradient"
    made = Report("layers/dense", "sha", "f.py", "sha256", f"salt-{SECRET}", verdict, stage, score, checks, message,
                  hidden=hidden, **told)  # fmt: skip
    return made.to_json("0.1.0")


@pytest.fixture
def row() -> Callable[..., Row]:
    """One row; what is not said is ordinary."""

    def made(student: str = "ann", verdict: str = "fail", score: float = 0.5, **more: Any) -> Row:
        fields = {"name": "", "exercise": "layers/dense", "file": "f.py", "attempt": 1, "at": ""}
        given = {key: more.pop(key) for key in (*fields, "fault") if key in more}
        told = report(verdict, score, **more) if verdict != "missing" else {}
        return Row(key="k", student=student, report=told, **{**fields, **given})

    return made
