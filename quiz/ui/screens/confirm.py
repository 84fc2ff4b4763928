"""Confirm: a question before something that is not undone by itself. Answers with True or False."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button

from quiz.ui.drawing import Block
from quiz.ui.voice import Voice
from quiz.ui.widgets.lines import Prose


class Confirm(ModalScreen[bool]):
    """Yes or no; the focus stands on no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n,escape,q", "answer(False)", show=False),
        Binding("left,right", "app.focus_next", show=False),
        Binding("f2,l", "app.language", show=False),
    ]

    def __init__(self, voice: Voice, key: str) -> None:
        super().__init__()
        self.voice = voice
        self.key = key

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(id="dialog"):
            yield Prose(id="question")
            with Horizontal():
                yield Button(id="no", compact=True, variant="primary")
                yield Button(id="yes", compact=True)

    def on_mount(self) -> None:
        """Speak."""
        self.speak()
        self.query_one("#no").focus()

    def speak(self) -> None:
        """In the language of now."""
        self.query_one("#question", Prose).show(Block(self.voice(self.key)))
        self.query_one("#no", Button).label = self.voice("exercise.no")
        self.query_one("#yes", Button).label = self.voice("exercise.yes")

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """One of the two."""
        self.dismiss(pressed.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """By key."""
        self.dismiss(yes)
