"""ReportPane: a Report, with a row a check, under it one a case; what is wrong is unfolded.

Owns which row is chosen, which are unfolded and how far mistakes are disclosed. What is said stands in `report_view`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import DataTable

from exercises.catalog import Stage
from grader.report import Check, Report
from quiz.report_rows import rows
from quiz.telling import most_steps
from quiz.ui.drawing import Block
from quiz.ui.report_view import Line, cells, headline, lines, on_its_way, rest, worst_entries
from quiz.ui.voice import Voice
from quiz.ui.widgets.lines import Prose

COLUMNS = ("", "check", "cases", "error", "verdict")
STYLE = {True: "$text-success", False: "bold $text-error", None: "$text-muted"}
GAPS = (1, 2, 2, 2, 0)
"""Cells after each column; all in all it fits into the narrowest pane."""


class ReportPane(VerticalScroll):
    """Empty until there is a report."""

    class Chosen(Message):
        """More is wanted of this check: Enter, or a click."""

        def __init__(self, check: Check) -> None:
            super().__init__()
            self.check = check

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="report")
        self.voice = voice
        self.report: Report | None = None
        self.step = 0
        """Up to which step the mistakes are disclosed."""
        self._missing: Block | None = None
        """Why there is no newer report; its text is a key."""
        self._open: set[str] = set()
        self._lines: list[Line] = []
        self._pointed = 0
        """The row that the pane was last brought to; only whoever moves away from it wants to see another."""

    def compose(self) -> ComposeResult:
        """Verdict and cause; the table; the rest."""
        yield Prose(id="headline")
        table: DataTable[Content] = DataTable(id="checks", cursor_type="row", zebra_stripes=False, cell_padding=0)
        table.display = False
        yield table
        yield Prose(id="details")

    @property
    def table(self) -> DataTable[Content]:
        """The rows."""
        return self.query_one(DataTable)

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return most_steps(self.report) if self.report else 0

    @property
    def line(self) -> Line | None:
        """The row under the cursor."""
        at = self.table.cursor_row
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def take_focus(self) -> None:
        """Into the rows, where there are some."""
        (self.table if self.table.display else self).focus(scroll_visible=False)  # the verdict stays in sight

    def show(self, report: Report) -> None:
        """Another report; what was disclosed of the same mistakes stays so."""
        if self.report is None or [f.id for f in self.report.findings] != [f.id for f in report.findings]:
            self.step = min(1, max(most_steps(report) - 1, 0))
        self.report, self._missing = report, None
        self._open = {row.id for row in rows(report) if row.passed is False}
        self.speak()
        self._point(next((i for i, line in enumerate(self._lines) if line.shown.passed is False and line.leaf), 0))
        self.scroll_home(animate=False)

    def disclose(self) -> None:
        """One step more, scrolled to where it stands."""
        self.step += 1
        self.speak()
        self.call_after_refresh(self._to_the_last_step)

    def _to_the_last_step(self) -> None:
        self.scroll_to(y=max(0, self.query_one("#headline").size.height - self.size.height), animate=False)

    def speak(self) -> None:
        """Everything, in the language of now."""
        self.border_title = self.voice("exercise.report")
        self.set_class(self.report is None, "-empty")
        told = headline(self.report, self.step, self.voice) if self.report else []
        if self._missing is not None:
            told = [replace(self._missing, text=self.voice(self._missing.text))]
        self.query_one("#headline", Prose).show(*told or [Block(self.voice("exercise.no_report"), "quiet")])
        if self.report is not None:
            self._fill(self.report)
            self._details()

    def fail(self) -> None:
        """There is no report, and that is our fault."""
        self._missing = Block("exercise.not_judged", "error")
        self.speak()

    def cancelled(self) -> None:
        """There is no report, since nobody wanted it any more."""
        self._missing = Block("exercise.cancelled", "quiet")
        self.speak()

    def wait(self, seconds: int, stages: Sequence[Stage]) -> None:
        """The code is being judged, and has passed these stages."""
        self.query_one("#headline", Prose).show(*on_its_way(seconds, stages, self.voice))

    def _fill(self, report: Report) -> None:
        table, chosen = self.table, self.table.cursor_row
        self._lines = lines(report, self._open)
        heads = [self.voice(f"exercise.column.{name}") if name else " " for name in COLUMNS]
        body = [cells(line, self.voice) for line in self._lines]
        table.clear(columns=True)
        for number, head in enumerate(heads):
            # Told, since the table measures styled cells as if they were markup.
            width = max(cell_len(row[number]) for row in (heads, *body))
            table.add_column(head, width=width + GAPS[number])
        for line, texts in zip(self._lines, body, strict=True):
            table.add_row(*(Content.styled(text, STYLE[line.passed]) for text in texts))
        # Told, too: the table counts its rows only when idle, and a page laid out before that may keep what it found.
        table.styles.height = table.header_height + len(self._lines)
        table.display = bool(self._lines)
        self._point(chosen)

    def _point(self, row: int) -> None:
        self._pointed = max(min(row, len(self._lines) - 1), 0)
        self.table.move_cursor(row=self._pointed, animate=False)

    def _details(self) -> None:
        if self.report is not None:
            worst = worst_entries(self.line.shown, self.voice) if self.line else []
            self.query_one("#details", Prose).show(*worst, *rest(self.report, self.voice))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Another row, other entries; the row itself in sight, since the table does not scroll, this pane does."""
        event.stop()
        self._details()
        row = self.table.cursor_row  # not the event's, which may be older than where the pane itself has put it
        if row != self._pointed:
            self._pointed = row
            top = 0 if row == 0 else self.table.virtual_region.y + 1 + row
            self.scroll_to_region(Region(0, top, 1, 1), animate=False)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """By Enter or by mouse."""
        event.stop()
        self.choose()

    def choose(self) -> None:
        """Unfold the check under the cursor, or fold it; of one case, ask for more."""
        line = self.line
        if line is None or self.report is None:
            return
        if line.leaf:
            self.post_message(self.Chosen(line.shown))
            return
        self._open ^= {line.row.id}
        self._fill(self.report)
