"""How well a card is remembered: FSRS by `fsrs`, folded over the answers.

Owns the memory of one card and its fuzz. Refuses to choose cards (`schedule`) and to know the log. The library's own
fuzz draws from the global random generator and would move a card's day at every replay; ours is a hash.

`fsrs` is asked for one step at a time. Such a step depends on nothing but what `_step` takes, so that equal ones are
computed once: in a log of somebody who keeps to the schedule that is every second one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple, Self

import fsrs

from quiz.answers import Review
from quiz.hashed import number
from quiz.log import EPOCH

LEARNING_STEP = timedelta(minutes=10)
FUZZ = 0.1
"""An interval of three days or more is moved by up to this share of itself."""
RATINGS = {int(grade): grade for grade in fsrs.Rating}
STATES = {int(state): state for state in fsrs.State}
REVIEW = int(fsrs.State.Review)
STEPS = 1 << 13
"""Steps that are kept: 3 MB. A hit is 20 times as fast."""


class Memory(NamedTuple):
    """How well one card is remembered. A tuple: a long log makes 100 000."""

    stability: float
    """Days after which it is remembered with 90 %."""
    difficulty: float
    state: int
    """As `fsrs.State`."""
    step: int | None
    last: datetime
    """Of the last answer, UTC."""
    due: datetime
    """With our fuzz, UTC."""
    reviews: int

    @property
    def learning(self) -> bool:
        """Still within minutes of a first or failed answer: due at a time of day, not on a day."""
        return self.state != REVIEW

    @property
    def card(self) -> fsrs.Card:
        """As the library wants it."""
        state = fsrs.State(self.state)
        return fsrs.Card(0, state, self.step, self.stability, self.difficulty, self.due, self.last)


class _Step(NamedTuple):
    """What one answer makes of a card, whenever it is given."""

    stability: float
    difficulty: float
    state: int
    step: int | None
    interval: timedelta
    """Without fuzz."""


class _Throwaway(fsrs.Card):
    """A card that is used once: the library may change it, and need not copy it first."""

    def __copy__(self) -> Self:
        return self


def replay(reviews: Iterable[Review], memories: Mapping[str, Memory] | None = None) -> dict[str, Memory]:
    """The memory of every card that was ever answered, going on from the memories of earlier answers."""
    after = dict(memories or {})
    for review in reviews:
        after[review.card] = remember(after.get(review.card), review)
    return after


def remember(memory: Memory | None, review: Review) -> Memory:
    """The memory of a card after one more answer."""
    grade = min(max(review.rating, 1), 4)
    at = review.at
    if memory is None:
        count, after = 1, _first(grade)
    else:
        days = max((at - memory.last).days, -1)
        count, after = memory.reviews + 1, _step(memory[:4], days, grade)
    stability, difficulty, state, step, interval = after
    days = fuzz(review.card, count, interval.days) if state == REVIEW else 0
    return Memory(stability, difficulty, state, step, at, at + interval + timedelta(days), count)


def recall(memory: Memory, now: datetime) -> float:
    """The chance that the card is remembered now, as FSRS predicts it."""
    return float(_scheduler().get_card_retrievability(memory.card, now.astimezone(UTC)))


def fuzz(card: str, reviews: int, days: int) -> int:
    """By how many days the interval moves, so that cards learned together do not stay together for ever."""
    if days < 3:
        return 0
    width = max(1, round(days * FUZZ))
    return number(f"{card} {reviews}") % (2 * width + 1) - width


def seed(card: str, reviews: int) -> int:
    """The seed of the variant to ask: another one after every answer, the same until then."""
    return number(f"seed {card} {reviews}") % 2**31


@cache
def model() -> str:
    """Changes whenever the same answers come to other memories: another `fsrs`, other parameters, another fuzz."""
    grades = (3, 3, 1, 2, 4, 3, 3, 1, 3, 4)
    answers = [Review("core:a/b#c", EPOCH + timedelta(day * day), grade) for day, grade in enumerate(grades)]
    came = [str(replay(answers[:count])) for count in range(1, len(answers) + 1)]
    return blake2b("".join(came).encode(), digest_size=8).hexdigest()


@cache
def _first(grade: int) -> _Step:
    return _asked(fsrs.Card(card_id=0, due=EPOCH), 0, grade)


@lru_cache(STEPS)
def _step(known: tuple[float, float, int, int | None], days: int, grade: int) -> _Step:
    before = _Throwaway.__new__(_Throwaway)  # a third of the time of the library's `__init__`, which sets the same
    before.stability, before.difficulty, state, before.step = known
    before.state, before.card_id = STATES[state], 0
    before.due = before.last_review = EPOCH
    return _asked(before, days, grade)


def _asked(before: fsrs.Card, days: int, grade: int) -> _Step:
    at = EPOCH + timedelta(days)
    card, _ = _scheduler().review_card(before, RATINGS[grade], at)
    if card.stability is None or card.difficulty is None:
        raise AssertionError("an answered card has both")
    return _Step(card.stability, card.difficulty, int(card.state), card.step, card.due - at)


@cache
def _scheduler() -> fsrs.Scheduler:
    return fsrs.Scheduler(learning_steps=[LEARNING_STEP], relearning_steps=[LEARNING_STEP], enable_fuzzing=False)
