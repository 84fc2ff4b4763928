"""Today's plan: what fits into the minutes that are left, in the order to do it, and what does not.

Owns how the minutes are shared between repeating, new cards and code. A pure function of what there is, the log and the
time: after missed days the next plan simply starts from there. Refuses to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from quiz import schedule
from quiz.card_id import question_of
from quiz.plan.dropped import Dropped, dropped
from quiz.plan.given import Given
from quiz.plan.goal import Goal
from quiz.plan.recall import Outlook, outlook
from quiz.plan.slot import Task, code_slot, fitting, least_part, tasks

if TYPE_CHECKING:
    from quiz.bank import Card

CARE = 5
"""Days before the interview by which a card of every easy question was seen."""


class Item(NamedTuple):
    """One thing to do."""

    kind: Literal["review", "new", "build", "redo"]
    id: str
    """Of a card or an exercise."""
    seconds: float
    """Of today."""
    rest: float = 0.0
    """Seconds of an exercise that are left for another day."""


@dataclass(frozen=True)
class Plan:
    """Of today, from now on."""

    given: Given
    items: tuple[Item, ...]
    """Cards first, then code."""
    backlog: int
    """Cards that are due and do not fit."""
    returning: int
    """Cards that were answered wrongly and come back in some minutes."""

    @property
    def goal(self) -> Goal:
        """What it is for."""
        return self.given.goal

    @property
    def left(self) -> float:
        """Seconds of today's practice that are left."""
        return max(60 * self.given.settings.minutes - self.given.spent, 0.0)

    @property
    def due(self) -> int:
        """Cards to repeat, those that do not fit included."""
        return len(self.of("review")) + self.backlog

    @property
    def unseen(self) -> int:
        """Cards of the chosen topics that were never answered."""
        return sum(card.id not in self.given.memories for card in self.given.cards)

    def of(self, *kinds: str) -> list[Item]:
        """The items of these kinds."""
        return [item for item in self.items if item.kind in kinds]

    # Asked for when it is shown: whoever only wants the next card does not wait for it.

    @cached_property
    def dropped(self) -> Dropped:
        """What will not be reached before the interview."""
        return dropped(self.given, self.left)

    @cached_property
    def outlook(self) -> Outlook:
        """What will be remembered then."""
        return outlook(self.given.cards, self.given.memories, self.goal)


def plan(given: Given) -> Plan:
    """From now on, today."""
    left = max(60 * given.settings.minutes - given.spent, 0.0)
    back = schedule.returning(given.cards, given.memories, given.goal)
    left_for_cards = left - sum(given.pace.review(card.kind) for card in back)
    wanted = list(tasks(given))
    least = least_part(given)
    coded = fitting(wanted, min(code_slot(given), left), least)
    items, backlog = _cards(given, left_for_cards - sum(task.seconds for task in coded))
    # What cards leave over, code gets.
    coded = fitting(wanted, left_for_cards - sum(item.seconds for item in items), least)
    return Plan(given, (*items, *map(_item, coded)), backlog, len(back))


def _item(task: Task) -> Item:
    return Item(task.kind, task.exercise.id, task.seconds, task.rest)


def _cards(given: Given, seconds: float) -> tuple[list[Item], int]:
    """What to repeat and what to learn in so many seconds, and how many due cards do not fit."""
    due = schedule.due(given.cards, given.memories, given.goal)
    fresh = list(_new(given, seconds))
    kept = min(_care(given, fresh), seconds / 2)
    repeated, used = _take(due, seconds - kept, given.pace.review)
    learned, more = _take(fresh, seconds - used, given.pace.new)
    if len(repeated) < len(due):
        rest, _ = _take(due[len(repeated) :], seconds - used - more, given.pace.review)
        repeated += rest
    asked = schedule.just_asked(given.record.reviews, given.now)
    items = [Item("review", card.id, given.pace.review(card.kind)) for card in schedule.apart(repeated, asked)]
    items += [Item("new", card.id, given.pace.new(card.kind)) for card in learned]
    return items, len(due) - len(repeated)


def _new(given: Given, seconds: float) -> Iterable[Card]:
    """New cards in their order, no more than a day may bring or there is time for."""
    room = given.settings.new_a_day - given.new_today
    if given.goal.phase == "today" and given.memories:
        room = 0  # nothing new on the day itself
    found = schedule.unseen(given.cards, given.memories)
    total = 0.0
    for card in schedule.in_turn(found, given.memories, given.goal, given.again):
        total += given.pace.new(card.kind)
        if room <= 0 or total > seconds:
            return
        room -= 1
        yield card


def _care(given: Given, fresh: Iterable[Card]) -> float:
    """Seconds kept from repeating, so that every easy question is met some days before the interview."""
    if not given.goal.ahead:
        return 0.0
    met = {question_of(card) for card in given.memories}
    waiting = {question_of(card.id) for card in given.cards if card.level <= schedule.EASY} - met
    today = -(-len(waiting) // max(given.goal.days - CARE, 1))
    easy = [given.pace.new(card.kind) for card in fresh if question_of(card.id) in waiting]
    return sum(easy[:today])


def _take(cards: list[Card], seconds: float, cost: Callable[[str], float]) -> tuple[list[Card], float]:
    """The first ones, as many as fit, and how long they take."""
    taken, used = [], 0.0
    for card in cards:
        if used + cost(card.kind) > seconds:
            break
        used += cost(card.kind)
        taken.append(card)
    return taken, used
