"""The forgetting curve of FSRS: how likely something is remembered later, and how long until it is that likely.

Owns these two formulas, which stand here once more because importing `fsrs` for them costs 40 ms; a test holds them to
it. Refuses to say how strong a memory is (`schedule`).
"""

from __future__ import annotations

DECAY = -0.1542
FACTOR: float = 0.9 ** (1 / DECAY) - 1
DAY = 86_400.0


def recall(stability: float, days: float) -> float:
    """The chance of recall so many days after the last answer; `stability` is in days."""
    return float((1 + FACTOR * max(days, 0.0) / stability) ** DECAY)


def interval(stability: float, wanted: float) -> int:
    """Whole days until recall has fallen to `wanted`, at least one."""
    days: float = stability / FACTOR * (wanted ** (1 / DECAY) - 1)
    return max(round(days), 1)
