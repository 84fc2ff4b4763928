"""Pick: a small list on top of a page; answers with the row that was picked, or None.

Owns its keys. What it shows it asks for again at every change of language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from quiz.ui.drawing import Block
from quiz.ui.widgets.choices import Choices, Manner, Row
from quiz.ui.widgets.lines import Prose


class Pick(ModalScreen[int | None]):
    """Arrows and Enter, a digit, or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", show=False),
        Binding("f2,l", "app.language", show=False),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(
        self, title: Callable[[], str], rows: Callable[[], Sequence[Row]], start: int = 0, hides: bool = False
    ) -> None:
        """`hides`: nothing of the page beneath is seen."""
        super().__init__(classes="-hides" if hides else None)
        self._title_now = title
        self._rows_now = rows
        self._start = start
        self.choices = Choices("picks", Manner(always=True))

    def compose(self) -> ComposeResult:
        """What it is about, and the rows."""
        with Vertical(id="dialog"):
            yield Prose(id="question")
            with VerticalScroll(id="rows", can_focus=False):
                yield self.choices

    def on_mount(self) -> None:
        """The cursor on the row that is likely wanted."""
        self.speak()
        self.choices.focus()
        self.call_after_refresh(self.choices.point, self._start)

    def speak(self) -> None:
        """In the language of now."""
        self.query_one("#question", Prose).show(Block(self._title_now()))
        self.choices.show(self._rows_now())

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """This one."""
        picked.stop()
        self.dismiss(picked.index)

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Keep the cursor in sight."""
        moved.stop()
        self.query_one("#rows").scroll_to_region(moved.region, animate=False)

    def action_digit(self, number: int) -> None:
        """By its number."""
        self.choices.pick(number - 1)

    def action_close(self) -> None:
        """None of them."""
        self.dismiss(None)
