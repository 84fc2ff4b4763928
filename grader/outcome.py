"""What a trial saw: its checks, everything that went wrong, and the arrays that came back.

Owns which of several troubles counts as the first. Refuses to make calls (`trial`) and to word anything (`messages`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from exercises.catalog import Stage
from exercises.content import Text
from grader.compare import SLIGHT, Comparison
from grader.numgrad import Array
from grader.report import Check
from grader.sandbox.child import Failure

ORDER: tuple[Stage, ...] = (
    "loads", "functions", "calls", "shape", "forward", "gradient-shape", "gradient", "repeat", "inputs", "cost",
    "goal",
)  # fmt: skip


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong, with what is needed to say so."""

    stage: Stage
    case: str
    tensor: str = ""
    function: str = ""
    failure: Failure | None = None
    got: Array | None = None
    right: Array | None = None
    comparison: Comparison | None = None
    reason: Text | None = None
    """What the exercise itself says is wrong, where many answers would be right."""

    @property
    def slight(self) -> bool:
        """Whether a formula could lose as much by rounding; nan is not slight."""
        return self.comparison is not None and self.comparison.within(SLIGHT)


@dataclass(frozen=True)
class Allowance:
    """Errors with a harmless cause, and what to say about them."""

    checks: frozenset[tuple[str, str]]
    """Those whose error the cause explains, by check id and case."""
    most: float
    """No error larger than this is harmless."""
    notes: dict[str, dict[str, Any]]

    def limit(self, stage: Stage, tensor: str, case: str) -> float:
        """The largest error that is let off there."""
        return self.most if (f"{stage}:{tensor}", case) in self.checks else 0.0


@dataclass(frozen=True)
class Leniency:
    """What a trial lets pass beside results that are right to the tolerance."""

    rounding: bool = True
    """What a formula loses by itself."""
    allowances: tuple[Allowance, ...] = ()


@dataclass
class Outcome:
    """What one runner gave: checks, troubles in the order seen, and its arrays by stage and case."""

    checks: dict[tuple[str, str], Check] = field(default_factory=dict)
    """By check id and case; a later look at the same thing replaces the earlier one."""
    troubles: list[Trouble] = field(default_factory=list)
    arrays: dict[tuple[Stage, str], tuple[Array, ...]] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def noted(self, note_id: str, tensor: str, error: float, **facts: Any) -> None:
        """Remember what is to be said though it passes: of each kind the tensor that is farthest off."""
        if error > self.notes.get(note_id, {"error": 0.0})["error"]:
            self.notes[note_id] = {"tensor": tensor, "error": error, **facts}

    @property
    def stages(self) -> list[Stage]:
        """Those in which something was checked, in their order."""
        seen = {check.stage for check in self.checks.values()}
        return [stage for stage in ORDER if stage in seen]

    @property
    def stage(self) -> Stage | None:
        """The first stage, in the order of stages, that failed in any case."""
        return min((t.stage for t in self.troubles), key=ORDER.index, default=None)

    @property
    def trouble(self) -> Trouble | None:
        """The first trouble of that stage; one that may be rounding only where there is no other."""
        those = [t for t in self.troubles if t.stage == self.stage]
        return next((t for t in those if not t.slight), those[0] if those else None)
