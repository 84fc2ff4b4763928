"""The checks of a report, one row a check id: what the command line and the app show of a judgement.

Owns what a row says of its cases. Refuses to word and to lay out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.report import Check, Report


@dataclass(frozen=True)
class CheckRow:
    """All cases of one check id."""

    id: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool | None:
        """None where the judging did not get that far in every case."""
        if any(check.passed is False for check in self.checks):
            return False
        return True if all(check.passed for check in self.checks) else None

    @property
    def passes(self) -> int:
        """How many cases passed."""
        return sum(check.passed is True for check in self.checks)

    @property
    def worst(self) -> Check:
        """The case with the largest error, a failed one where there is one; NaN is the largest of all."""
        return max(self.checks, key=lambda check: (check.passed is False, _size(check.error)))


def rows(report: Report) -> list[CheckRow]:
    """One row a check id, in the order in which they were judged."""
    of_id: dict[str, list[Check]] = {}
    for check in report.checks:
        of_id.setdefault(check.id, []).append(check)
    return [CheckRow(check_id, tuple(checks)) for check_id, checks in of_id.items()]


def _size(error: float | None) -> float:
    if error is None:
        return -1.0
    return math.inf if math.isnan(error) else error
