"""MockReportPage: what came of a mock interview: figures, a row an item, what to do next.

Owns the order at the end: a thread marks what a machine can mark, the learner ticks the open ones, and on leaving it is
asked once whether the answers count as reviews. Refuses to mark and to count.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Label
from textual.worker import Worker, WorkerState

from grader import Cancelled, Errand
from quiz.breakdown import write_fault
from quiz.mock import judging
from quiz.mock.markdown import markdown
from quiz.mock.report import missed
from quiz.mock.sitting import mocks, posed
from quiz.mock.state import Mock
from quiz.mock.whole import advised, item_parts, local, sheet, titles
from quiz.progress import Place
from quiz.session import LogUnusable, Session, WorkspaceError
from quiz.ui.acts import Act, bindings
from quiz.ui.mock_view import blocks, item_rows, next_steps, summary
from quiz.ui.screens.home import Pane
from quiz.ui.screens.mock_misses import MockMissesPage
from quiz.ui.screens.mock_ticks import MockTicksPage
from quiz.ui.screens.page import Page
from quiz.ui.screens.pick import Pick
from quiz.ui.screens.reader import Reader
from quiz.ui.widgets.choices import Choices, Manner, Row
from quiz.ui.widgets.lines import Prose

AGREEING = ("no", "yes")


class MockReportPage(Page):
    """One interview that is over."""

    ACTS = (
        Act("mock_item", "enter", footer=True, palette=False),
        Act("mock_ticks", "t", footer=True),
        Act("mock_misses", "m", footer=True),
        Act("mock_export", "x", footer=True),
        Act("scroll_down", "pagedown,ctrl+d", palette=False),
        Act("scroll_up", "pageup,ctrl+u", palette=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL))

    class Marked(Message):
        """A thread has marked an item."""

        def __init__(self, index: int, body: Mapping[str, Any]) -> None:
            super().__init__()
            self.index = index
            self.body = body

    def __init__(self, session: Session, mock: Mock) -> None:
        super().__init__(session)
        self.mock = mock
        self.earlier = [other for other in mocks(session) if other.state == "ended" and other.at < mock.at]
        self.titles = titles(session)
        self.advice = advised(session, mock)
        self.choices = Choices("items", Manner(numbered=True))
        self._errand = Errand()

    def compose(self) -> ComposeResult:
        """Figures, items, what next."""
        yield Label(id="where", markup=False)
        with Pane(id="pane"):
            yield Prose(id="prompt")
            yield Prose(id="items-title")
            yield self.choices
            yield Prose(id="next")
        yield self.keys

    def on_mount(self) -> None:
        """Mark what a machine can mark, and let the learner tick the rest."""
        self.choices.focus()
        if judging.unmarked(self.mock):
            self._mark(self.mock)
        self.action_mock_ticks()
        self._figures_first()

    def place(self) -> Place:
        """The mock interviews."""
        return Place("mock")

    @work(thread=True, group="mark", exit_on_error=False)
    def _mark(self, mock: Mock) -> None:
        with suppress(Cancelled):
            for index, body in judging.marks(self.session, mock, self._errand):
                self.post_message(self.Marked(index, body))

    def on_unmount(self) -> None:
        """Nobody waits for the marks; the rest comes when the report is opened again."""
        self._errand.cancel()

    def on_mock_report_page_marked(self, message: Marked) -> None:
        """Written down, then shown."""
        self.keep(message.index, message.body)

    def keep(self, index: int, body: Mapping[str, Any]) -> bool:
        """Write a result down; False where that cannot be done, which is said."""
        try:
            self.mock = judging.keep(self.session, self.mock, index, body)
        except LogUnusable as error:
            self.cannot(error)
            return False
        self.advice = advised(self.session, self.mock)
        self.speak()
        return True

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault of ours while marking is told as ours; what is unmarked is marked when the report is opened again."""
        if event.state == WorkerState.ERROR and event.worker.error is not None:
            said = self.voice("error.ours_grader", path=write_fault(self.session.paths.faults, event.worker.error))
            self.notify(said, severity="error", timeout=15, markup=False)

    def speak(self) -> None:
        """Everything, in the language of now."""
        when = f"{local(self.session, self.mock):%Y-%m-%d %H:%M}"
        line = self.voice("mock.title_of", minutes=self.mock.wish.minutes, when=when)
        self.query_one("#where", Label).update(line)
        self.query_one("#prompt", Prose).show(*summary(self.mock, self.earlier, self.titles, self.voice))
        self.choices.show(item_rows(self.mock, self.titles, self.voice))
        self.query_one("#next", Prose).show(*next_steps(self.advice, self.titles, self.voice))
        self.refresh_keys()

    def can(self, name: str) -> bool:
        """Only what does something."""
        ticks, misses = judging.to_tick(self.mock), missed(self.mock)
        return {"mock_ticks": bool(ticks), "mock_misses": bool(misses)}.get(name, True)

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """All about this item."""
        picked.stop()
        index = picked.index
        title = lambda: self.voice("mock.item_of", n=index + 1, total=len(self.mock.items))  # noqa: E731
        told = lambda: blocks(item_parts(self.session, self.mock, index, self.voice))  # noqa: E731
        self.app.push_screen(Reader(self.session, title, told, self.voice))

    def action_mock_item(self) -> None:
        """The item under the cursor."""
        self.choices.action_pick()

    def action_mock_ticks(self) -> None:
        """The open questions that are not assessed yet."""
        found = [(index, posed(self.session, self.mock.items[index])) for index in judging.to_tick(self.mock)]
        questions = [(index, question) for index, question in found if question is not None]
        if questions:
            page = MockTicksPage(self.session, self.mock, questions, self.keep)
            self.app.push_screen(page, self._figures_first)

    def _figures_first(self, _: None = None) -> None:
        """The focus has scrolled to the rows."""
        self.call_after_refresh(self.query_one("#pane").scroll_home, animate=False)

    def action_mock_misses(self) -> None:
        """Practise what was not right."""
        self.app.push_screen(MockMissesPage(self.session, missed(self.mock)))

    def action_mock_export(self) -> None:
        """As Markdown, beside the learner's files."""
        path = self.session.paths.work / f"mock-{local(self.session, self.mock):%Y%m%d-%H%M}.md"
        try:
            self.session.paths.work.mkdir(parents=True, exist_ok=True)
            self.session.workspace.put(path, markdown(sheet(self.session, self.mock, self.voice), self.voice))
        except WorkspaceError as error:
            self.cannot(error)
        except OSError as error:
            self.cannot(WorkspaceError(path, error.strerror or ""))
        else:
            self.notify(self.voice("mock.exported", path=path), timeout=15, markup=False)

    def action_back(self) -> None:
        """Once, when everything is marked and ticked, it is asked whether the answers count; Esc leaves that open."""
        marked = len(self.mock.results) == len(self.mock.items)
        if self.mock.answered and marked and self.mock.agreed is None:
            rows = lambda: [Row(self.voice(f"mock.agree_{name}")) for name in AGREEING]  # noqa: E731
            self.app.push_screen(Pick(lambda: self.voice("mock.agree"), rows), self._agreed)
        else:
            self.dismiss()

    def _agreed(self, picked: int | None) -> None:
        if picked is None:
            self.dismiss()
            return
        try:
            self.mock = judging.agree(self.session, self.mock, agreed=AGREEING[picked] == "yes")
        except LogUnusable as error:
            self.cannot(error)
        else:
            self.dismiss()
