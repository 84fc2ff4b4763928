"""MockMissesPage: the quiz over what was missed in a mock interview, each card once, in a fresh variant.

Owns only which cards these are; everything else is the quiz. These answers are reviews like any others.
"""

from __future__ import annotations

from collections.abc import Iterable

from exercises.content import BrokenContent
from quiz.hashed import number
from quiz.practice import Practice
from quiz.progress import Place
from quiz.session import Session
from quiz.ui.screens.quiz import QuizPage
from quiz.variants import Posed


class MockMissesPage(QuizPage):
    """Asks these cards, in turn."""

    def __init__(self, session: Session, cards: Iterable[str]) -> None:
        super().__init__(session, Practice(mode="misses"))
        self._cards = list(cards)

    def draw_card(self) -> Posed | None:
        """The next one that there still is."""
        while self._cards:
            card = self._cards.pop(0)
            asked_before = len(self.session.history.record.reviews)
            try:
                return self.session.pose(card, number(f"miss {card} {asked_before}") % 2**31)
            except (KeyError, BrokenContent):
                continue
        return None

    def place(self) -> Place:
        """Whoever comes back after a restart finds the report."""
        return Place("mock")
