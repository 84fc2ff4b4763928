"""QuestionPage: one whole question to read, with its drills, which can be practised from here.

Owns the way into that practice. Refuses to ask: the quiz does.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from quiz.card_id import OPEN
from quiz.practice import Practice
from quiz.progress import Place
from quiz.session import Session
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block, labelled
from quiz.ui.feedback import whole_question
from quiz.ui.screens.page import Page
from quiz.ui.screens.reader import Reader
from quiz.ui.voice import Voice


class QuestionPage(Reader):
    """Of `pack:topic/slug`. Raises KeyError where there is none, BrokenContent where its file was broken meanwhile."""

    ACTS: ClassVar[tuple[Act, ...]] = (Act("drills", "enter,p", footer=True), *Reader.ACTS)
    TAIL = Page.TAIL
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *TAIL))

    def __init__(self, session: Session, question: str) -> None:
        self.question = question
        self.posed = session.pose(f"{question}#{OPEN}", 0)
        self._drills = [session.pose(f"{question}#{drill.id}", 0) for drill in self.posed.question.drills]
        voice = Voice(session)
        super().__init__(session, lambda: voice.marked(self.posed.question.title), self._blocks, voice)

    @property
    def said(self) -> str:
        """For the glossary."""
        question = self.posed.question
        return " ".join(f"{text.en} {text.zh}" for text in (question.title, question.prompt, question.answer))

    def _blocks(self) -> list[Block]:
        practise = Block(self.voice("search.drills", n=len(self._drills)), "head")
        rows = (labelled(self.voice(f"common.kind.{now.kind}"), self.voice.asked(now.prompt)) for now in self._drills)
        return [*whole_question(self.posed, self.voice), practise, *(Block(f"- {row}", tight=True) for row in rows)]

    def place(self) -> Place:
        """Here."""
        return Place("question", question=self.question)

    def action_drills(self) -> None:
        """A practice of this question alone."""
        self.post_message(self.Open(Practice(mode="question", question=self.question).place()))
