"""ExercisePage: statement, editor and report of one exercise; beside one another where there is room.

Owns the panes, hints and causes, and the pages that open on top. The draft in the editor is `DraftPage`'s, a check on
its way `CheckingPage`'s.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Label

from grader import Errand
from grader.report import Report
from quiz.plan.times import worked
from quiz.progress import Place
from quiz.record import Touch
from quiz.session import LogUnusable, Session, WorkspaceError
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.case import CasePage
from quiz.ui.screens.checking import CheckingPage
from quiz.ui.screens.confirm import Confirm
from quiz.ui.screens.follow import FollowPage
from quiz.ui.screens.page import COMPLAIN, TURN, Page
from quiz.ui.screens.solution import SolutionPage
from quiz.ui.widgets.editor import CodeEditor
from quiz.ui.widgets.lines import Prose
from quiz.ui.widgets.report import ReportPane
from quiz.ui.widgets.tabs import PANES, PaneTabs

SECONDS = 10
"""Between two looks at the clock of a redo."""


class ExercisePage(CheckingPage):
    """One exercise. Every key has a letter, too, which works wherever nothing is typed."""

    ACTS = (
        Act("cancel", "escape,x", footer=True, palette=False),
        Act("check", "f5,ctrl+r,c", footer=True),
        Act("case", "enter", footer=True, palette=False),
        Act("explain", "f3,ctrl+l,y", footer=True),
        Act("hint", "f4,ctrl+t,h", footer=True),
        Act("pane", "f6,ctrl+o,p", footer=True),
        Act("solution", "f7,s", footer=True),
        Act("follow", "i", footer=True),
        Act("edit", "f11,e", spare=True),
        Act("watch", "w", spare=True),
        Act("redo", "b", spare=True),
        Act("reset", "z"),
        TURN,
        COMPLAIN,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL))

    def __init__(self, session: Session, exercise_id: str) -> None:
        super().__init__(session, exercise_id)
        self.hints = session.hints_given(exercise_id)
        self.again = session.history.record.redos.get(exercise_id)
        """Since when it is being written again."""
        self.minutes = 0
        """Of work on that; counted now and then, not at every key like the line above: 5 ms after 10 000 events."""

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
    def wide(self) -> bool:
        """Whether all panes stand beside one another."""
        return self.has_class("-wide")

    def on_mount(self) -> None:
        """A grader that is warm when it is wanted."""
        self._warm_up()
        self.set_interval(SECONDS, self._count)
        self.show_pane("statement")

    @work(thread=True, exit_on_error=False)
    def _warm_up(self) -> None:
        self.session.grader()

    def place(self) -> Place:
        """This exercise."""
        return Place("exercise", exercise=self.exercise.id)

    def on_screen_resume(self) -> None:
        """The file may have been edited elsewhere meanwhile, and settings changed."""
        self.watching = self.session.settings.watch
        self.take_over()

    def speak(self) -> None:
        """Everything on the page, in the language of now."""
        self.query_one("#statement").border_title = self.voice("exercise.statement")
        self.editor.border_title = self.voice("exercise.editor")
        self.query_one("#task", Prose).show(*self._statement())
        self.report.speak()
        self.query_one(PaneTabs).speak()
        self._count()
        self.refresh_keys()

    def _statement(self) -> list[Block]:
        blocks = [Block(self.exercise.statement(self.voice.asking))]
        for number, hint in self.hints:
            title = self.voice("exercise.hint", n=number, total=len(self.exercise.hints))
            blocks += [Block(title, "head"), Block(self.voice.of(hint), tight=True)]
        return blocks

    def where(self) -> None:
        """The line above: what it is, and how it stands."""
        title = self.voice.of(self.exercise.title)
        level = self.voice("common.level", level=self.exercise.level)
        line = self.headed("  |  ".join([title, level, *self.standing()]))
        where = self.query_one("#where", Label)
        if where.content != line:  # asked at every key, and an update lays the whole page out again
            where.update(line)

    def _count(self) -> None:
        """The minutes of a redo as the plan counts them, up to this moment: a break is a short while at most."""
        if self.again is not None:
            touches, now = self.session.history.record.touches, Touch(self.exercise.id, self.session.now(), "")
            self.minutes = int(worked([*touches, now], self.again).get(self.exercise.id, 0.0) // 60)
        self.where()

    def standing(self) -> list[str]:
        """What the line above says after title and level: whether it is checked or saved, and watched."""
        if self.errand is not None:
            state = self.voice("exercise.busy", n=self.seconds)
        else:
            state = self.voice("exercise.unsaved" if self.dirty else "exercise.saved")
        said = [state, self.voice("exercise.watching")] if self.watching else [state]
        if self.again is not None:
            said.append(self.voice("plan.redo_timer", minutes=self.minutes))
        return said

    @property
    def passed(self) -> bool:
        """Whether the solution may be seen: not while it is being written again."""
        return self.again is None and self.session.history.record.status.get(self.exercise.id) == "passed"

    def can(self, name: str) -> bool:
        """One check at a time, which Esc cancels; hints until a pass, then the solution."""
        idle = self.errand is None
        asked = {
            "check": lambda: idle,
            "cancel": lambda: not idle,
            "back": lambda: idle,
            "case": lambda: self.report.line is not None,
            "explain": lambda: self.report.step < self.report.steps,
            "hint": lambda: not self.passed,
            "solution": lambda: self.passed,
            "follow": lambda: self.passed,
            "redo": lambda: idle and self.passed,
            "complain": lambda: idle and self.report.report is not None,
        }
        return asked.get(name, lambda: True)()

    def show_pane(self, pane: Literal["statement", "editor", "report"] | str) -> None:
        """Narrow: this pane alone. Always: the focus in it."""
        for name in PANES:
            self.set_class(name == pane, f"-{name}")
        self.query_one(PaneTabs).show(pane)
        if pane == "report":
            self.report.take_focus()
        else:
            self.query_one(f"#{pane}").focus()

    def action_show(self, pane: str) -> None:
        """By mouse, from the line of tabs."""
        self.show_pane(pane)

    def action_pane(self) -> None:
        """The next pane."""
        here = next((i for i, name in enumerate(PANES) if self.query_one(f"#{name}").has_focus_within), 0)
        self.show_pane(PANES[(here + 1) % len(PANES)])

    def judged(self, errand: Errand, report: Report | None) -> bool:
        """What the report says in sight; a pass ends a redo, whoever asked."""
        self.again = self.session.history.record.redos.get(self.exercise.id)
        taken = super().judged(errand, report)
        if not taken:
            self.speak()
        elif not self.wide:
            self.show_pane("report")
        return taken

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

    def action_case(self) -> None:
        """Enter, where the rows of the report have not taken it."""
        self.report.choose()

    def on_report_pane_chosen(self, message: ReportPane.Chosen) -> None:
        """A closer look at one case."""
        message.stop()
        if self.report.report is not None:
            self.app.push_screen(CasePage(self.session, self.exercise, self.report.report, message.check))

    def complain(self) -> Path | None:
        """About the last judgement."""
        return self.session.complain_of_report(self.report.report) if self.report.report else None

    def action_solution(self) -> None:
        """The reference solution beside what stands in the editor."""
        source = self.session.solution(self.exercise.id)
        if source is not None:
            title = self.voice.of(self.exercise.title)
            self.app.push_screen(SolutionPage(self.session, title, self.editor.text, source))

    def action_follow(self) -> None:
        """What may be asked about it."""
        self.app.push_screen(FollowPage(self.session, self.exercise))

    def action_redo(self) -> None:
        """Ask first."""
        self.app.push_screen(Confirm(self.voice, "plan.redo_question"), self._redo)

    def _redo(self, sure: bool | None) -> None:
        if not (sure and self.save()):
            return
        try:
            self.session.redo(self.exercise.id)
            self.load(self.session.draft(self.exercise.id))
        except WorkspaceError as error:
            self.cannot(error)
            return
        except LogUnusable as error:
            self.cannot(error)
        self.again, self.hints = self.session.history.record.redos.get(self.exercise.id), []
        self.speak()
        self.show_pane("statement")

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
        self.hints = self.session.hints_given(self.exercise.id)
        self.speak()
        self.notify(self.voice("exercise.reset_done", path=kept), timeout=10, markup=False)
