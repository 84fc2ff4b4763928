"""What to ask next: a pure function of the answers so far, the cards there are, and the time.

Owns fuzz and order. Refuses to read the log or a clock. The memory model is FSRS by `fsrs`, whose own
fuzz draws from the global random generator and would move a card's day at every replay; ours is a hash.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import fsrs

from quiz.card_id import question_of
from quiz.record import Review

if TYPE_CHECKING:
    from quiz.bank import Card

LEARNING_STEP = timedelta(minutes=10)
FUZZ = 0.1
"""An interval of three days or more is moved by up to this share of itself."""
APART = 3
"""So many other questions are asked before a sibling of a card, where there are so many."""
SITTING = timedelta(hours=1)
"""Answers longer ago are forgotten enough to ask a sibling."""


@dataclass(frozen=True)
class Memory:
    """How well one card is remembered."""

    card: fsrs.Card
    reviews: int
    due: datetime
    """With our fuzz; `card.due` is without."""
    learning: bool
    """Still within minutes of a first or failed answer: due at a time of day, not on a day."""


def replay(reviews: Iterable[Review], memories: Mapping[str, Memory] | None = None) -> dict[str, Memory]:
    """The memory of every card that was ever answered, going on from the memories of earlier answers."""
    after = dict(memories or {})
    for review in reviews:
        after[review.card] = remember(after.get(review.card), review)
    return after


def remember(memory: Memory | None, review: Review) -> Memory:
    """The memory of a card after one more answer."""
    before = memory.card if memory else fsrs.Card(card_id=0, due=review.at)
    grade = fsrs.Rating(min(max(review.rating, 1), 4))
    card, _ = _scheduler().review_card(before, grade, review.at.astimezone(UTC))
    count = memory.reviews + 1 if memory else 1
    learning = card.state is not fsrs.State.Review
    days = 0 if learning else fuzz(review.card, count, (card.due - review.at).days)
    return Memory(card, count, card.due + timedelta(days=days), learning)


def fuzz(card: str, reviews: int, days: int) -> int:
    """By how many days the interval moves, so that cards learned together do not stay together for ever."""
    if days < 3:
        return 0
    width = max(1, round(days * FUZZ))
    return _number(f"{card} {reviews}") % (2 * width + 1) - width


def seed(card: str, reviews: int) -> int:
    """The seed of the variant to ask: another one after every answer, the same until then."""
    return _number(f"seed {card} {reviews}") % 2**31


def due(cards: Iterable[Card], memories: Mapping[str, Memory], now: datetime) -> list[str]:
    """The cards to repeat, the least remembered first. `now` is in the learner's time zone: a day ends there."""
    tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    ranked = []
    for card in cards:
        memory = memories.get(card.id)
        if memory and (memory.due <= now if memory.learning else memory.due < tomorrow):
            recall = _scheduler().get_card_retrievability(memory.card, now.astimezone(UTC))
            ranked.append((recall, memory.due, card.id))
    return [card for _, _, card in sorted(ranked)]


def new(cards: Iterable[Card], memories: Mapping[str, Memory]) -> list[Card]:
    """Cards never answered, as far as they may be asked: an open question comes after one of its drills."""
    met = {question_of(card) for card in memories}
    return [card for card in cards if card.id not in memories and (card.kind != "open" or question_of(card.id) in met)]


def next_card(
    cards: Sequence[Card],
    memories: Mapping[str, Memory],
    reviews: Sequence[Review],
    now: datetime,
    again: Collection[str] = (),
) -> str | None:
    """The card to ask now: what is due first, then something new. `reviews` are all answers, the latest last.

    Of what is new, `again` comes first: cards that were answered under a key that was wrong.
    """
    waiting = due(cards, memories, now)
    if waiting:
        # The least remembered; a sibling of what was just asked only where all are, and then the one asked longest ago.
        recent = {question_of(r.card): place for place, r in enumerate(reviews[-APART:]) if now - r.at < SITTING}
        return min(waiting, key=lambda card: recent.get(question_of(card), -1))
    last = {question_of(review.card): place for place, review in enumerate(reviews)}
    unseen = new(cards, memories)
    return _next_new([card for card in unseen if card.id in again] or unseen, cards, last)


def _next_new(unseen: Sequence[Card], cards: Iterable[Card], last: Mapping[str, int]) -> str | None:
    """Topics in turn, in a topic questions in turn (easy ones first), in a question its drills in order."""
    topic_last: dict[str, int] = {}
    for card in cards:
        asked = last.get(question_of(card.id), -1)
        topic_last[card.topic] = max(asked, topic_last.get(card.topic, -1))
    if not unseen:
        return None
    return min(
        unseen,
        key=lambda card: (
            topic_last[card.topic],
            last.get(question_of(card.id), -1),
            card.kind == "open",
            card.level,
        ),
    ).id


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


@cache
def _scheduler() -> fsrs.Scheduler:
    return fsrs.Scheduler(learning_steps=[LEARNING_STEP], relearning_steps=[LEARNING_STEP], enable_fuzzing=False)
