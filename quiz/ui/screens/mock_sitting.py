"""MockSittingPage: the mock interview while it goes on: one item at a time, a clock, flags, no feedback.

Owns the way through it, the clock and which keys work when. Every answer goes to disk through the `Sitting` at once.
Nothing here says whether anything is right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label

from quiz.mock.sitting import Sitting
from quiz.mock.state import Mock
from quiz.progress import Place
from quiz.session import Session
from quiz.ui.acts import COMMON, Act, bindings
from quiz.ui.mock_view import jump_rows, where
from quiz.ui.screens.mock_item import MockItemPage
from quiz.ui.screens.mock_report import MockReportPage
from quiz.ui.screens.pick import Pick
from quiz.ui.widgets.answers.aloud import AloudBox
from quiz.ui.widgets.asking import Asking
from quiz.ui.widgets.choices import Row
from quiz.ui.widgets.lines import Prose

TICK = 1.0
KEEP_SECONDS = 3
"""How often what is being written is kept, in case the app is killed."""
ALIVE_SECONDS = 30.0
"""No more than this is missing from the clock after a kill."""
LEAVING = ("go_on", "pause", "end")
PAUSED = ("go_on", "leave")


class MockSittingPage(MockItemPage):
    """From the first item to the end, or to a pause."""

    ACTS = (
        Act("digit", "1-9", palette=False, bound=False),
        Act("submit", "enter", footer=True, palette=False),
        Act("mock_ask", "enter,f5,ctrl+r", footer=True, palette=False),
        Act("mock_say", "v,f6,ctrl+o", footer=True),
        Act("mock_run", "f5,ctrl+r,c", footer=True),
        Act("pane", "f6,ctrl+o", footer=True),
        Act("write", "t", spare=True),
        Act("take_back", "backspace", spare=True),
        Act("mock_next", "n,f8", footer=True),
        Act("mock_back", "b,f7"),
        Act("mock_flag", "f,f10", footer=True),
        Act("mock_jump", "g,f3", footer=True),
        Act("mock_pause", "p,f9", spare=True),
        Act("scroll_down", "pagedown,ctrl+d", palette=False),
        Act("scroll_up", "pageup,ctrl+u", palette=False),
    )
    TAIL = (
        *(replace(act, footer=act.name == "help") for act in COMMON if act.name in ("help", "language", "palette")),
        Act("mock_leave", "escape,q", footer=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((*ACTS, *TAIL)),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, session: Session, mock: Mock, fresh: bool = False) -> None:
        """`fresh`: it has just begun; else what lay between counts as a pause."""
        super().__init__(session, Sitting(session, mock))
        self._fresh = fresh
        self._told_time_up = self.sitting.left <= 0

    def compose(self) -> ComposeResult:
        """Where we are and the clock, the question, the answer's place, the keys."""
        yield Label(id="where", markup=False)
        with Asking(id="mock"):
            with VerticalScroll(id="pane", can_focus=False):
                yield Prose(id="prompt")
            yield Vertical(id="dock")
        yield self.keys

    async def on_mount(self) -> None:
        """The item where one stood."""
        if not self._fresh:
            self.attempt(self.sitting.resume)
        self.set_interval(TICK, self._tick)
        self.set_interval(KEEP_SECONDS, self.keep)
        await self.open_item()

    async def show(self, index: int) -> None:
        """Put this item there; what was written for the one before is kept."""
        self.flush()
        if self.attempt(lambda: self.sitting.move(index)):
            await self.open_item()

    def place(self) -> Place:
        """The mock interview."""
        return Place("mock")

    def leave(self) -> bool:
        """The clock stops, and that is on record."""
        self.flush()
        self.attempt(self.sitting.pause)
        return True

    def speak(self) -> None:
        """Everything on the page, in the language of now."""
        super().speak()
        self._clock()

    def _clock(self) -> None:
        width = self.size.width - 2
        self.query_one("#where", Label).update(Content(where(self.sitting, max(width, 20), self.voice)))

    def _tick(self) -> None:
        """A second later."""
        if self.sitting.mock.state != "running":
            return
        if isinstance(self.box, AloudBox):
            self.box.tick()
        if self.sitting.quiet >= ALIVE_SECONDS:
            self.attempt(self.sitting.tick)
        if self.sitting.left <= 0 and not self._told_time_up:
            self._told_time_up = True
            self.notify(self.voice("mock.time_up"), severity="warning", timeout=15, markup=False)
        self._clock()

    def can(self, name: str) -> bool:
        """Only what does something with this item."""
        aloud, coding = isinstance(self.box, AloudBox), self.code is not None
        return {
            "digit": self.box is not None,
            "submit": self.box is not None and not aloud,
            "mock_ask": aloud,
            "mock_run": coding,
            "pane": coding and not self.has_class("-wide"),
            "mock_say": aloud,
            "write": aloud,
            "take_back": self.box is not None and self.box.undoable,
            "mock_back": self.index > 0,
            "search": False,
        }.get(name, True)

    async def go_on(self) -> None:
        """The next item."""
        await self.action_mock_next()

    async def action_mock_next(self) -> None:
        """The next item; after the last one is asked whether to end."""
        if self.index + 1 < len(self.sitting.mock.items):
            await self.show(self.index + 1)
        else:
            self.action_mock_leave()

    async def action_mock_back(self) -> None:
        """The item before."""
        await self.show(self.index - 1)

    def action_mock_flag(self) -> None:
        """To come back to it, or no longer."""
        self.attempt(lambda: self.sitting.flag(self.index))
        self._clock()

    def action_mock_jump(self) -> None:
        """All items; Enter goes there."""
        self.flush()
        title = lambda: self.voice("mock.jump")  # noqa: E731
        pick = Pick(title, lambda: jump_rows(self.sitting, self.voice), self.index)
        self.app.push_screen(pick, self._jump)

    async def _jump(self, index: int | None) -> None:
        if index is not None and index != self.index:
            await self.show(index)

    def action_mock_pause(self) -> None:
        """The clock stands, and nothing of the question is seen."""
        self.flush()
        if self.attempt(self.sitting.pause):
            rows = lambda: [Row(self.voice(f"mock.pause_{name}")) for name in PAUSED]  # noqa: E731
            self.app.push_screen(Pick(lambda: self.voice("mock.paused"), rows, hides=True), self._unpause)

    def _unpause(self, picked: int | None) -> None:
        if picked is not None and PAUSED[picked] == "leave":
            self.dismiss()
        else:
            self.attempt(self.sitting.resume)
            self.speak()

    def action_mock_leave(self) -> None:
        """Ask first."""
        self.flush()
        rows = lambda: [Row(self.voice(f"mock.leave_{name}")) for name in LEAVING]  # noqa: E731
        self.app.push_screen(Pick(self._leaving, rows), self._left)

    def _leaving(self) -> str:
        missing = len(self.sitting.mock.items) - len(self.sitting.mock.answered)
        return self.voice("mock.leaving", n=missing, flags=len(self.sitting.mock.flags))

    def _left(self, picked: int | None) -> None:
        what = LEAVING[picked] if picked is not None else LEAVING[0]
        if what == "pause":
            self.action_mock_pause()
        elif what == "end" and self.attempt(self.sitting.end):
            self.app.switch_screen(MockReportPage(self.session, self.sitting.mock))
