"""Sitting: the mock interview that goes on now. Every change is an event on disk before anything shows it.

Owns what is written and when, and the live clock. Refuses to draw, to compose and to mark. Methods that write raise
LogUnusable or Over; then nothing has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from exercises.content import BrokenContent
from quiz.card_id import question_of
from quiz.ids import published
from quiz.marking import Answer, GraderFailed, Unreadable, mark
from quiz.mock import PREFIX, coding
from quiz.mock.compose import choose_exercise, compose
from quiz.mock.item import Item, Wish
from quiz.mock.state import Given, Mock, after, fold
from quiz.words import in_both

if TYPE_CHECKING:
    from quiz.session import Session
    from quiz.variants import Posed
    from quiz.workspace import Workspace

FRESH = 5
"""So many earlier interviews are not asked from again, where there is something else."""


class NothingToAsk(Exception):
    """The chosen topics hold no question."""


class Over(Exception):
    """The interview has ended, perhaps in another window: nothing of it can be changed; `text` says so."""

    def __init__(self) -> None:
        self.text = in_both("mock.is_over")
        super().__init__(self.text.en)


def mocks(session: Session) -> list[Mock]:
    """Every interview, the latest last."""
    return list(fold(session.history.of(PREFIX)).values())


def begin(session: Session, wish: Wish) -> Mock:
    """Choose the items and begin. Raises NothingToAsk or LogUnusable."""
    exercise = choose_exercise(coding.candidates(session), wish, session.now()) if wish.code else None
    before = {question_of(item.card) for mock in mocks(session)[-FRESH:] for item in mock.items if item.card}
    items = [_sealed(session, item) for item in compose(wish, session.bank.cards.values(), exercise, before)]
    items = [item for item in items if item is not None]
    if not items:
        raise NothingToAsk
    body = {
        "minutes": wish.minutes,
        "topics": list(wish.topics),
        "code": wish.code,
        "seed": wish.seed,
        "language": session.interview,
        "items": [item.to_json() for item in items if item],
    }
    event = session.history.add(f"{PREFIX}begun", body)
    return next(iter(fold([event]).values()))


def _sealed(session: Session, item: Item) -> Item | None:
    """With the answer key that holds now; None for a card whose file broke since the bank was opened."""
    if not item.card:
        return item
    try:
        question = session.bank.question(item.card)
    except (KeyError, BrokenContent):
        return None
    return replace(item, fingerprint=published(question, item.card).fingerprint)


def posed(session: Session, item: Item) -> Posed | None:
    """The very variant; None where there is no such card any more."""
    try:
        return session.pose(item.card, item.seed)
    except (KeyError, BrokenContent):
        return None


def check_readable(posed: Posed, answer: Answer) -> None:
    """Raises Unreadable where an answer cannot be understood; whether it is right is nobody's business yet."""
    try:
        mark(posed, answer)
    except GraderFailed:  # a line that is Python: the grader would have to run it
        return


def understood(posed: Posed, answer: Answer) -> bool:
    """Whether it would be marked, right or not."""
    try:
        check_readable(posed, answer)
    except Unreadable:
        return False
    return True


class Sitting:
    """One interview, from the beginning or where it was left."""

    def __init__(self, session: Session, mock: Mock, ticks: Callable[[], float] = monotonic) -> None:
        self.session = session
        self.mock = mock
        self._ticks = ticks
        self._since = ticks()

    @property
    def elapsed(self) -> float:
        """Seconds used, pauses not counted."""
        return self.mock.elapsed + self._fresh()

    @property
    def left(self) -> float:
        """Seconds until the time is up; below 0 afterwards."""
        return self.mock.budget - self.elapsed

    @property
    def quiet(self) -> float:
        """Seconds since the last event."""
        return self._ticks() - self._since

    def spent(self, index: int) -> float:
        """Seconds used for this item."""
        return self.mock.used.get(index, 0.0) + (self._fresh() if index == self.mock.current else 0.0)

    def _fresh(self) -> float:
        return self._ticks() - self._since if self.mock.state == "running" else 0.0

    def move(self, index: int) -> None:
        """To this item."""
        if index != self.mock.current:
            self._add("moved", item=index)

    def answer(self, index: int, answer: Answer) -> bool:
        """Keep this answer in place of the one before; False where it is the same. Raises Unreadable."""
        given, body = self.mock.of(index), answer.to_json()
        if given.answer == body:
            return False
        found = posed(self.session, self.mock.items[index])
        if found is not None:
            check_readable(found, answer)
        self._add("answered", item=index, answer=body, text="")
        return True

    def keep(self, index: int, given: Given) -> None:
        """Keep what is written, said and asked of an item as it stands."""
        if given != self.mock.of(index):
            body = {**vars(given), "said": round(given.said, 1)}
            self._add("answered", item=index, **body)

    def flag(self, index: int) -> None:
        """Put a flag on it, or take it away."""
        self._add("flagged", item=index, on=index not in self.mock.flags)

    def ran(self, index: int, source: bytes) -> None:
        """This code was run."""
        self._add("ran", item=index, sha256=hashlib.sha256(source).hexdigest())

    def tick(self) -> None:
        """The app is alive: after a kill, no more than the time since this is missing."""
        if self.mock.state == "running":
            self._add("ticked")

    def pause(self) -> None:
        """The clock stops; how long is on record."""
        if self.mock.state == "running":
            self._add("paused")

    def resume(self) -> None:
        """The clock goes on: after a pause, or after the app was killed."""
        if self.mock.state != "ended":
            self._add("resumed", timed=False)

    def end(self) -> None:
        """No answer can be changed any more; where it was ended in another window, that end stands."""
        if self.mock.state != "ended":
            with suppress(Over):
                self._add("ended")

    def workspace(self) -> Workspace:
        """Where the code of this interview is written."""
        return coding.workspace(self.session.paths.work, self.mock.at, self.session.now)

    def check_open(self) -> None:
        """Raises Over once it has ended, here or in another window."""
        if self.mock.id in self.session.history.record.over:
            self.mock = next((mock for mock in mocks(self.session) if mock.id == self.mock.id), self.mock)
            raise Over

    def _add(self, kind: str, timed: bool = True, **body: Any) -> None:
        self.check_open()
        spent = {"ms": round(1000 * (self._ticks() - self._since))} if timed else {}
        event = self.session.history.add(f"{PREFIX}{kind}", {"mock": self.mock.id, **spent, **body})
        self._since = self._ticks()
        self.mock = after(self.mock, event)
