"""Answers that are picked: one option, several options, and the two-stage kinds (claim or line, then reason).

Owns which rows are chosen. Refuses to mark: what is right it reads from the drill only once the answer is marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from quiz.marking import Answer
from quiz.ui.voice import Voice
from quiz.ui.widgets.answers.box import AnswerBox
from quiz.ui.widgets.choices import Choices, Manner, Row, Sign
from quiz.variants import Choice, Posed

if TYPE_CHECKING:
    from quiz.question import Option


def sign(right: bool, chosen: bool) -> Sign:
    """✓ on everything right, ✗ on what was chosen wrongly."""
    return "right" if right else "wrong" if chosen else ""


def right_ids(options: Iterable[Option]) -> set[str]:
    """The ids of the right options of a drill."""
    return {option.id for option in options if option.right}


def chosen_badge(chosen: bool, some: bool) -> str:
    """What stands before a row once one is chosen, and can still be changed."""
    return "»" if chosen and some else " " if some else ""


class OneBox(AnswerBox):
    """One of some options: a digit, Enter or a click answers at once."""

    chosen = ""

    def compose(self) -> ComposeResult:
        """The options."""
        yield Choices("options")

    def first(self) -> Widget:
        """The options."""
        return self.query_one(Choices)

    def draw(self) -> None:
        """The options, signed once marked."""
        right = right_ids(self.drill.options) if self.frozen else set()
        rows = [
            Row(
                self.voice.asked(choice.text),
                chosen_badge(choice.id == self.chosen, some=bool(self.chosen) and not self.frozen),
                sign=sign(choice.id in right, choice.id == self.chosen) if self.frozen else "",
                chosen=choice.id == self.chosen,
            )
            for choice in self.posed.choices
        ]
        self.query_one(Choices).show(rows)

    @property
    def so_far(self) -> Answer | None:
        """The option, if there is one."""
        return Answer(chosen=(self.chosen,)) if self.chosen else None

    def recall(self, answer: Answer) -> None:
        """The option."""
        self.chosen = next(iter(answer.chosen), "")
        ids = [choice.id for choice in self.posed.choices]
        if self.chosen in ids:
            self.query_one(Choices).cursor = ids.index(self.chosen)
        self.speak()

    def digit(self, number: int) -> None:
        """Answer with this option."""
        self.pick(self.query_one(Choices), number - 1)

    def picked(self, choices: Choices, index: int) -> None:  # noqa: ARG002 - there are no others
        """An option is an answer."""
        self.chosen = self.posed.choices[index].id
        self.post_message(self.Given(Answer(chosen=(self.chosen,))))


class ManyBox(AnswerBox):
    """Any number of options: digits tick, Enter submits."""

    def __init__(self, posed: Posed, voice: Voice) -> None:
        super().__init__(posed, voice)
        self.ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """The options."""
        yield Choices("options", Manner(enter_picks=False))

    def first(self) -> Widget:
        """The options."""
        return self.query_one(Choices)

    def draw(self) -> None:
        """The options with their ticks, signed once marked."""
        right = right_ids(self.drill.options) if self.frozen and self.drill else set()
        rows = [
            Row(
                self.voice.asked(choice.text),
                "[x]" if choice.id in self.ticked else "[ ]",
                sign(choice.id in right, choice.id in self.ticked) if right else "",
                choice.id in self.ticked,
            )
            for choice in self.posed.choices
        ]
        self.query_one(Choices).show(rows)

    @property
    def so_far(self) -> Answer | None:
        """The ticks, if there are some."""
        chosen = tuple(choice.id for choice in self.posed.choices if choice.id in self.ticked)
        return Answer(chosen=chosen) if chosen else None

    def recall(self, answer: Answer) -> None:
        """The ticks."""
        self.ticked = set(answer.chosen)
        self.speak()

    def digit(self, number: int) -> None:
        """Tick or untick."""
        self.pick(self.query_one(Choices), number - 1)

    def submit(self) -> None:
        """Answer with what is ticked, be it nothing."""
        chosen = tuple(choice.id for choice in self.posed.choices if choice.id in self.ticked)
        self.post_message(self.Given(Answer(chosen=chosen)))

    def picked(self, choices: Choices, index: int) -> None:  # noqa: ARG002 - there are no others
        """Tick or untick."""
        self.ticked ^= {self.posed.choices[index].id}
        self.draw()


class TwoStageBox(AnswerBox):
    """First a claim or a line, then the reason; Backspace goes back to the first stage."""

    FIRST = Manner()

    @property
    def undoable(self) -> bool:  # type: ignore[override]
        """In the second stage."""
        return self.at is not None and not self.frozen

    def __init__(self, posed: Posed, voice: Voice) -> None:
        super().__init__(posed, voice)
        self.at: int | None = None
        self.reason = ""

    def compose(self) -> ComposeResult:
        """Both stages; the second one is hidden until it is its turn."""
        yield Choices("stage-one", self.FIRST)
        yield Choices("stage-two")

    def first(self) -> Widget:
        """The first stage."""
        return self.query_one("#stage-one")

    @property
    def how(self) -> str:
        """Each stage has its own instruction."""
        return self.posed.kind if self.at is None else f"{self.posed.kind}_reason"

    def labels(self) -> list[str]:
        """The rows of the first stage."""
        raise NotImplementedError

    def right_row(self) -> int:
        """The right row of the first stage."""
        raise NotImplementedError

    def answer(self, picked: int, reason: str) -> Answer:
        """Both stages as one answer."""
        raise NotImplementedError

    def first_of(self, answer: Answer) -> int | None:
        """The row of the first stage in an answer."""
        raise NotImplementedError

    @property
    def so_far(self) -> Answer | None:
        """Both stages."""
        return self.answer(self.at, self.reason) if self.at is not None and self.reason else None

    @property
    def half(self) -> Answer | None:
        """The first stage alone."""
        return self.answer(self.at, "") if self.at is not None and not self.reason else None

    def recall(self, answer: Answer) -> None:
        """Both stages; Backspace goes back to the first."""
        self.at, self.reason = self.first_of(answer), next(iter(answer.chosen), "")
        ids = [choice.id for choice in self.posed.choices]
        two = self.query_one("#stage-two", Choices)
        if self.reason in ids:
            two.cursor = ids.index(self.reason)
        self.speak()
        two.focus()

    def draw(self) -> None:
        """Both stages, signed once marked."""
        one, two = self.query_one("#stage-one", Choices), self.query_one("#stage-two", Choices)
        one.show(self._label(index, text) for index, text in enumerate(self.labels()))
        two.display = self.at is not None
        right = right_ids(self.drill.reasons) if self.frozen else set()
        two.show(self._reason(choice, right) for choice in self.posed.choices)

    def _label(self, index: int, text: str) -> Row:
        chosen = index == self.at
        badge = chosen_badge(chosen, some=self.at is not None)
        signed = sign(index == self.right_row(), chosen) if self.frozen else ""
        return Row(text, badge, signed, chosen, hidden=self.frozen and not signed)

    def _reason(self, choice: Choice, right: set[str]) -> Row:
        chosen = choice.id == self.reason
        signed = sign(choice.id in right, chosen) if self.frozen else ""
        badge = chosen_badge(chosen, some=bool(self.reason) and not self.frozen)
        return Row(self.voice.asked(choice.text), badge, signed, chosen, hidden=self.frozen and not signed)

    def digit(self, number: int) -> None:
        """Pick in the stage that is on."""
        stage = "#stage-one" if self.at is None else "#stage-two"
        self.pick(self.query_one(stage, Choices), number - 1)

    def take_back(self) -> None:
        """Back to the first stage."""
        if not self.frozen:
            self.at = None
            self.speak()
            self.first().focus()

    def picked(self, choices: Choices, index: int) -> None:
        """A claim or line leads to the reasons; a reason is the answer."""
        if choices.id == "stage-one":
            self.at = index
            self.speak()
            self.query_one("#stage-two").focus()
        elif self.at is not None:
            self.reason = self.posed.choices[index].id
            self.post_message(self.Given(self.answer(self.at, self.reason)))


class TruthBox(TwoStageBox):
    """True or false, then why."""

    def labels(self) -> list[str]:
        """True stands first, always."""
        return [self.voice("quiz.true"), self.voice("quiz.false")]

    def right_row(self) -> int:
        """From the drill."""
        return 0 if self.drill.answer else 1

    def answer(self, picked: int, reason: str) -> Answer:
        """Claim and reason."""
        return Answer(chosen=(reason,), truth=picked == 0)

    def first_of(self, answer: Answer) -> int | None:
        """True stands first."""
        return None if answer.truth is None else 1 - int(answer.truth)


class BugBox(TwoStageBox):
    """Which line of the code is wrong, then why."""

    FIRST = Manner(code=True)

    def labels(self) -> list[str]:
        """The lines of the code."""
        return self.posed.code.rstrip("\n").split("\n")

    def right_row(self) -> int:
        """From the drill, which counts from 1."""
        return int(self.drill.line) - 1

    def answer(self, picked: int, reason: str) -> Answer:
        """Line, counted from 1, and reason."""
        return Answer(chosen=(reason,), line=picked + 1)

    def first_of(self, answer: Answer) -> int | None:
        """Counted from 0."""
        return None if answer.line is None else answer.line - 1
