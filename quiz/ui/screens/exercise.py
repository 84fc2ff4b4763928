"""ExercisePage: statement, editor and report of one exercise; beside one another where there is room.

Owns the panes and what each key does. The draft in the editor is `DraftPage`'s. Refuses to judge: it asks the app for a
check, which goes on even when this page is left.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import ClassVar, Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Label

from grader.report import Report
from quiz.progress import Place
from quiz.session import Session, WorkspaceError
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.confirm import Confirm
from quiz.ui.screens.draft import DraftPage
from quiz.ui.screens.page import COMPLAIN, Page
from quiz.ui.screens.reader import Reader
from quiz.ui.widgets.editor import CodeEditor
from quiz.ui.widgets.lines import Prose
from quiz.ui.widgets.report import ReportPane
from quiz.ui.widgets.tabs import PANES, PaneTabs
from quiz.workspace import encoded


class ExercisePage(DraftPage):
    """One exercise."""

    ACTS = (
        Act("check", "f5,ctrl+r", footer=True),
        Act("hint", "f4,ctrl+t", footer=True),
        Act("explain", "f3,ctrl+l", footer=True),
        Act("pane", "f6,ctrl+o", footer=True),
        Act("solution", "f7"),
        Act("reset", "f8"),
        COMPLAIN,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL))

    class Check(Message):
        """This source is to be judged."""

        def __init__(self, exercise: str, source: bytes) -> None:
            super().__init__()
            self.exercise = exercise
            self.source = source

    def __init__(self, session: Session, exercise_id: str) -> None:
        super().__init__(session, exercise_id)
        self.hints = session.hints_given(exercise_id)
        self.checking_since: float | None = None

    def compose(self) -> ComposeResult:
        """Statement on the left; editor over report on the right."""
        yield Label(id="where", markup=False)
        yield PaneTabs(self.voice)
        with Horizontal(id="panes"):
            with VerticalScroll(id="statement"):
                yield Prose(id="task")
            with Vertical(id="right"):
                yield CodeEditor(id="editor")
                yield ReportPane(self.voice)
        yield self.keys

    @property
    def report(self) -> ReportPane:
        """The last judgement."""
        return self.query_one(ReportPane)

    @property
    def wide(self) -> bool:
        """Whether all panes stand beside one another."""
        return self.has_class("-wide")

    def on_mount(self) -> None:
        """The draft, and a grader that is warm when it is wanted."""
        self.load(self.saved)
        self.set_interval(0.5, self._tick)
        self._warm_up()
        self.show_pane("statement")

    @work(thread=True, exit_on_error=False)
    def _warm_up(self) -> None:
        self.session.grader()

    def place(self) -> Place:
        """This exercise."""
        return Place("exercise", exercise=self.exercise.id)

    def on_screen_resume(self) -> None:
        """The file may have been edited elsewhere meanwhile."""
        self.take_over()

    def speak(self) -> None:
        """Everything on the page, in the language of now."""
        self.query_one("#statement").border_title = self.voice("exercise.statement")
        self.editor.border_title = self.voice("exercise.editor")
        self.query_one("#task", Prose).show(*self._statement())
        self.report.speak()
        self.query_one(PaneTabs).speak()
        self.where()
        self.refresh_keys()

    def _statement(self) -> list[Block]:
        blocks = [Block(self.exercise.statement(self.voice.language))]
        for number, hint in self.hints:
            title = self.voice("exercise.hint", n=number, total=len(self.exercise.hints))
            blocks += [Block(title, "head"), Block(self.voice.of(hint), tight=True)]
        return blocks

    def where(self) -> None:
        """The line above: what it is, and whether it is saved."""
        if self.checking_since is not None:
            state = self.voice("exercise.busy", n=round(monotonic() - self.checking_since))
        else:
            state = self.voice("exercise.unsaved" if self.dirty else "exercise.saved")
        title = self.voice.of(self.exercise.title)
        level = self.voice("common.level", level=self.exercise.level)
        line = f"{title}  |  {level}  |  {state}"
        where = self.query_one("#where", Label)
        if where.content != line:  # asked at every key, and an update lays the whole page out again
            where.update(line)

    @property
    def passed(self) -> bool:
        """Whether the solution may be seen."""
        return self.session.history.record.status.get(self.exercise.id) == "passed"

    def can(self, name: str) -> bool:
        """One check at a time; a cause only while there is more of it; the solution only after a pass."""
        more = self.report.step < self.report.steps
        judged = self.report.report is not None
        idle = self.checking_since is None
        return {"check": idle, "explain": more, "solution": self.passed, "complain": judged and idle}.get(name, True)

    def show_pane(self, pane: Literal["statement", "editor", "report"] | str) -> None:
        """Narrow: this pane alone. Always: the focus in it."""
        for name in PANES:
            self.set_class(name == pane, f"-{name}")
        self.query_one(PaneTabs).show(pane)
        self.query_one(f"#{pane}").focus()

    def action_show(self, pane: str) -> None:
        """By mouse, from the line of tabs."""
        self.show_pane(pane)

    def action_pane(self) -> None:
        """The next pane."""
        here = next((i for i, name in enumerate(PANES) if self.query_one(f"#{name}").has_focus_within), 0)
        self.show_pane(PANES[(here + 1) % len(PANES)])

    def action_check(self) -> None:
        """Judge what is in the editor, or what another editor has saved."""
        self.take_over()
        self.save()
        self.checking_since = monotonic()
        self.report.wait(0)
        self.post_message(self.Check(self.exercise.id, encoded(self.editor.text)))
        self.where()
        self.refresh_keys()

    def _tick(self) -> None:
        if self.checking_since is not None:
            self.report.wait(round(monotonic() - self.checking_since))
            self.where()

    def judged(self, report: Report | None) -> None:
        """The check is over; None where the grader itself failed, which the app has said."""
        self.checking_since = None
        self.tell_warnings()
        if report is not None:
            self.report.show(report)
        else:
            self.report.fail()
        self.speak()
        if not self.wide:
            self.show_pane("report")

    def action_hint(self) -> None:
        """The next hint, under the statement."""
        hint = self.session.hint(self.exercise.id)
        if hint not in self.hints:
            self.hints.append(hint)
        self.speak()
        if not self.wide:
            self.show_pane("statement")
        self.call_after_refresh(self.query_one("#statement").scroll_end, animate=False)

    def action_explain(self) -> None:
        """The next step towards the cause, in the report."""
        pane = self.report
        if pane.report is not None:
            pane.disclose()
            self.session.explained(pane.report, pane.step, pane.steps)
        self.tell_warnings()
        self.refresh_keys()
        if not self.wide:
            self.show_pane("report")

    def complain(self) -> Path | None:
        """About the last judgement."""
        return self.session.complain_of_report(self.report.report) if self.report.report else None

    def action_solution(self) -> None:
        """The reference solution, to read."""
        source = self.session.solution(self.exercise.id)
        if source is not None:
            blocks = [Block(source, "code")]
            self.app.push_screen(Reader(self.session, lambda: self.voice("exercise.solution"), lambda: blocks))

    def action_reset(self) -> None:
        """Ask first."""
        self.app.push_screen(Confirm(self.voice, "exercise.reset_question"), self._reset)

    def _reset(self, sure: bool | None) -> None:
        if not (sure and self.save()):  # what is not on disk is in no backup
            return
        try:
            kept = self.session.reset(self.exercise.id)
            self.load(self.session.draft(self.exercise.id))
        except WorkspaceError as error:
            self.cannot(error)
            return
        self.notify(self.voice("exercise.reset_done", path=kept), timeout=10, markup=False)
