"""FollowPage: what an interviewer asks whoever has just built this: the questions that name the exercise.

Owns the list and what is shown of the one under the cursor: its prompt and its follow-ups, never its answer. Refuses to
ask: the quiz does, on its own page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Label

from quiz.practice import Practice
from quiz.session import Session
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.screens.page import TURN, Page
from quiz.ui.widgets.choices import Choices, Manner, Row
from quiz.ui.widgets.lines import Prose

if TYPE_CHECKING:
    from exercises.catalog import Exercise
    from quiz.question import Question


class FollowPage(Page):
    """The questions of one exercise."""

    ACTS = (Act("drills", "enter", footer=True), TURN)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *Page.TAIL))

    class Found(Message):
        """These are the questions, by id."""

        def __init__(self, questions: Mapping[str, Question]) -> None:
            super().__init__()
            self.questions = questions

    def __init__(self, session: Session, exercise: Exercise) -> None:
        super().__init__(session)
        self.exercise = exercise
        self.questions: Mapping[str, Question] | None = None
        """None until they were looked for."""
        self.choices = Choices("questions", Manner(numbered=False, always=True))

    def compose(self) -> ComposeResult:
        """The list, what the chosen one asks."""
        yield Label(id="where", markup=False)
        with VerticalScroll(id="list", can_focus=False):
            yield self.choices
        with VerticalScroll(id="pane", can_focus=False):
            yield Prose(id="asked")
        yield self.keys

    def on_mount(self) -> None:
        """Look for them."""
        self.choices.focus()
        self._look()

    @work(thread=True, exit_on_error=False)
    def _look(self) -> None:
        self.post_message(self.Found(self.session.bank.about(self.exercise.id)))

    def on_follow_page_found(self, message: Found) -> None:
        """There they are."""
        message.stop()
        self.questions = message.questions
        self.speak()

    @property
    def chosen(self) -> str:
        """The id of the question under the cursor; empty where there is none."""
        return list(self.questions)[self.choices.cursor] if self.questions else ""

    def can(self, name: str) -> bool:
        """Only what there is can be practised."""
        return bool(self.chosen) if name == "drills" else True

    def speak(self) -> None:
        """Everything, in the language of now."""
        title = self.voice.of(self.exercise.title)
        self.query_one("#where", Label).update(self.headed(f"{title}  |  {self.voice('quiz.follow_ups')}"))
        self.choices.show(Row(self.voice.marked(question.title)) for question in (self.questions or {}).values())
        self.query_one("#asked", Prose).show(*self._asked())
        self.refresh_keys()

    def _asked(self) -> list[Block]:
        if not self.questions:
            return [Block(self.voice("follow.none"), "quiet")] if self.questions is not None else []
        question = self.questions[self.chosen]
        blocks = [Block(self.voice.asked(question.prompt)), Block(self.voice("quiz.follow_ups"), "head")]
        return blocks + [Block(f"- {self.voice.asked(text)}", tight=True) for text in question.follow_ups]

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Another one."""
        moved.stop()
        self.query_one("#list").scroll_to_region(moved.region, animate=False)
        self.speak()

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """By Enter or by mouse."""
        picked.stop()
        self.action_drills()

    def action_drills(self) -> None:
        """The quiz on this question alone."""
        if self.chosen:
            self.post_message(self.Open(Practice(mode="question", question=self.chosen).place()))
