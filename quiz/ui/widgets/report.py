"""ReportPane: a Report, with one row a check; the row under the cursor shows its worst entries.

Owns which row is chosen and how far mistakes are disclosed. What is said stands in `report_view`.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable

from grader.report import Report
from quiz.check_rows import rows
from quiz.telling import most_steps
from quiz.ui.drawing import Block
from quiz.ui.report_view import cells, headline, rest, worst_entries
from quiz.ui.voice import Voice
from quiz.ui.widgets.lines import Prose

COLUMNS = ("", "check", "cases", "error", "verdict")
STYLE = {True: "$text-success", False: "bold $text-error", None: "$text-muted"}


class ReportPane(VerticalScroll):
    """Empty until there is a report."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="report")
        self.voice = voice
        self.report: Report | None = None
        self.failed = False
        self.step = 0
        """Up to which step the mistakes are disclosed."""

    def compose(self) -> ComposeResult:
        """Verdict and cause; the table; the rest."""
        yield Prose(id="headline")
        table: DataTable[Content] = DataTable(id="checks", cursor_type="row", zebra_stripes=False)
        table.display = False
        yield table
        yield Prose(id="details")

    def show(self, report: Report) -> None:
        """Another report; what was disclosed of the same mistakes stays so."""
        if self.report is None or [f.id for f in self.report.findings] != [f.id for f in report.findings]:
            self.step = min(1, max(most_steps(report) - 1, 0))
        self.report = report
        self.failed = False
        self.speak()
        self.scroll_home(animate=False)

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return most_steps(self.report) if self.report else 0

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
        if self.failed:
            self.query_one("#headline", Prose).show(Block(f"! {self.voice('common.verdict.infra')}", "error"))
        elif self.report is None:
            self.query_one("#headline", Prose).show(Block(self.voice("exercise.no_report"), "quiet"))
        else:
            self.query_one("#headline", Prose).show(*headline(self.report, self.step, self.voice))
        if self.report is not None:
            self._fill(self.report)
            self._details()

    def fail(self) -> None:
        """There is no report, and that is our fault."""
        self.failed = True
        self.speak()

    def wait(self, seconds: int) -> None:
        """The code is being judged."""
        self.query_one("#headline", Prose).show(Block(self.voice("exercise.busy", n=seconds), "self"))

    def _fill(self, report: Report) -> None:
        table = self.query_one(DataTable)
        chosen = table.cursor_row
        table.clear(columns=True)
        lines = rows(report)
        heads = [self.voice(f"exercise.column.{name}") if name else " " for name in COLUMNS]
        body = [cells(row, self.voice) for row in lines]
        for number, head in enumerate(heads):
            # Told, since the table measures styled cells as if they were markup.
            width = max(cell_len(row[number]) for row in (heads, *body))
            table.add_column(head, width=width)
        for row, texts in zip(lines, body, strict=True):
            table.add_row(*(Content.styled(text, STYLE[row.passed]) for text in texts))
        table.display = bool(lines)
        failed = next((i for i, row in enumerate(lines) if row.passed is False), 0)
        table.move_cursor(row=failed if chosen == 0 else min(chosen, len(lines) - 1), animate=False)

    def _details(self) -> None:
        if self.report is not None:
            lines = rows(self.report)
            at = self.query_one(DataTable).cursor_row
            worst = worst_entries(lines[at], self.voice) if 0 <= at < len(lines) else []
            self.query_one("#details", Prose).show(*worst, *rest(self.report, self.voice))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Another row, other entries."""
        event.stop()
        self._details()
