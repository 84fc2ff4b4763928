"""AloudBox: an open question in a mock interview: spoken, written, or both; then the interviewer asks on.

Owns the stopwatch and how many follow-ups were asked. Shows no key point and no model answer: nothing of that exists
before the interview is over.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button

from quiz.mock.state import Given
from quiz.mock.told import clock
from quiz.ui.drawing import Block
from quiz.ui.voice import Voice
from quiz.ui.widgets.answers.box import AnswerBox
from quiz.ui.widgets.editor import WritingArea
from quiz.ui.widgets.lines import Prose
from quiz.variants import Posed

MOST_FOLLOW_UPS = 2
"""As many as fit into the time of an open question."""


class AloudBox(AnswerBox):
    """A place to write, a stopwatch, and a button that ends this part of the answer."""

    class AskOn(Message):
        """The learner has said what there is to say."""

    def __init__(self, posed: Posed, voice: Voice, ticks: Callable[[], float] = monotonic) -> None:
        super().__init__(posed, voice)
        self.asked = 0
        self._ticks = ticks
        self._said = 0.0
        self._speaking: float | None = None

    def compose(self) -> ComposeResult:
        """To write, to see how long one speaks, to go on."""
        yield WritingArea(id="aloud", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        yield Prose(id="spoken")
        yield Button(id="ask-on", compact=True, variant="primary")

    def first(self) -> Widget:
        """The button: letters are keys then, and `t` leads to the place to write."""
        return self.query_one(Button)

    @property
    def how(self) -> str:
        """An instruction of its own."""
        return "mock"

    @property
    def most(self) -> int:
        """How many follow-ups there are to ask."""
        return min(len(self.posed.question.follow_ups), MOST_FOLLOW_UPS)

    @property
    def speaking(self) -> bool:
        """Whether the stopwatch runs."""
        return self._speaking is not None

    @property
    def said(self) -> float:
        """Seconds spoken so far."""
        return self._said + (self._ticks() - self._speaking if self._speaking is not None else 0.0)

    @property
    def given(self) -> Given:
        """All of it, as it is kept."""
        text = self.query_one(WritingArea).text
        return Given({"texts": [text]} if text.strip() else None, text, round(self.said, 1), self.asked)

    def put_back(self, given: Given) -> None:
        """What was written, said and asked before."""
        self.query_one(WritingArea).text = given.text
        self._said, self.asked = given.said, given.asked
        self.speak()

    def draw(self) -> None:
        """In the language of now."""
        self.query_one(WritingArea).placeholder = self.voice("quiz.write_here")
        self.query_one(Button).label = self.voice("mock.ask_on" if self.asked < self.most else "mock.next_item")
        self.tick()

    def tick(self) -> None:
        """The stopwatch goes on."""
        key = "mock.speaking" if self.speaking else "mock.said_for" if self._said else "mock.not_said"
        self.query_one("#spoken", Prose).show(Block(self.voice(key, time=clock(self.said)), "quiet"))

    def speak_up(self) -> None:
        """Start the stopwatch, or stop it: said."""
        if self._speaking is None:
            self._speaking = self._ticks()
        else:
            self.stop()
        self.tick()

    def stop(self) -> None:
        """The stopwatch stands."""
        self._said, self._speaking = self.said, None

    def write(self) -> None:
        """To the place to write."""
        self.query_one(WritingArea).focus()

    def submit(self) -> None:
        """This part is said."""
        self.stop()
        self.post_message(self.AskOn())

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """The same by the button."""
        pressed.stop()
        self.submit()
