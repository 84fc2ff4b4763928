"""What to ask next: cards to repeat first, the least remembered before the others; then new ones.

Owns order: topics take turns, and siblings, the cards of one question, stay apart. Refuses to read the log or a clock,
to know how a memory fades (`memory`), when a card is due (`plan.goal`) and how many fit into a day (`plan.day`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from quiz.answers import Review
from quiz.card_id import question_of, topic_of
from quiz.memory import Memory, fuzz, recall, remember, replay, seed
from quiz.plan import curve
from quiz.plan.goal import Goal

if TYPE_CHECKING:
    from quiz.bank import Card

__all__ = [
    "Memory", "apart", "due", "fuzz", "in_turn", "just_asked", "next_card", "next_new", "recall", "remember", "replay",
    "returning", "seed", "unseen",
]  # fmt: skip

APART = 3
"""So many other questions are asked before a sibling of a card, where there are so many."""
SITTING = timedelta(hours=1)
"""Answers longer ago are forgotten enough to ask a sibling."""
WINDOW = 8
"""So far down the order one looks for another topic; which of today's cards comes first matters little."""
EASY = 2
"""Up to this level a question is what every interview may ask."""


def due(cards: Iterable[Card], memories: Mapping[str, Memory], goal: Goal) -> list[Card]:
    """The cards to repeat now, the least remembered first."""
    ranked = []
    for card in cards:
        memory = memories.get(card.id)
        if memory and goal.is_due(card.id, memory):
            days = (goal.now - memory.last).total_seconds() / curve.DAY
            ranked.append((curve.recall(memory.stability, days), memory.due, card.id, card))
    return [card for *_, card in sorted(ranked, key=lambda row: row[:3])]


def returning(cards: Iterable[Card], memories: Mapping[str, Memory], goal: Goal) -> list[Card]:
    """Cards that were just answered wrongly and come back within the day."""
    found = []
    for card in cards:
        memory = memories.get(card.id)
        if memory and memory.learning and memory.due > goal.now and goal.day(memory.due) == goal.today:
            found.append(card)
    return found


def unseen(cards: Iterable[Card], memories: Mapping[str, Memory]) -> list[Card]:
    """Cards never answered, as far as they may be asked: an open question comes after one of its drills."""
    met = {question_of(card) for card in memories}
    return [card for card in cards if card.id not in memories and (card.kind != "open" or question_of(card.id) in met)]


def next_card(cards: Sequence[Card], memories: Mapping[str, Memory], asked: Sequence[str], goal: Goal) -> str | None:
    """The card to repeat now, if any; `asked` are the last cards of this sitting."""
    return next((card.id for card in apart(due(cards, memories, goal), asked)), None)


def next_new(
    cards: Iterable[Card], memories: Mapping[str, Memory], goal: Goal, again: Collection[str] = ()
) -> str | None:
    """The new card to ask, if any."""
    return next((card.id for card in in_turn(unseen(cards, memories), memories, goal, again)), None)


def apart(cards: Sequence[Card], asked: Sequence[str]) -> Iterator[Card]:
    """The cards, nearly in their order; siblings and topics are moved away from one another and from the last asked."""
    left, before = list(cards), list(asked[-APART:])
    while left:
        recent = {question_of(card): place for place, card in enumerate(before[-APART:])}
        topic = topic_of(before[-1]) if before else ""
        near = left[:WINDOW]
        best = min(near, key=lambda card: (recent.get(question_of(card.id), -1), card.topic == topic))
        if recent.get(question_of(best.id), -1) >= 0:  # nothing near is apart: look at all
            best = min(left, key=lambda card: recent.get(question_of(card.id), -1))
        left.remove(best)
        before.append(best.id)
        yield best


def just_asked(reviews: Sequence[Review], now: datetime) -> list[str]:
    """The last cards of this sitting."""
    return [review.card for review in reviews[-APART:] if now - review.at < SITTING]


def in_turn(
    found: Iterable[Card], memories: Mapping[str, Memory], goal: Goal, again: Collection[str] = ()
) -> Iterator[Card]:
    """New cards in the order to be asked: topics in turn, in a topic questions in turn, easy ones first.

    Towards a date, a card of every easy question comes before a second one of any. `again` comes first of all: cards
    that were answered by a key that was wrong.
    """
    asked: dict[str, float] = {}
    turn: dict[str, float] = {}
    for card_id, memory in memories.items():
        question, topic, when = question_of(card_id), topic_of(card_id), memory.last.timestamp()
        asked[question] = max(when, asked.get(question, 0.0))
        turn[topic] = max(when, turn.get(topic, 0.0))
    topics: dict[str, list[Card]] = {}
    for card in found:
        topics.setdefault(card.topic, []).append(card)

    def rank(card: Card) -> tuple[bool, int, float, bool, int]:
        question = question_of(card.id)
        tier = _tier(card, question in asked) if goal.ahead else 0
        return card.id not in again, tier, asked.get(question, 0.0), card.kind == "open", card.level

    def first(topic: str) -> tuple[tuple[bool, int], float, tuple[float, bool, int], Card]:
        card = min(topics[topic], key=rank)
        ranked = rank(card)
        return ranked[:2], turn.get(topic, 0.0), ranked[2:], card

    best = {topic: first(topic) for topic in topics}
    clock = goal.now.timestamp()
    while best:
        topic = min(best, key=lambda name: best[name][:3])
        chosen = best.pop(topic)[-1]
        topics[topic].remove(chosen)
        clock += 1
        asked[question_of(chosen.id)] = turn[topic] = clock
        if topics[topic]:
            best[topic] = first(topic)
        yield chosen


def _tier(card: Card, met: bool) -> int:
    """Easy questions that were not met, then the other easy cards, then the hard ones."""
    if card.level <= EASY:
        return int(met)
    return card.level
