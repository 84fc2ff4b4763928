"""ExercisePage: statement, editor and report of one exercise; beside one another where there is room.

Owns the draft in the editor and when it is saved. Refuses to judge: it asks the app for a check, which goes on even
when this page is left.
"""

from __future__ import annotations

from time import monotonic
from typing import ClassVar, Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Label, TextArea

from grader.report import Report
from quiz.progress import Place
from quiz.session import Session, WorkspaceError
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.confirm import Confirm
from quiz.ui.screens.page import Page
from quiz.ui.screens.reader import Reader
from quiz.ui.widgets.editor import CodeEditor
from quiz.ui.widgets.lines import Prose
from quiz.ui.widgets.report import ReportPane
from quiz.ui.widgets.tabs import PANES, PaneTabs
from quiz.workspace import encoded

AUTOSAVE_SECONDS = 1.0


class ExercisePage(Page):
    """One exercise."""

    ACTS = (
        Act("check", "f5,ctrl+r", footer=True),
        Act("hint", "f4,ctrl+t", footer=True),
        Act("explain", "f3,ctrl+l", footer=True),
        Act("pane", "f6,ctrl+o", footer=True),
        Act("solution", "f7"),
        Act("reset", "f8"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL))

    class Check(Message):
        """This source is to be judged."""

        def __init__(self, exercise: str, source: bytes) -> None:
            super().__init__()
            self.exercise = exercise
            self.source = source

    def __init__(self, session: Session, exercise_id: str) -> None:
        super().__init__(session)
        self.exercise = session.exercise(exercise_id)
        self.saved = session.draft(exercise_id)
        """What is on disk, as far as we know."""
        self._clean = ""
        """The same as the editor gives it back: mixed or rare line ends come back as one kind."""
        self.hints = session.hints_given(exercise_id)
        self.checking_since: float | None = None
        self._save_soon: Timer | None = None
        self._asked_to_leave = False

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
    def editor(self) -> CodeEditor:
        """The learner's code."""
        return self.query_one(CodeEditor)

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
        self._load(self.saved)
        self.set_interval(0.5, self._tick)
        self._warm_up()
        self.show_pane("statement")

    def _load(self, text: str) -> None:
        self.saved = text
        self.editor.load_text(text)
        self._clean = self.editor.text

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
        self._where()
        self.refresh_keys()

    def _statement(self) -> list[Block]:
        blocks = [Block(self.exercise.statement(self.voice.language))]
        for number, hint in self.hints:
            title = self.voice("exercise.hint", n=number, total=len(self.exercise.hints))
            blocks += [Block(title, "head"), Block(self.voice.of(hint), tight=True)]
        return blocks

    def _where(self) -> None:
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

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self.editor.text != self._clean

    def can(self, name: str) -> bool:
        """One check at a time; a cause only while there is more of it; the solution only after a pass."""
        more = self.report.step < self.report.steps
        return {"check": self.checking_since is None, "explain": more, "solution": self.passed}.get(name, True)

    def on_text_area_changed(self, changed: TextArea.Changed) -> None:
        """Save a second after the last key."""
        changed.stop()
        if self._save_soon is not None:
            self._save_soon.stop()
        self._save_soon = self.set_timer(AUTOSAVE_SECONDS, self.save)
        self._where()

    def save(self) -> bool:
        """Write the draft to disk; False where that failed, which is said."""
        text = self.editor.text
        if text != self._clean:
            try:
                self.session.save(self.exercise.id, text)
            except WorkspaceError as error:
                self._cannot(error)
                return False
            self.saved = self._clean = text
            self._asked_to_leave = False
            self.tell_warnings()
        self._where()
        return True

    def take_over(self) -> None:
        """What another editor wrote into the file, unless there is something unsaved here."""
        if self.dirty:
            return
        try:
            text = self.session.draft(self.exercise.id)
        except WorkspaceError as error:
            self._cannot(error)
            return
        if text != self.saved:
            self._load(text)
            self.notify(self.voice("exercise.taken_over"), timeout=3, markup=False)

    def _cannot(self, error: WorkspaceError) -> None:
        text = self.voice("cli.file_problem", path=error.path, reason=error.reason)
        self.notify(text, severity="error", timeout=15, markup=False)

    def leave(self) -> bool:
        """Save at once. What cannot be saved is left only when the learner asks a second time."""
        if self._save_soon is not None:
            self._save_soon.stop()
        if self.save():
            return True
        asked_before, self._asked_to_leave = self._asked_to_leave, True
        if not asked_before:
            self.notify(self.voice("exercise.leave_unsaved"), severity="warning", timeout=15, markup=False)
        return asked_before

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
        self._where()
        self.refresh_keys()

    def _tick(self) -> None:
        if self.checking_since is not None:
            self.report.wait(round(monotonic() - self.checking_since))
            self._where()

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
            self._load(self.session.draft(self.exercise.id))
        except WorkspaceError as error:
            self._cannot(error)
            return
        self.notify(self.voice("exercise.reset_done", path=kept), timeout=10, markup=False)
