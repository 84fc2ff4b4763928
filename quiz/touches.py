"""What the log says was done about exercises, as plain values. Refuses to read events (`record` does)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

BY_TIME = attrgetter("at")


@dataclass(frozen=True)
class Checked:
    """One check of an exercise."""

    exercise: str
    at: datetime
    """UTC."""
    verdict: str


@dataclass(frozen=True)
class Touch:
    """A sign of work on an exercise."""

    exercise: str
    """Empty where one went to something else."""
    at: datetime
    """UTC."""
    kind: str
    """Of the event; `passed` for a check that was."""
    seconds: float | None = None
    """What it took in the interview that it is of, 0 where nobody knows; None for what is of none."""
