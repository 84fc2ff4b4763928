"""AnswerBox: what every widget for an answer has in common.

Owns the dock's frame, its one-line instruction and its complaint. Refuses to mark and to know the session.
"""

from __future__ import annotations

from typing import Any

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from exercises.content import Text
from quiz.marking import Answer
from quiz.ui.drawing import Block
from quiz.ui.voice import Voice
from quiz.ui.widgets.choices import Choices
from quiz.ui.widgets.lines import Prose
from quiz.variants import Posed


class AnswerBox(VerticalScroll, can_focus=False):
    """The docked place where one answer is put together; posts `Given` when it is complete."""

    class Given(Message):
        """The learner's answer, complete."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    class Revealed(Message):
        """The learner has answered the open question and wants to see the key points."""

    class Changed(Message):
        """The answer is at another stage, so other keys may work."""

    undoable = False
    """Whether there is something to take back."""

    def __init__(self, posed: Posed, voice: Voice) -> None:
        super().__init__(id="answer")
        self.posed = posed
        self.drill: Any = posed.drill
        self.voice = voice
        self.frozen = False
        self.complaint = Prose(classes="complaint")
        self.complaint.display = False
        self._complaint = Text()

    def on_mount(self) -> None:
        """Texts come in one place, for the first time and for every change of language."""
        self.mount(self.complaint)
        self.speak()
        self.first().focus()

    def first(self) -> Widget:
        """What takes the focus when the question appears."""
        raise NotImplementedError

    def draw(self) -> None:
        """Put texts and choices on the widgets, in the language of now."""
        raise NotImplementedError

    def speak(self) -> None:
        """Say everything again, in the language of now."""
        key = "quiz.done" if self.frozen else f"quiz.how.{self.how}"
        self.border_title = self.voice(key)
        if self._complaint:
            self.complaint.show(Block(self.voice.of(self._complaint), "error"))
        self.draw()
        self.post_message(self.Changed())

    @property
    def how(self) -> str:
        """The key of the instruction under `quiz.how`."""
        return self.posed.kind

    @property
    def written(self) -> str:
        """What the learner wrote, where that is worth keeping until it is answered."""
        return ""

    def restore(self, written: str) -> None:
        """Put back what was written before."""

    @property
    def so_far(self) -> Answer | None:
        """The answer as it stands, submitted or not; None where it is not complete."""
        return None

    @property
    def half(self) -> Answer | None:
        """What is picked or filled in of an answer that is not complete; `recall` takes it as well."""
        return None

    def recall(self, answer: Answer) -> None:  # noqa: ARG002 - kinds of answer say more
        """Put back what was answered before, so that it can be changed."""
        self.speak()

    def digit(self, number: int) -> None:
        """A digit was pressed while nobody types."""

    def submit(self) -> None:
        """Enter, where the focus does not need it for something else."""

    def take_back(self) -> None:
        """Backspace, while nobody types."""

    def complain(self, text: Text) -> None:
        """What cannot be read about the answer; an empty text takes the complaint away."""
        self._complaint = text
        self.complaint.display = bool(text)
        self.speak()
        if text:
            self.call_after_refresh(self.complaint.scroll_visible, animate=False)

    def freeze(self) -> None:
        """Show what was right; nothing can be changed any more."""
        self.frozen = True
        for choices in self.query(Choices):
            choices.freeze()
        self.complain(Text())

    def pick(self, choices: Choices, index: int) -> None:
        """As if the row had been clicked, but at once: the next key may be here before a message is."""
        if choices.goto(index):
            self.picked(choices, index)

    def picked(self, choices: Choices, index: int) -> None:
        """A row that was picked becomes part of the answer."""

    def on_choices_picked(self, message: Choices.Picked) -> None:
        """By Enter, space or mouse."""
        message.stop()
        self.picked(message.choices, message.index)

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Keep the cursor in sight."""
        moved.stop()
        self.scroll_to_region(moved.region.translate(moved.choices.virtual_region.offset), animate=False)
