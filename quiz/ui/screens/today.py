"""TodayPage: the quiz along today's plan; after its cards comes its code.

Owns what comes after the last card. Refuses to choose cards (`Session.next`) and to plan.
"""

from __future__ import annotations

from quiz.log import LogUnusable
from quiz.plan.day import Item
from quiz.plan.told import code, minutes
from quiz.practice import Practice
from quiz.progress import Place
from quiz.session import Session, WorkspaceError
from quiz.ui.drawing import Block
from quiz.ui.screens.quiz import QuizPage


class TodayPage(QuizPage):
    """Asks until the minutes are used, then opens the exercise."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Practice(mode="today"))

    def on_screen_resume(self) -> None:
        """Back from the exercise: cards that were missed may have come back meanwhile."""
        if self.box is None and self.is_mounted:
            self.call_later(self._go_on)

    async def _go_on(self) -> None:
        if self.posed is None and self.session.today().of("review", "new"):
            await self.ask()

    @property
    def _next_code(self) -> Item | None:
        return next(iter(self.session.today().of("build", "redo")), None)

    def _where(self) -> str:
        return super()._where() if self.posed else self.voice("plan.title")

    def _prompt(self) -> list[Block]:
        if self.posed:
            return super()._prompt()
        plan, blocks = self.session.today(), [Block(self.voice("plan.cards_done"))]
        if plan.returning:
            blocks.append(Block(self.voice("plan.returning", n=plan.returning)))
        if item := self._next_code:
            what = f"{code(plan, item, self.session.words)}, {self.voice('plan.about', minutes=minutes(item.seconds))}"
            blocks.append(Block(self.voice("plan.next_code", what=what)))
        return blocks

    def can(self, name: str) -> bool:
        """After the last card, Enter opens the exercise."""
        if name == "next" and self.posed is None:
            return self._next_code is not None
        return super().can(name)

    async def action_next(self) -> None:
        """The next card, or the exercise; one to be written again gets its blank page first."""
        item = self._next_code if self.posed is None else None
        if item is None:
            await super().action_next()
            return
        try:
            if item.kind == "redo":
                self.session.redo(item.id)
        except (LogUnusable, WorkspaceError) as error:
            self.cannot(error)
        else:
            self.post_message(self.Open(Place("exercise", exercise=item.id)))
