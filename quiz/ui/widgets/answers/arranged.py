"""Answers that are arranged: steps in an order, and left sides joined with right sides.

Owns the arrangement so far. Every pick can be taken back until Enter submits.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from exercises.content import Text
from quiz.marking import Answer
from quiz.ui.voice import Voice
from quiz.ui.widgets.answers.box import AnswerBox
from quiz.ui.widgets.answers.picks import sign
from quiz.ui.widgets.choices import Choices, Manner, Row
from quiz.variants import Posed
from quiz.words import in_both


class OrderingBox(AnswerBox):
    """Digits pick the steps in order; the same digit or Backspace takes one back.

    Once marked, the right order stands in the feedback: there may be several.
    """

    def __init__(self, posed: Posed, voice: Voice) -> None:
        super().__init__(posed, voice)
        self.order: list[str] = []

    def compose(self) -> ComposeResult:
        """The steps."""
        yield Choices("steps", Manner(enter_picks=False))

    def first(self) -> Widget:
        """The steps."""
        return self.query_one(Choices)

    def draw(self) -> None:
        """Every step with its place in the order."""
        self.query_one(Choices).show(
            Row(self.voice.asked(step.text), f"[{self._place(step.id)}]", chosen=step.id in self.order)
            for step in self.posed.choices
        )

    @property
    def undoable(self) -> bool:  # type: ignore[override]
        """Something is picked."""
        return bool(self.order) and not self.frozen

    def _place(self, step: str) -> str:
        return str(self.order.index(step) + 1) if step in self.order else " "

    @property
    def so_far(self) -> Answer | None:
        """The order, once every step has its place."""
        return Answer(chosen=tuple(self.order)) if len(self.order) == len(self.posed.choices) else None

    @property
    def half(self) -> Answer | None:
        """The first steps."""
        return Answer(chosen=tuple(self.order)) if self.order and self.so_far is None else None

    def recall(self, answer: Answer) -> None:
        """The order."""
        self.order = list(answer.chosen)
        self.speak()

    def digit(self, number: int) -> None:
        """Pick this step next, or take it back."""
        self.pick(self.query_one(Choices), number - 1)

    def take_back(self) -> None:
        """The last pick."""
        if self.undoable:
            self.order.pop()
            self.speak()

    def submit(self) -> None:
        """Answer, once every step has its place."""
        if (answer := self.so_far) is not None:
            self.post_message(self.Given(answer))
        else:
            self.complain(in_both("quiz.order_incomplete"))

    def picked(self, choices: Choices, index: int) -> None:  # noqa: ARG002 - there are no others
        """The step is the next one, or no longer one."""
        step = self.posed.choices[index].id
        if step in self.order:
            self.order.remove(step)
        else:
            self.order.append(step)
        self.complain(Text())


class MatchingBox(AnswerBox):
    """Arrows choose a left side, a digit gives it a right side."""

    def __init__(self, posed: Posed, voice: Voice) -> None:
        super().__init__(posed, voice)
        self.given: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Left sides above, right sides with their digits below."""
        yield Choices("lefts", Manner(numbered=False, enter_picks=False))
        yield Choices("rights", Manner(enter_picks=False))

    @property
    def lefts(self) -> Choices:
        """The left sides; the cursor among them says whose turn it is."""
        return self.query_one("#lefts", Choices)

    def first(self) -> Widget:
        """The left sides."""
        return self.lefts

    @property
    def undoable(self) -> bool:  # type: ignore[override]
        """Something is joined."""
        return bool(self.given) and not self.frozen

    def draw(self) -> None:
        """Every left side with the digit of its right side; once marked, with the right side itself."""
        rights = self.query_one("#rights", Choices)
        texts = {choice.id: self.voice.asked(choice.text) for choice in self.posed.choices}
        self.lefts.show(self._left(left.id, self.voice.asked(left.text), texts) for left in self.posed.lefts)
        rights.show(Row(text, chosen=right in self.given.values()) for right, text in texts.items())
        rights.display = not self.frozen

    def _left(self, left: str, text: str, texts: dict[str, str]) -> Row:
        given = self.given.get(left, "")
        if not self.frozen:
            number = str(list(texts).index(given) + 1) if given else " "
            return Row(text, f"[{number}]", chosen=bool(given))
        # A pair has one id, so the right side of a left side has the id of the left side.
        right = "" if given == left else f"   ✓ {texts[left]}"
        return Row(f"{text} → {texts[given]}{right}", sign=sign(given == left, chosen=True))

    @property
    def so_far(self) -> Answer | None:
        """The pairs, once every left side has its right side."""
        if len(self.given) < len(self.posed.lefts):
            return None
        return Answer(chosen=tuple(self.given[left.id] for left in self.posed.lefts))

    @property
    def half(self) -> Answer | None:
        """Some pairs; nothing in the place of the others."""
        if not self.given or self.so_far is not None:
            return None
        return Answer(chosen=tuple(self.given.get(left.id, "") for left in self.posed.lefts))

    def recall(self, answer: Answer) -> None:
        """The pairs."""
        pairs = zip((left.id for left in self.posed.lefts), answer.chosen, strict=False)
        self.given = {left: right for left, right in pairs if right}
        self.speak()

    def digit(self, number: int) -> None:
        """Give the current left side this right side."""
        if not self.frozen and 1 <= number <= len(self.posed.choices):
            self._join(number - 1)

    def _join(self, right: int) -> None:
        left = self.posed.lefts[self.lefts.cursor].id
        self.given[left] = self.posed.choices[right].id
        missing = [i for i, other in enumerate(self.posed.lefts) if other.id not in self.given]
        if missing:
            self.lefts.cursor = next((i for i in missing if i > self.lefts.cursor), missing[0])
        self.complain(Text())
        self.lefts.focus()

    def take_back(self) -> None:
        """The join of the current left side, else the last one made."""
        if self.undoable:
            current = self.posed.lefts[self.lefts.cursor].id
            gone = current if current in self.given else next(reversed(self.given))
            del self.given[gone]
            self.lefts.cursor = [left.id for left in self.posed.lefts].index(gone)
            self.speak()

    def submit(self) -> None:
        """Answer, once every left side has its right side."""
        if (answer := self.so_far) is not None:
            self.post_message(self.Given(answer))
        else:
            self.complain(in_both("quiz.match_incomplete"))

    def picked(self, choices: Choices, index: int) -> None:
        """A click on a right side joins it; one on a left side makes it the current one."""
        if choices.id == "rights":
            self._join(index)
