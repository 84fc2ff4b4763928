"""StatsPage: how it goes, to read. Counted in a thread: a long log is replayed once.

Owns when it is counted. Refuses to count (`quiz.stats`) and to phrase (`quiz.stats.told`).
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.message import Message

from quiz.progress import Place
from quiz.session import Session
from quiz.stats.counted import of_shelf
from quiz.stats.told import told
from quiz.stats.values import Statistics
from quiz.ui.acts import bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.page import Page
from quiz.ui.screens.reader import Reader

MARGIN = 3
"""Cells beside the text: padding, and a scroll bar."""


class StatsPage(Reader):
    """Everything that was counted, one section under the other."""

    ACTS = tuple(act for act in Reader.ACTS if act.name != "turn")
    TAIL = Page.TAIL
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *TAIL))

    class Counted(Message):
        """A thread has counted."""

        def __init__(self, statistics: Statistics) -> None:
            super().__init__()
            self.statistics = statistics

    def __init__(self, session: Session) -> None:
        super().__init__(session, lambda: f"gradlings  |  {self.voice('stats.title')}", self._blocks)
        self.statistics: Statistics | None = None

    def on_screen_resume(self) -> None:
        """Something may have been answered meanwhile."""
        self._count()

    @work(thread=True, group="count", exclusive=True)
    def _count(self) -> None:
        self.post_message(self.Counted(of_shelf(self.session)))

    def on_stats_page_counted(self, message: Counted) -> None:
        """Show it."""
        self.statistics = message.statistics
        self.speak()

    def place(self) -> Place:
        """Here."""
        return Place("stats")

    def on_resize(self) -> None:
        """The calendar is as wide as there is room."""
        self.speak()

    def _blocks(self) -> list[Block]:
        if self.statistics is None:
            return [Block(self.voice("stats.counting"), "quiet")]
        blocks: list[Block] = []
        for section in told(self.statistics, self.session.words, max(self.size.width - MARGIN, 20)):
            blocks += [Block(section.title, "head"), Block("\n".join(section.lines), "plain", tight=True)]
        return blocks
