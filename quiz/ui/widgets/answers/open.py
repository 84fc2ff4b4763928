"""OpenBox: the open question. The learner answers aloud or in writing, sees the key points, ticks them.

Owns the tries to keep this honest: what was typed is never scored, and the ticks are called self-assessed.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Button

from quiz.marking import Answer
from quiz.ui.voice import Voice
from quiz.ui.widgets.answers.picks import ManyBox
from quiz.ui.widgets.choices import Choices, Manner
from quiz.ui.widgets.editor import WritingArea
from quiz.variants import Posed


class OpenBox(ManyBox):
    """A place to write and a button; after it, the key points with ticks."""

    def __init__(self, posed: Posed, voice: Voice) -> None:
        super().__init__(posed, voice)
        self.revealed = False

    def compose(self) -> ComposeResult:
        """Both stages; the key points are hidden at first."""
        yield WritingArea(id="aloud", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        yield Button(id="reveal", compact=True, variant="primary")
        yield Choices("options", Manner(enter_picks=False))

    def first(self) -> Widget:
        """The button: who answers aloud needs one key, who writes presses `t` or clicks."""
        return self.query_one(Button)

    @property
    def how(self) -> str:
        """Each stage has its own instruction."""
        return "open_ticks" if self.revealed else "open"

    def draw(self) -> None:
        """The stage that is on."""
        super().draw()
        self.query_one(Button).label = self.voice("quiz.reveal")
        self.query_one(WritingArea).placeholder = self.voice("quiz.write_here")
        self.query_one(Button).display = not self.revealed
        self.query_one(WritingArea).display = not self.revealed
        self.query_one(Choices).display = self.revealed

    def digit(self, number: int) -> None:
        """Ticks count only once the key points are there."""
        if self.revealed:
            super().digit(number)

    def submit(self) -> None:
        """First reveal, then answer with the ticks."""
        if self.revealed:
            chosen = tuple(choice.id for choice in self.posed.choices if choice.id in self.ticked)
            written = self.query_one(WritingArea).text.strip()
            self.post_message(self.Given(Answer(chosen=chosen, texts=(written,) if written else ())))
        else:
            self.reveal()

    def reveal(self) -> None:
        """Show the key points; what was written stays with the answer."""
        self.revealed = True
        self.speak()
        self.query_one(Choices).focus()
        self.post_message(self.Revealed())

    def write(self) -> None:
        """To the place to write."""
        self.query_one(WritingArea).focus()

    @property
    def written(self) -> str:
        """What the learner wrote before the key points appeared."""
        return self.query_one(WritingArea).text.strip()

    def restore(self, written: str) -> None:
        """Into the place to write."""
        self.query_one(WritingArea).text = written

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """The button reveals."""
        pressed.stop()
        self.reveal()

    def freeze(self) -> None:
        """The ticks stay."""
        self.revealed = True
        super().freeze()
