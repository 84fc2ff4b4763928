"""What a page says of everybody at once, counted while the reports go by.

Owns the counting. Of a report nothing stays but numbers and, for every mistake, the first text about it.
"""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exercises.content import Text
from grader.gradebook.standings import FULL, Standing

BUCKETS = 11
"""Of ten points each, and one for all points."""
SLOWEST = 5
MOST_TRIED = 100
TOLD = 400
"""Characters of a finding that are kept."""


@dataclass
class Tally:
    """One check: how many submissions fail it in some case, and how many it was never made for."""

    failed: int = 0
    missed: int = 0


@dataclass
class Mistake:
    """One cause at one place, and what was said of it the first time."""

    text: Text
    count: int = 0


@dataclass
class Counts:
    """Of one exercise."""

    verdicts: Counter[str] = field(default_factory=Counter)
    points: array[float] = field(default_factory=lambda: array("d"))
    seconds: array[float] = field(default_factory=lambda: array("d"))
    slowest: list[tuple[float, int]] = field(default_factory=list)
    """Seconds, and the number of the standing."""
    tried: dict[int, Text] = field(default_factory=dict)
    """What was tried that is not allowed, by the numbers of the first MOST_TRIED standings."""
    isolation: Counter[str] = field(default_factory=Counter)
    """As measured: the level and what it is made of."""
    judged: int = 0
    checks: dict[str, Tally] = field(default_factory=dict)
    mistakes: dict[tuple[str, str], Mistake] = field(default_factory=dict)
    """By the finding's id and its place."""
    unnamed: Counter[str] = field(default_factory=Counter)
    """Failures without a cause, by stage."""

    def add(self, number: int, standing: Standing) -> None:
        """One more; `number` is how the page calls it."""
        self.verdicts[standing.verdict] += 1
        if standing.points is not None:
            self.points.append(standing.points)
        report = standing.row.report
        if not report or standing.verdict == "infra":
            return
        self.judged += 1
        self.isolation[report["isolation"]] += 1
        self._time(number, report["ms"] / 1000)
        self._checks(report)
        if (tried := standing.row.tried) and len(self.tried) < MOST_TRIED:
            self.tried[number] = Text(tried.en[:TOLD], tried.zh[:TOLD])
        if standing.verdict != "pass":
            self._mistakes(report)

    @property
    def distribution(self) -> list[int]:
        """How many have 0 to below 10 points, and so on; in the last place those who have all."""
        found = [0] * BUCKETS
        for points in self.points:
            found[min(max(int(points * (BUCKETS - 1) / FULL), 0), BUCKETS - 1)] += 1
        return found

    def _time(self, number: int, seconds: float) -> None:
        self.seconds.append(seconds)
        keep = heapq.heappush if len(self.slowest) < SLOWEST else heapq.heappushpop
        keep(self.slowest, (seconds, number))

    def _checks(self, report: Mapping[str, Any]) -> None:
        found: dict[str, set[bool | None]] = {}
        for check in report["checks"]:
            found.setdefault(check["id"], set()).add(check["passed"])
        for name, outcomes in found.items():
            tally = self.checks.setdefault(name, Tally())
            tally.failed += False in outcomes
            tally.missed += outcomes == {None}

    def _mistakes(self, report: Mapping[str, Any]) -> None:
        if not report["findings"]:
            self.unnamed[report["stage"] or ""] += 1
        said = {(finding["id"], finding["where"]): finding for finding in report["findings"]}
        for key, finding in said.items():
            text = Text(finding["en"][:TOLD], finding["zh"][:TOLD])
            self.mistakes.setdefault(key, Mistake(text)).count += 1


def middle(values: Sequence[float], share: float = 0.5) -> float:
    """The value that this share of them does not exceed; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
