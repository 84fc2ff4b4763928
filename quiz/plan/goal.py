"""The interview's date, and what it does to intervals.

Owns the day from which on something is to be repeated, with a date and without one. Refuses to change what is
remembered: how strong a memory is, FSRS says (`schedule`); only the day that follows from it is ours.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from quiz.memory import Memory, fuzz, seed
from quiz.plan.curve import interval

Phase = Literal["none", "ahead", "today", "past"]
ROOMY, CROWDED = 0.85, 0.70
"""Recall at which a card is due while a date is ahead: where there is time for every card, and where there is not.

Simulated with our bank at 40 minutes a day. Two topics, 14 days: 0.85 ends with 0.96 of 41 cards remembered, 0.90 with
0.97 after 8 % more answers. All topics, 14 days: 0.85 ends with 0.93 of 90 cards, 0.70 with 0.89 of 125, since a card
that is not repeated leaves time for another; 30 days: 0.91 of 152 at 0.80, 0.89 of 199 at 0.70. Without a date it is
FSRS' own 0.9.
"""
LAST_DAYS = 4
"""The last look at every card before the interview is spread over so many days: all of them on one is too much."""


class Goal(NamedTuple):
    """What is practised for, at one moment."""

    phase: Phase
    now: datetime
    """In the learner's time zone: a day ends there."""
    interview: date | None = None
    retention: float = ROOMY

    @property
    def ahead(self) -> bool:
        """Whether there is a date that intervals may not reach past."""
        return self.phase in ("ahead", "today")

    @property
    def today(self) -> date:
        """The learner's."""
        return self.now.date()

    @property
    def midnight(self) -> datetime:
        """When today began."""
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)

    @property
    def days(self) -> int:
        """Until the interview; 0 where none is ahead."""
        return (self.interview - self.today).days if self.interview and self.ahead else 0

    def day(self, moment: datetime) -> date:
        """The learner's day of a moment."""
        return moment.astimezone(self.now.tzinfo).date()

    def is_due(self, card: str, memory: Memory) -> bool:
        """Whether a card is to be repeated today; one that was just answered wrongly, now."""
        if memory.learning:
            return memory.due <= self.now
        return self.due_day(card, memory) <= self.today

    def due_day(self, card: str, memory: Memory) -> date:
        """From when on a card is to be repeated: before the interview at the latest, even if it is well known."""
        if memory.learning or not self.ahead:
            return self.day(memory.due)
        last, days = self.day(memory.last), interval(memory.stability, self.retention)
        return self.before_the_date(card, last, days + fuzz(card, memory.reviews, days))

    def before_the_date(self, name: str, last: date, days: int, least: int = 1) -> date:
        """So many days after the last time, but once more shortly before the interview."""
        natural, look = last + timedelta(days=days), self.last_look(name)
        return natural if last >= look else min(natural, max(look, last + timedelta(days=least)))

    def last_look(self, name: str) -> date:
        """The day by which something is seen once more."""
        if not self.ahead or self.interview is None:
            return date.max
        return self.interview - timedelta(days=1 + seed(name, 0) % LAST_DAYS)


def goal(chosen: date | None, now: datetime, retention: float = ROOMY) -> Goal:
    """What there is to practise for."""
    if chosen is None:
        return Goal("none", now)
    phase: Phase = "past" if chosen < now.date() else "today" if chosen == now.date() else "ahead"
    return Goal(phase, now, chosen, retention)
