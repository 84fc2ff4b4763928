"""MockCodePage: the coding exercise of a mock interview: a fresh file of its own, saved by itself, run on request.

Owns what a run tells before the end: errors and shapes, as an interviewer's shared editor would, and never whether a
number is right. Refuses to touch the learner's own work file.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Literal

from textual import work
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea
from textual.worker import Worker, WorkerState

from exercises.content import BrokenContent
from grader import Cancelled, Errand, Options
from grader.report import Report
from quiz.breakdown import write_fault
from quiz.mock import coding
from quiz.mock.item import Item
from quiz.mock.sitting import Over, Sitting
from quiz.mock.state import Given
from quiz.session import LogUnusable, Session, WorkspaceError
from quiz.telling import printed, traced
from quiz.ui.drawing import Block
from quiz.ui.screens.page import Page
from quiz.ui.widgets.coded import CodeBox
from quiz.workspace import Workspace, encoded

AUTOSAVE_SECONDS = 1.0
ROOM = 50
"""Cells that a traced line may take."""


class MockCodePage(Page):
    """A page over a `Sitting`, one of whose items may be code."""

    class Ran(Message):
        """A run is over."""

        def __init__(self, index: int, report: Report) -> None:
            super().__init__()
            self.index = index
            self.report = report

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__(session)
        self.sitting = sitting
        self.code: CodeBox | None = None
        self.files: Workspace = sitting.workspace()
        self._save_soon: Timer | None = None
        self._errand = Errand()
        """Of the last run."""

    @property
    def index(self) -> int:
        """Of the item on the screen."""
        return self.sitting.mock.current

    @property
    def item(self) -> Item:
        """The item on the screen."""
        return self.sitting.mock.items[self.index]

    def attempt(self, do: Callable[[], object]) -> bool:
        """Do what writes to the log; False where that cannot be written, which is said."""
        try:
            do()
        except LogUnusable as error:
            self.cannot(error)
            return False
        except Over as over:
            self.notify(self.voice.of(over.text), severity="warning", timeout=15, markup=False)
            return False
        return True

    async def open_code(self, dock: Vertical) -> None:
        """The editor on the file of this interview, begun with the starter."""
        name = self.item.exercise
        try:
            self.files.start(name, self.session.exercise(name).starter)
            text = self.files.text(name)
        except (KeyError, BrokenContent):
            return
        except WorkspaceError as error:
            self.cannot(error)
            return
        self.code = CodeBox(text)
        await dock.mount(self.code)
        self.show_side("task")
        self._warm_up()

    @work(thread=True, exit_on_error=False, group="warm")
    def _warm_up(self) -> None:
        self.session.grader()

    def statement(self) -> list[Block]:
        """What is to be written."""
        return [Block(self.session.exercise(self.item.exercise).statement(self.voice.asking))]

    def show_side(self, side: Literal["task", "editor"]) -> None:
        """Where both do not fit beside one another."""
        self.set_class(side == "task", "-task")
        self.set_class(side == "editor", "-editor")
        if side == "editor" and self.code is not None:
            self.code.editor.focus()
        elif side == "task" and not self.has_class("-wide"):
            self.set_focus(None)
        elif self.code is not None:
            self.code.editor.focus()
        self.refresh_keys()

    def action_pane(self) -> None:
        """The other one of task and editor."""
        self.show_side("editor" if self.has_class("-task") else "task")

    def on_text_area_changed(self, changed: TextArea.Changed) -> None:
        """Save the code a second after the last key."""
        if self.code is not None and changed.text_area is self.code.editor:
            changed.stop()
            if self._save_soon is not None:
                self._save_soon.stop()
            self._save_soon = self.set_timer(AUTOSAVE_SECONDS, self.keep_code)

    def keep_code(self) -> None:
        """Write the file, and that there is an answer."""
        if self.code is None or not self.code.is_mounted or self.code.editor.text == self.code.clean:
            return
        if not self.attempt(self.sitting.check_open):  # the report shows this file
            return
        text, name = self.code.editor.text, self.item.exercise
        try:
            kept = self.files.save(name, text)
        except WorkspaceError as error:
            self.cannot(error)
            return
        self.code.clean = text
        if kept:
            self.notify(self.voice("error.changed_elsewhere", path=kept), severity="warning", markup=False)
        blank = text == self.session.exercise(name).starter
        given = Given(None if blank else {"file": str(self.files.path(name))})
        self.attempt(lambda: self.sitting.keep(self.index, given))

    def action_mock_run(self) -> None:
        """Run it: how it runs is told, not whether it is right."""
        if self.code is not None:
            self.keep_code()
            source = encoded(self.code.editor.text)
            self.attempt(lambda: self.sitting.ran(self.index, source))
            self.show_side("editor")
            self.code.tell([Block(self.voice("mock.running"), "self")])
            self._errand.cancel()
            self._errand = Errand()
            self._run(self.index, source, self._errand)

    @work(thread=True, exit_on_error=False, group="run")
    def _run(self, index: int, source: bytes, errand: Errand) -> None:
        name = self.sitting.mock.items[index].exercise
        exercise = coding.unnumbered(self.session.exercise(name))
        options = Options(file=str(self.files.path(name)))
        with suppress(Cancelled):
            report = self.session.grader().check(exercise, source, options, errand)
            self.post_message(self.Ran(index, report))

    def on_unmount(self) -> None:
        """Nobody waits for a run any more, and the process not for its thread."""
        self._errand.cancel()

    def on_mock_code_page_ran(self, message: Ran) -> None:
        """What it printed and what ended it."""
        if self.code is not None and message.index == self.index:
            self.code.tell(ran_blocks(message.report, self))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault of ours is told as ours."""
        if event.worker.group == "run" and event.state == WorkerState.ERROR and event.worker.error is not None:
            where = write_fault(self.session.paths.faults, event.worker.error)
            self.notify(self.voice("error.ours_grader", path=where), severity="error", timeout=15, markup=False)


def ran_blocks(report: Report, page: Page) -> list[Block]:
    """How the code ran: the error with the place it came from, and what was printed."""
    text, wrong = coding.told(report)
    blocks = [Block(page.voice.of(text), "error" if wrong else "self")]
    if wrong:
        blocks += [Block(line, "plain", tight=True) for line in traced(report, page.voice, ROOM)]
    for heading, lines in printed(report, page.voice):
        blocks += [Block(heading, "quiet", tight=True), Block("\n".join(lines), "plain", tight=True)]
    return blocks
