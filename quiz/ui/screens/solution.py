"""SolutionPage: the reference solution beside the learner's own, which has passed.

Owns the page's keys. What stands beside what says `quiz.beside`; it scrolls as one.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Label

from quiz.session import Session
from quiz.ui.acts import Act, bindings
from quiz.ui.screens.page import PAGING, Page
from quiz.ui.widgets.beside import Beside


class SolutionPage(Page):
    """Two versions to compare."""

    ACTS = PAGING
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL, Act("back", "enter,s,f7")))

    def __init__(self, session: Session, title: str, yours: str, reference: str) -> None:
        super().__init__(session)
        self.of = title
        self.yours = yours
        self.reference = reference

    def compose(self) -> ComposeResult:
        """Title, both, keys."""
        yield Label(id="where", markup=False)
        with VerticalScroll(id="pane", can_focus=False):
            yield Beside(self.voice, "beside")
        yield self.keys

    def speak(self) -> None:
        """The headings, in the language of now."""
        self.query_one("#where", Label).update(f"{self.of}  |  {self.voice('exercise.solution')}")
        self.query_one(Beside).show(self.yours, self.reference)
        self.refresh_keys()
