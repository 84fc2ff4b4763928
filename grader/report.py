"""What a judgement says: frozen values, and the JSON that every front end prints.

Owns the result's schema (stable: keys are added, never renamed). Refuses to judge and to draw.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from exercises.catalog import Stage
from exercises.content import Text

if TYPE_CHECKING:
    from grader.counterexample import Counterexample
    from grader.heatmap import HeatMap

SCHEMA = 1
Verdict = Literal["pass", "fail", "error", "timeout", "memory", "blocked", "infra"]


@dataclass(frozen=True)
class Entry:
    """One entry of an array where the learner's number is farthest from the true one."""

    index: tuple[int, ...]
    yours: float
    expected: float


@dataclass(frozen=True)
class Check:
    """One thing judged on one case; `passed` is None where the judging did not get that far."""

    id: str
    """`stage:tensor` or `stage`, fixed per exercise: `forward:y`, `gradient:dw`, `repeat`."""
    stage: Stage
    tensor: str
    case: str
    hidden: bool = False
    passed: bool | None = None
    error: float | None = None
    tolerance: float | None = None
    worst: tuple[Entry, ...] = ()
    own_forward: bool = False
    """Held against the learner's own forward, since that is not the right one."""
    heat: HeatMap | None = field(default=None, repr=False)
    """Where it is wrong, for who looks at it now; no part of the JSON."""


@dataclass(frozen=True)
class Finding:
    """A named cause, with the numbers that show it."""

    id: str
    where: str
    evidence: dict[str, Any]
    text: Text
    steps: tuple[Text, ...] = ()
    """What is disclosed one after the other: which gradient, which entries and what pattern, the cause."""


@dataclass(frozen=True)
class Note:
    """Something worth saying about a submission that passed, such as single precision."""

    id: str
    text: Text
    hidden: bool = False
    """Seen in the hidden cases, so no student is told."""


@dataclass(frozen=True)
class TraceFrame:
    """A place in the learner's file that an exception went through, in the child's own words."""

    line: int
    """0 where it is not known."""
    function: str
    code: str
    mark: tuple[int, int] | None = None
    """From where to where in `code` the failing expression stands; None where that is all of it."""
    values: tuple[str, ...] = ()
    """What the names held: `x (2, 3)`, `mask (2, 3) bool`, `n = 3`; those of the failing expression first."""
    cell: int = 0
    """Of a notebook, whose lines count from its first one; 0 for a plain file."""


@dataclass(frozen=True)
class Printed:
    """What one function printed in one case; both are empty for what was printed while loading."""

    case: str
    function: str
    text: str


@dataclass(frozen=True)
class Report:
    """The whole judgement of one submission."""

    exercise: str
    exercise_sha: str
    file: str
    sha256: str
    salt: str
    verdict: Verdict
    stage: Stage | None
    """The first stage that failed; None on a pass."""
    score: float
    checks: tuple[Check, ...]
    message: Text
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    output: str = ""
    """What the submission printed, shortened, control characters taken out."""
    outputs: tuple[Printed, ...] = ()
    """The same under the cases that printed it, without repetitions and without what was timed."""
    trace: tuple[TraceFrame, ...] = ()
    """Where the exception of the message came from, the innermost place last."""
    counterexample: Counterexample | None = None
    """The smallest case found on which this code is wrong in the same way; only where it was asked for."""
    isolation: str = ""
    ms: float = 0.0
    hidden: bool = False
    """What message, stage, findings, trace and counterexample tell of happened in the hidden cases."""

    @property
    def passed(self) -> bool:
        """Whether the verdict is a pass; notes do not change it."""
        return self.verdict == "pass"

    def to_json(self, version: str) -> dict[str, Any]:
        """The documented JSON object; `version` is that of gradlings."""
        return {
            "schema": SCHEMA,
            "gradlings": version,
            "exercise": self.exercise,
            "exercise_sha": self.exercise_sha,
            "file": self.file,
            "sha256": self.sha256,
            "salt": self.salt,
            "verdict": self.verdict,
            "stage": self.stage,
            "score": round(self.score, 4),
            "checks": [_check_json(check) for check in self.checks],
            "findings": [
                {
                    "id": f.id,
                    "where": f.where,
                    "evidence": _plain(f.evidence),
                    "en": f.text.en,
                    "zh": f.text.zh,
                    "steps": [{"en": step.en, "zh": step.zh} for step in f.steps],
                }
                for f in self.findings
            ],
            "notes": [{"id": n.id, "en": n.text.en, "zh": n.text.zh, "hidden": n.hidden} for n in self.notes],
            "message": {"en": self.message.en, "zh": self.message.zh},
            "output": self.output,
            "outputs": [{"case": p.case, "function": p.function, "text": p.text} for p in self.outputs],
            "trace": [_frame_json(frame) for frame in self.trace],
            "counterexample": _plain(self.counterexample.to_json()) if self.counterexample else None,
            "isolation": self.isolation,
            "ms": round(self.ms, 1),
            "hidden": self.hidden,
        }


def _check_json(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "stage": check.stage,
        "tensor": check.tensor,
        "case": check.case,
        "hidden": check.hidden,
        "passed": check.passed,
        "error": _plain(check.error),
        "tolerance": _plain(check.tolerance),
        "worst": [
            {"index": list(e.index), "yours": _plain(e.yours), "expected": _plain(e.expected)} for e in check.worst
        ],
        "own_forward": check.own_forward,
    }


def _frame_json(frame: TraceFrame) -> dict[str, Any]:
    return {
        "line": frame.line,
        "function": frame.function,
        "code": frame.code,
        "mark": list(frame.mark) if frame.mark else None,
        "values": list(frame.values),
        "cell": frame.cell,
    }


def _plain(value: Any) -> Any:
    """JSON has no NaN and no infinity: they are written as the strings "nan", "inf", "-inf"."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
