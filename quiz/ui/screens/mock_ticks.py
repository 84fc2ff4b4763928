"""MockTicksPage: after a mock interview, the key points of each open question, to be ticked by the learner.

Owns which question comes next. What is ticked is self-assessed: no machine scores it, and no figure mixes it with one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label

from quiz.mock.judging import ticked
from quiz.mock.state import Mock
from quiz.session import Session
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.feedback import asked
from quiz.ui.mock_view import follow_ups
from quiz.ui.screens.page import TURN, Page
from quiz.ui.widgets.answers import AnswerBox, OpenBox
from quiz.ui.widgets.asking import Asking
from quiz.ui.widgets.lines import Prose
from quiz.variants import Posed

Keep = Callable[[int, Mapping[str, Any]], bool]


class MockTicksPage(Page):
    """The open questions that were answered, one after the other."""

    ACTS = (
        Act("digit", "1-9", palette=False, bound=False),
        Act("submit", "enter", footer=True),
        TURN,
        Act("scroll_down", "pagedown,ctrl+d", footer=True, palette=False),
        Act("scroll_up", "pageup,ctrl+u", palette=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((*ACTS, *Page.TAIL)),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, session: Session, mock: Mock, questions: Sequence[tuple[int, Posed]], keep: Keep) -> None:
        """`keep` writes a result down; False where that could not be done."""
        super().__init__(session)
        self.mock = mock
        self.questions = questions
        self.at = 0
        self.box: OpenBox | None = None
        self._keep = keep

    def compose(self) -> ComposeResult:
        """The question and what was said to it; the key points below."""
        yield Label(id="where", markup=False)
        with Asking():
            with VerticalScroll(id="pane", can_focus=False):
                yield Prose(id="prompt")
            yield Vertical(id="dock")
        yield self.keys

    async def on_mount(self) -> None:
        """The first one."""
        await self._show()

    @property
    def posed(self) -> Posed:
        """The question on the screen."""
        return self.questions[self.at][1]

    async def _show(self) -> None:
        self.box = None
        box = OpenBox(self.posed, self.voice)
        await self.query_one(Asking).ask(box, partial(self._begin, box))

    def _begin(self, box: OpenBox) -> None:
        self.box = box
        box.reveal()
        self.speak()

    def speak(self) -> None:
        """Everything, in the language of now."""
        if self.box is not None:
            self.box.speak()
        line = self.voice("mock.tick", n=self.at + 1, total=len(self.questions))
        self.query_one("#where", Label).update(self.headed(line))
        self.query_one("#prompt", Prose).show(*self._prompt())
        self.refresh_keys()

    def _prompt(self) -> list[Block]:
        given = self.mock.of(self.questions[self.at][0])
        blocks = asked(self.posed, self.voice) + follow_ups(self.posed, given.asked, self.voice)
        if given.text.strip():
            blocks += [Block(self.voice("quiz.you_wrote"), "head"), Block(given.text.strip(), "plain", tight=True)]
        answer = Block(self.voice.asked(self.posed.question.answer), tight=True)
        return [*blocks, Block(self.voice("quiz.model_answer"), "head"), answer]

    def on_answer_box_changed(self) -> None:
        """Other keys may work."""
        self.refresh_keys()

    async def on_answer_box_given(self, given: AnswerBox.Given) -> None:
        """Written down; the next one, or the report."""
        if self._keep(self.questions[self.at][0], ticked(self.posed, given.answer)):
            self.at += 1
            if self.at < len(self.questions):
                await self._show()
            else:
                self.dismiss()

    def action_digit(self, number: int) -> None:
        """Tick or untick."""
        if self.box is not None:
            self.box.digit(number)

    def action_submit(self) -> None:
        """With what is ticked, be it nothing."""
        if self.box is not None:
            self.box.submit()
