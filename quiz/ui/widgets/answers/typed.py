"""Answers that are typed: a number, a shape, a term, an output, a line of code, or the gaps of a text.

Owns the fields. Nothing typed is lost: not by a complaint, not by a change of language.
"""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label

from exercises.content import Text
from quiz.marking import Answer
from quiz.ui.voice import Voice
from quiz.ui.widgets.answers.box import AnswerBox
from quiz.variants import Posed
from quiz.words import in_both


class TypedBox(AnswerBox):
    """One field, or several for a cloze and for an output of several lines."""

    def __init__(self, posed: Posed, voice: Voice) -> None:
        super().__init__(posed, voice)
        self.labels = field_labels(posed)

    def compose(self) -> ComposeResult:
        """A labelled field each."""
        for number, label in enumerate(self.labels):
            with Horizontal(classes="field"):
                yield Label(label, markup=False, classes="before")
                yield Input(id=f"field-{number}", compact=True, select_on_focus=False)
                yield Label("", markup=False, classes="after")

    def first(self) -> Widget:
        """The first field."""
        return self.query(Input).first()

    def draw(self) -> None:
        """Units and examples."""
        unit = getattr(self.drill, "unit", Text())
        for field, after in zip(self.query(Input), self.query("Label.after").results(Label), strict=True):
            field.placeholder = self.voice(f"quiz.example.{self.posed.kind}")
            after.update(self.voice.asked(unit))
            after.display = bool(unit)

    @property
    def written(self) -> str:
        """What stands in the only field; several short ones are quicker typed again than kept."""
        return self.query_one(Input).value if len(self.labels) == 1 else ""

    def restore(self, written: str) -> None:
        """Into the only field."""
        if len(self.labels) == 1:
            self.query_one(Input).value = written

    @property
    def so_far(self) -> Answer | None:
        """The fields, if none is empty."""
        texts = tuple(field.value for field in self.query(Input))
        return Answer(texts=texts) if all(text.strip() for text in texts) else None

    @property
    def half(self) -> Answer | None:
        """Several fields, some of them empty."""
        texts = tuple(field.value for field in self.query(Input))
        return Answer(texts=texts) if len(texts) > 1 and any(texts) and self.so_far is None else None

    def recall(self, answer: Answer) -> None:
        """Into the fields."""
        for field, text in zip(self.query(Input), answer.texts, strict=False):
            field.value = text
        self.speak()

    def submit(self) -> None:
        """Go to the first empty field; with none, answer."""
        fields = list(self.query(Input))
        empty = next((field for field in fields if not field.value.strip()), None)
        if empty is None:
            self.complain(Text())
            self.post_message(self.Given(Answer(texts=tuple(field.value for field in fields))))
        elif empty.has_focus or not any(field.has_focus for field in fields):
            self.complain(in_both("quiz.empty"))
            empty.focus()
        else:
            empty.focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        """Enter in a field."""
        submitted.stop()
        self.submit()

    def freeze(self) -> None:
        """The fields keep what was typed."""
        for field in self.query(Input):
            field.disabled = True
        super().freeze()


def field_labels(posed: Posed) -> list[str]:
    """What stands before each field."""
    drill: Any = posed.drill
    if posed.kind == "cloze":
        return [f"[{number}]" for number in range(1, len(drill.gaps) + 1)]
    if posed.kind == "output":
        lines = len(drill.answer.rstrip("\n").split("\n"))
        return [f"{number} >" for number in range(1, lines + 1)] if lines > 1 else [">"]
    return [">"]
