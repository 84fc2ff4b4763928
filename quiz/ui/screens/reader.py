"""Reader: a page to read: the full answer, the help, a solution, a hint, faults of content files.

Owns scrolling, and which keys leave. What it shows it asks for again at every change of language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Label

from quiz.session import Session
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.page import PAGING, TURN, Page
from quiz.ui.voice import Voice
from quiz.ui.widgets.lines import Prose


class Reader(Page):
    """One text, with its title above."""

    ACTS: ClassVar[tuple[Act, ...]] = (
        TURN,
        *PAGING,
    )
    TAIL = tuple(act for act in Page.TAIL if act.name not in ("help", "glossary"))
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *TAIL, Act("back", "enter,e")))

    def __init__(
        self,
        session: Session,
        title: Callable[[], str],
        blocks: Callable[[], list[Block]],
        voice: Voice | None = None,
    ) -> None:
        super().__init__(session)
        self._turns = voice is not None
        self.voice = voice or self.voice
        self._title_now = title
        self._blocks_now = blocks

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        yield Label(id="where", markup=False)
        with VerticalScroll(id="pane", can_focus=False):
            yield Prose(id="prompt")
        yield self.keys

    def can(self, name: str) -> bool:
        """The other language of a text that is spoken by the voice handed in: only that one turns."""
        return self._turns if name == "turn" else True

    def speak(self) -> None:
        """The text, in the language of now."""
        self.query_one("#where", Label).update(self.headed(self._title_now()))
        self.query_one("#prompt", Prose).show(*self._blocks_now())
        self.refresh_keys()
