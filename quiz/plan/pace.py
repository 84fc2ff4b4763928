"""How long things will take this learner: seconds a card by its kind, minutes an exercise by its level.

Owns what is expected of somebody new, and how one's own times take its place. Refuses to measure (`times`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quiz.plan.times import READING, Answered

if TYPE_CHECKING:
    from quiz.memory import Memory

SECONDS = {
    "single": 25, "multiple": 40, "truth": 35, "numeric": 50, "parametric": 60, "shape": 45, "term": 20,
    "ordering": 45, "matching": 50, "cloze": 40, "output": 50, "bug": 55, "line": 60, "open": 100,
}  # fmt: skip
"""To answer a card of this kind for the first time, without the reading after it."""
REPEATED = 0.6
"""A repetition takes this share of the first time."""
WRONG = (0.45, 0.15)
"""How often the first answer to a card is wrong, and how often a later one."""
TRUST = 8
"""So many own answers weigh as much as what is expected of anybody."""
MINUTES = {1: 12.0, 2: 20.0, 3: 30.0, 4: 45.0}
"""To build an exercise of this level."""
SECOND_TIME = 0.5
"""A redo takes this share of building it."""
TRUSTED_MINUTES = 30.0


@dataclass(frozen=True)
class Pace:
    """One learner's times."""

    kinds: Mapping[str, float] = field(default_factory=dict)
    """Seconds of a first answer, by kind; a kind that is not there is expected as of anybody."""
    wrong: tuple[float, float] = WRONG
    code: float = 1.0
    """How much longer exercises take than is expected of anybody."""

    def new(self, kind: str) -> float:
        """Seconds of a new card today, its repetitions after wrong answers among them."""
        return self._first(kind) + self.wrong[0] * self.review(kind)

    def review(self, kind: str) -> float:
        """Seconds of a card that is repeated."""
        return self._first(kind) * REPEATED / (1 - self.wrong[1])

    def build(self, level: int) -> float:
        """Seconds of an exercise of this level, from the starter to the pass."""
        return 60 * MINUTES[level] * self.code

    def redo(self, level: int) -> float:
        """Seconds of the same once more."""
        return SECOND_TIME * self.build(level)

    def _first(self, kind: str) -> float:
        return self.kinds.get(kind) or SECONDS[kind] + READING


def pace(
    history: Sequence[Answered],
    kinds: Mapping[str, str],
    memories: Mapping[str, Memory],
    built: Iterable[tuple[int, float]],
) -> Pace:
    """From the last answers (`kinds` by card, `memories` after them) and (level, seconds) of passed exercises."""
    seconds = {kind: [READING + expected] * TRUST for kind, expected in SECONDS.items()}
    first, later = [WRONG[0]] * TRUST, [WRONG[1]] * TRUST
    left = Counter(entry.card for entry in history)
    for entry in history:
        memory, kind = memories.get(entry.card), kinds.get(entry.card)
        if memory and kind:
            is_first = memory.reviews == left[entry.card]
            seconds[kind].append(entry.seconds / (1 if is_first else REPEATED))
            (first if is_first else later).append(float(entry.wrong))
        left[entry.card] -= 1
    expected = taken = 60 * TRUSTED_MINUTES
    for level, spent in built:
        expected += 60 * MINUTES[level]
        taken += spent
    means = {kind: sum(times) / len(times) for kind, times in seconds.items()}
    return Pace(means, (sum(first) / len(first), sum(later) / len(later)), taken / expected)
