"""MockPage: to begin a mock interview: how long, about what; and the earlier ones with their figures over time.

Owns the choice. Refuses to compose, and to count.
"""

from __future__ import annotations

from dataclasses import replace
from secrets import randbits
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Label

from quiz.mock.item import LENGTHS, Wish
from quiz.mock.judging import unmarked
from quiz.mock.sitting import NothingToAsk, Sitting, begin, mocks
from quiz.mock.state import Mock
from quiz.mock.told import clock
from quiz.progress import Place
from quiz.session import LogUnusable, Session
from quiz.ui.acts import Act, bindings
from quiz.ui.mock_view import earlier_row
from quiz.ui.screens.home import Pane
from quiz.ui.screens.mock_report import MockReportPage
from quiz.ui.screens.mock_sitting import MockSittingPage
from quiz.ui.screens.page import Page
from quiz.ui.widgets.choices import Choices, Manner, Row

DOT = {True: "(x)", False: "( )"}
TICK = {True: "[x]", False: "[ ]"}


class MockPage(Page):
    """Before an interview."""

    ACTS = (
        Act("mock_begin", "enter,s", footer=True),
        Act("mock_setup", "left,down,j", palette=False),
        Act("mock_earlier", "right", palette=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL))

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.mocks: list[Mock] = mocks(session)
        chosen = tuple(topic for topic in session.settings.topics if topic in session.bank.topics)
        last = next((mock.wish for mock in reversed(self.mocks) if mock.wish.minutes in LENGTHS), Wish())
        self.wish = Wish(minutes=last.minutes, code=last.code, topics=chosen)
        self.setup = Choices("setup", Manner(numbered=False))
        self.earlier = Choices("earlier", Manner(numbered=False))

    def compose(self) -> ComposeResult:
        """The button, the choice, the earlier ones."""
        yield Label(id="where", markup=False)
        yield Button(id="start", variant="primary")
        with Horizontal(id="lists"):
            with Pane(id="setup-pane"):
                yield self.setup
            with Pane(id="earlier-pane"):
                yield self.earlier
        yield self.keys

    def on_mount(self) -> None:
        """The button is what most people want; who was killed in the middle is where that was."""
        self.query_one("#start").focus()
        last = next(iter(self.mocks[-1:]), None)
        if last is not None and last.state == "running":
            self.app.push_screen(MockSittingPage(self.session, last))
        elif last is not None and last.state == "ended" and unmarked(last):
            self.app.push_screen(MockReportPage(self.session, last))

    def on_screen_resume(self) -> None:
        """One more may be over."""
        self.mocks = mocks(self.session)

    def place(self) -> Place:
        """Here."""
        return Place("mock")

    @property
    def unfinished(self) -> Mock | None:
        """The one that was begun last, unless it is over."""
        return next((mock for mock in self.mocks[-1:] if mock.state != "ended"), None)

    def speak(self) -> None:
        """Everything, in the language of now."""
        voice, going = self.voice, self.unfinished
        self.query_one("#where", Label).update(f"gradlings  |  {voice('mock.title')}")
        if going:
            label = voice("mock.go_on", time=clock(Sitting(self.session, going).left))
        else:
            label = voice("mock.begin", minutes=self.wish.minutes)
        self.query_one("#start", Button).label = label
        self.query_one("#setup-pane").border_title = voice("mock.setup")
        self.query_one("#earlier-pane").border_title = voice("mock.earlier")
        self.query_one("#earlier-pane").border_subtitle = voice("mock.earlier_columns")
        self.setup.show(row for row, _wish in self._rows())
        zone = self.session.now().tzinfo
        self.earlier.show(
            [earlier_row(mock, zone, voice) for mock in reversed(self.mocks)]
            or [Row(voice("mock.none_yet"), heading=True)]
        )
        self.refresh_keys()

    def _rows(self) -> list[tuple[Row, Wish]]:
        """Each row, and what is wished once it is picked."""
        voice, wish = self.voice, self.wish
        rows = [(Row(voice("mock.length"), heading=True), wish)]
        for minutes in LENGTHS:
            row = Row(voice("mock.minutes", n=minutes), DOT[minutes == wish.minutes], chosen=minutes == wish.minutes)
            rows.append((row, replace(wish, minutes=minutes)))
        rows.append(
            (Row(voice("mock.with_code"), TICK[wish.code], chosen=wish.code), replace(wish, code=not wish.code))
        )
        rows.append((Row(voice("mock.topics"), heading=True), wish))
        everything = not wish.topics
        rows.append((Row(voice("mock.all_topics"), DOT[everything], chosen=everything), replace(wish, topics=())))
        for topic, title in self.session.bank.topics.items():
            ticked = topic in wish.topics
            topics = tuple(name for name in wish.topics if name != topic) if ticked else (*wish.topics, topic)
            rows.append((Row(voice.of(title), TICK[ticked], chosen=ticked), replace(wish, topics=topics)))
        return rows

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """A choice, or an earlier interview."""
        picked.stop()
        if picked.choices is self.setup:
            self.wish = self._rows()[picked.index][1]
            self.speak()
        else:
            mock = self.mocks[-1 - picked.index]
            ended = mock.state == "ended"
            page = MockReportPage(self.session, mock) if ended else MockSittingPage(self.session, mock)
            self.app.push_screen(page)

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Begin, or go on."""
        pressed.stop()
        self.action_mock_begin()

    def action_mock_begin(self) -> None:
        """With what is chosen, and a seed of its own; an interview that is not over goes on."""
        going = self.unfinished
        if going is not None:
            self.app.push_screen(MockSittingPage(self.session, going))
            return
        try:
            mock = begin(self.session, replace(self.wish, seed=randbits(31)))
        except NothingToAsk:
            self.notify(self.voice("mock.nothing"), severity="warning", timeout=15, markup=False)
        except LogUnusable as error:
            self.cannot(error)
        else:
            if mock.budget < 60 * self.wish.minutes:
                self.notify(self.voice("mock.short", n=mock.budget // 60), timeout=10, markup=False)
            self.app.push_screen(MockSittingPage(self.session, mock, fresh=True))

    def action_mock_setup(self) -> None:
        """To what can be chosen."""
        self.setup.focus()

    def action_mock_earlier(self) -> None:
        """To the earlier ones."""
        self.earlier.focus()

    def _reaches(self, key: str) -> bool:
        """In a list, Enter is the list's."""
        return super()._reaches(key) and not (key == "enter" and self.focused in (self.setup, self.earlier))

    def can(self, name: str) -> bool:
        """The arrows only where they lead somewhere."""
        focused = self.focused
        allowed = {"mock_setup": focused is not self.setup, "mock_earlier": focused is not self.earlier}
        return allowed.get(name, True)
