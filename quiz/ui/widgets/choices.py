"""Choices: numbered rows that are picked by digit, by arrows and Enter, or by mouse.

Owns the cursor. Refuses to know what a pick means: it posts `Picked`, and whoever holds it hands new rows down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from quiz.ui.drawing import STYLES, Look, code_lines, flow, inline
from quiz.ui.widgets.lines import Lines

Sign = Literal["", "right", "wrong"]
SIGNS: dict[str, tuple[str, Look]] = {"": (" ", "text"), "right": ("✓", "right"), "wrong": ("✗", "wrong")}
CURSOR = "bold $block-cursor-foreground on $block-cursor-background"


@dataclass(frozen=True)
class Row:
    """One row; `badge` stands between number and text: `[x]`, or the place in an order."""

    text: str
    badge: str = ""
    sign: Sign = ""
    """Shown once the answer is marked."""
    chosen: bool = False
    note: str = ""
    """At the right end of the row."""
    detail: tuple[str, str, str] = ("", "", "")
    """On a line of its own below: before, what was found, after."""
    heading: bool = False
    """Cannot be picked."""
    hidden: bool = False
    """Takes no room, but counts in the numbers."""


@dataclass(frozen=True)
class Manner:
    """How the rows of one widget behave."""

    code: bool = False
    """The rows are lines of Python."""
    numbered: bool = True
    enter_picks: bool = True
    """Where it does not, Enter is left to the screen, which submits."""
    always: bool = False
    """The cursor shows without the focus too, since keys come from elsewhere."""


class Choices(Lines, can_focus=True):
    """The rows, one of them under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("space", "pick", show=False),
        Binding("enter", "enter", show=False),
    ]

    class Moved(Message):
        """The cursor moved to these lines of the widget, which whoever scrolls should show."""

        def __init__(self, choices: Choices, region: Region) -> None:
            super().__init__()
            self.choices = choices
            self.region = region

    class Picked(Message):
        """A row was picked; `index` counts from 0."""

        def __init__(self, choices: Choices, index: int) -> None:
            super().__init__()
            self.choices = choices
            self.index = index
            self.row = choices.rows[index]

        @property
        def stale(self) -> bool:
            """Whether another row stands there by now."""
            return self.choices.rows[self.index : self.index + 1] != (self.row,)

        @property
        def control(self) -> Choices:
            """The widget that posted it."""
            return self.choices

    def __init__(self, id: str, manner: Manner = Manner()) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = ()
        self.manner = manner
        self.cursor = 0
        self.frozen = False

    def show(self, rows: Iterable[Row]) -> None:
        """Other rows, or the same with other badges and signs."""
        self.rows = tuple(rows)
        self.cursor = min(self.cursor, max(len(self.rows) - 1, 0))
        while self.cursor + 1 < len(self.rows) and self.rows[self.cursor].heading:
            self.cursor += 1
        self.redraw()

    def freeze(self) -> None:
        """Nothing can be picked any more."""
        self.frozen = True
        self.can_focus = False
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Every row, folded at this width."""
        return [line for index in range(len(self.rows)) for line in self._row(index, width)]

    def goto(self, index: int) -> bool:
        """The cursor on this row; False where none stands there that can be picked."""
        if not 0 <= index < len(self.rows) or self.frozen or self.rows[index].heading:
            return False
        self.cursor = index
        self.redraw()
        return True

    def pick(self, index: int) -> None:
        """As if the row had been clicked; an index without a row does nothing."""
        if self.goto(index):
            self.post_message(self.Picked(self, index))

    def point(self, index: int) -> None:
        """The cursor on this row, which whoever scrolls shows."""
        self.cursor = index
        self.redraw()
        top = sum(len(self._row(i, self.size.width)) for i in range(index))
        self.post_message(self.Moved(self, Region(0, top, 1, len(self._row(index, self.size.width)))))

    def action_move(self, step: int) -> None:
        """The cursor up or down, around the ends."""
        rows = [index for index, row in enumerate(self.rows) if not row.heading]
        if rows:
            here = rows.index(self.cursor) if self.cursor in rows else -1
            self.point(rows[(here + step) % len(rows)])

    def action_pick(self) -> None:
        """Pick the row under the cursor."""
        self.pick(self.cursor)

    def action_enter(self) -> None:
        """Pick the row under the cursor."""
        self.pick(self.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """A key that does nothing here goes on to the screen."""
        return not self.frozen and (action != "enter" or self.manner.enter_picks)

    def on_focus(self) -> None:
        """The cursor shows only with the focus."""
        self.redraw()

    def on_blur(self) -> None:
        """The cursor shows only with the focus."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """The row under the mouse is picked."""
        y = event.y
        for index in range(len(self.rows)):
            y -= len(self._row(index, self.size.width))
            if y < 0:
                self.pick(index)
                return

    def _row(self, index: int, width: int) -> list[Content]:
        row = self.rows[index]
        if row.hidden:
            return []
        if row.heading:
            return flow(inline(row.text, "bold $text-muted"), width)
        under_cursor = index == self.cursor and (self.has_focus or self.manner.always) and not self.frozen
        sign, look = SIGNS[row.sign]
        number = f"{index + 1:>{len(str(len(self.rows)))}} " if self.manner.numbered else ""
        first = f"{'›' if under_cursor else sign} {number}{row.badge + ' ' if row.badge else ''}"
        lines = self._body(row, first, width)
        style = CURSOR if under_cursor else STYLES[look] or ("bold" if row.chosen else "")
        return [line.pad_right(max(width - line.cell_length, 0)).stylize(style) for line in lines]

    def _body(self, row: Row, first: str, width: int) -> list[Content]:
        note = Content.styled(f" {row.note}" if row.note else "", "$text-muted")
        note = note.truncate(max(width * 2 // 3, 1), ellipsis=True)
        rest = " " * Content(first).cell_length
        room = width - Content(first).cell_length - note.cell_length
        body = code_lines(row.text or " ", room) if self.manner.code else flow(inline(row.text), room)
        lines = [Content(rest if i else first) + line for i, line in enumerate(body)]
        gap = width - lines[0].cell_length - note.cell_length
        lines = [lines[0] + Content(" " * gap) + note, *lines[1:]] if row.note else lines
        return [*lines, self._detail(row, rest, width)] if any(row.detail) else lines

    def _detail(self, row: Row, indent: str, width: int) -> Content:
        before, found, after = row.detail
        parts = ((before, STYLES["quiet"]), (found, "bold"), (after, STYLES["quiet"]))
        return Content.assemble(indent, *parts).truncate(width, ellipsis=True)
