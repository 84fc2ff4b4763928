"""What will be remembered on the day of the interview, if nothing more is practised until then.

Owns the means, overall and by topic. What no machine marked is counted apart, and so is what was never seen: it is not
taken for forgotten, and not for known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quiz.plan.curve import DAY, recall
from quiz.plan.goal import Goal

if TYPE_CHECKING:
    from quiz.bank import Card
    from quiz.memory import Memory


class Recall(NamedTuple):
    """Of some cards."""

    seen: int
    total: int
    expected: float
    """How many of those that were seen will be remembered."""

    @property
    def mean(self) -> float | None:
        """Of those that were seen; None where none was."""
        return self.expected / self.seen if self.seen else None


class Outlook(NamedTuple):
    """On the day of the interview, or today where there is none."""

    marked: Recall
    assessed: Recall
    """Open questions, as the learner judged the answers."""
    topics: Mapping[str, Recall]
    """Machine-marked cards only."""
    waiting: tuple[str, ...]
    """The topics of which no card was seen, an open question neither."""


def outlook(cards: Iterable[Card], memories: Mapping[str, Memory], goal: Goal) -> Outlook:
    """Of these cards."""
    moment = _moment(goal)
    topics: dict[str, list[float | None]] = {}
    assessed: list[float | None] = []
    met: dict[str, bool] = {}
    for card in cards:
        memory = memories.get(card.id)
        met[card.topic] = met.get(card.topic, False) or memory is not None
        days = (moment - memory.last).total_seconds() / DAY if memory else 0.0
        chance = recall(memory.stability, days) if memory else None
        (assessed if card.kind == "open" else topics.setdefault(card.topic, [])).append(chance)
    marked = [chance for chances in topics.values() for chance in chances]
    by_topic = {topic: _recall(found) for topic, found in topics.items()}
    return Outlook(_recall(marked), _recall(assessed), by_topic, tuple(topic for topic in met if not met[topic]))


def _moment(goal: Goal) -> datetime:
    """Noon of the day; now where it is today or there is none."""
    if goal.phase != "ahead" or goal.interview is None:
        return goal.now
    return datetime.combine(goal.interview, time(), goal.now.tzinfo) + timedelta(hours=12)


def _recall(chances: list[float | None]) -> Recall:
    seen = [chance for chance in chances if chance is not None]
    return Recall(len(seen), len(chances), sum(seen))
