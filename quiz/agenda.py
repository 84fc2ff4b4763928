"""What one learner remembers, and today's plan: computed when something has happened or a minute has passed.

Owns what a plan is computed from, and how long it stands: nobody waits for it at a key. Refuses to plan (`plan.day`)
and to ask (`session`); the command for the plan needs no more than this, 20 ms less than a session.
"""

from __future__ import annotations

from collections.abc import Mapping

from quiz.library import Library
from quiz.memory import Memory
from quiz.plan.code import buildable
from quiz.plan.day import Plan, plan
from quiz.plan.given import Given, Stock
from quiz.recollection import Recollection
from quiz.shelf import Shelf


class Agenda:
    """Over one shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._recollection = Recollection(shelf.paths.memories)
        self._sources: tuple[Library, object] | None = None
        self._stock = Stock({}, {}, ())
        self._counts: tuple[object, ...] = ()
        self._given: Given | None = None
        self._plan: Plan | None = None

    def memories(self) -> Mapping[str, Memory]:
        """How well each answered card is remembered."""
        shelf = self._shelf
        return self._recollection.follow(shelf.history.record, shelf.bank.errata, shelf.now())

    def plan(self) -> Plan:
        """What fits into the minutes that are left today, in order."""
        given = self.given()
        if self._plan is None or self._plan.given is not given:
            self._plan = plan(given)
        return self._plan

    def given(self) -> Given:
        """What today's plan follows from."""
        record, now, found = self._shelf.history.record, self._shelf.now(), self._practised()
        minute = now.replace(second=0, microsecond=0)
        mocked = sum(record.mocked.values())
        counts = (len(record.reviews), len(record.touches), mocked, record.settings, minute)
        before = self._given
        if before is None or before.record is not record or before.stock is not found or counts != self._counts:
            memories = self.memories()
            again = frozenset(card for card in record.reviews.cards if card not in memories)
            before, self._counts = Given(found, memories, record, now, again), counts
            self._given = before
        return before

    def _practised(self) -> Stock:
        """What there is to be practised; exercises that do not load are left out."""
        library, exercises = self._shelf.bank, self._shelf.stock
        if self._sources is None or self._sources[0] is not library or self._sources[1] is not exercises:
            self._sources = library, exercises
            builds = buildable(self._shelf.listed()[0])
            self._stock = Stock(library.cards, builds, tuple(exercises.titles))
        return self._stock
