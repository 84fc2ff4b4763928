"""CasePage: one check on one case, looked at closely: where the array is wrong, the worst entries, the smallest case.

Owns what stands in which order, and the act that writes the counterexample down. It shows a report as it was: it does
not follow the code. The numbers are the report's; the picture is drawn by `heat_view`.
"""

from __future__ import annotations

from shlex import quote
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label

from exercises.catalog import Exercise
from grader.report import Check, Report
from quiz.repro import place, write
from quiz.session import Session, WorkspaceError
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.heat_view import Picture
from quiz.ui.report_view import worst_entries
from quiz.ui.screens.page import PAGING, TURN, Page
from quiz.ui.voice import Voice
from quiz.ui.widgets.lines import Lines, Prose

FEWEST = 8
"""Rows of cells that a picture may always have; what is below it is scrolled to."""


class Heat(Lines):
    """The picture; nothing where there is none."""

    def __init__(self, picture: Picture | None, voice: Voice) -> None:
        super().__init__(id="heat")
        self.picture = picture
        self.voice = voice

    def lines(self, width: int) -> list[Content]:
        """As large as half of the screen lets it be."""
        if self.picture is None:
            return []
        return self.picture.lines(width, max(self.app.size.height // 2, FEWEST), self.voice)


class CasePage(Page):
    """One check, one case."""

    ACTS = (
        Act("repro", "w,f5", footer=True),
        TURN,
        *PAGING,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL, Act("back", "enter")))

    def __init__(self, session: Session, exercise: Exercise, report: Report, check: Check) -> None:
        super().__init__(session)
        self.exercise = exercise
        self.report = report
        self.check = check
        self._written: str = ""
        """What came of writing the counterexample down."""

    def compose(self) -> ComposeResult:
        """Title; picture and numbers; keys."""
        yield Label(id="where", markup=False)
        with VerticalScroll(id="pane", can_focus=False):
            yield Prose(id="about")
            yield Heat(self._picture(), self.voice)
            yield Prose(id="numbers")
        yield self.keys

    def _picture(self) -> Picture | None:
        if self.check.heat is None:
            return None
        outputs = (output for role in ("forward", "backward") for output in self.exercise.role(role).outputs)
        names = next((output.shape for output in outputs if output.name == self.check.tensor), ())
        return Picture(self.check.heat, tuple(names))

    def can(self, name: str) -> bool:
        """Only what there is can be written down."""
        return self.report.counterexample is not None if name == "repro" else True

    def speak(self) -> None:
        """Everything, in the language of now."""
        check = self.check
        parts = (check.id, self.voice("exercise.case", case=check.case) if check.case else "")
        self.query_one("#where", Label).update(self.headed("  |  ".join(filter(None, parts))))
        self.query_one("#about", Prose).show(*self._about())
        self.query_one(Heat).redraw()
        self.query_one("#numbers", Prose).show(*worst_entries(check, self.voice), *self._smallest())
        self.refresh_keys()

    def on_resize(self) -> None:
        """The picture takes the room that there is."""
        self.query_one(Heat).redraw()

    def _about(self) -> list[Block]:
        check = self.check
        word = {True: "ok", False: "not_ok", None: "not_reached"}[check.passed]
        if check.error is None:
            return [Block(self.voice(f"exercise.{word}"), "wrong" if check.passed is False else "quiet")]
        key = "goal_of" if check.stage == "goal" else "error_of"
        numbers = {"error": f"{check.error:.3g}", "tolerance": f"{check.tolerance or 0.0:.3g}"}
        said = self.voice(f"exercise.{key}", verdict=self.voice(f"exercise.{word}"), **numbers)
        blocks = [Block(said, "right" if check.passed else "wrong")]
        if check.passed is False and not check.worst:
            blocks.append(Block(self.voice("heat.by_array"), "quiet", tight=True))
        return blocks

    def _smallest(self) -> list[Block]:
        found = self.report.counterexample
        if found is None:
            return []
        blocks = [
            Block(self.voice("exercise.whiteboard"), "head"),
            Block(self.voice.of(found.text), tight=True),
        ]
        where = place(self.session.workspace.path(self.exercise.id))
        return [*blocks, Block(self._written or self.voice("exercise.repro_offer", path=where), "quiet")]

    def action_repro(self) -> None:
        """Write the counterexample down, as `gradlings repro` does, and say where."""
        found, file = self.report.counterexample, self.session.workspace.path(self.exercise.id)
        if found is None:
            return
        try:
            kept = write(self.session.workspace, self.exercise, found, file, self.voice.language)
        except WorkspaceError as error:
            self.cannot(error)
            return
        path = place(file)
        said = self.voice("cli.repro_written", path=path, command=f"python {quote(str(path))}")
        self._written = said if kept is None else f"{said} {self.voice('cli.repro_kept', path=kept)}"
        self.speak()
        self.call_after_refresh(self.query_one("#pane").scroll_end, animate=False)
