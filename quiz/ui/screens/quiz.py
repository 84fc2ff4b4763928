"""QuizPage: one card at a time. The question scrolls above, the answer stays docked below.

Owns what is said and which keys work when. Refuses to choose cards: the Session does. What becomes of an answer stands
in `CardPage`.
"""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label

from quiz.practice import EVERYTHING, Practice
from quiz.progress import Place
from quiz.session import LogUnusable, Session
from quiz.ui.acts import Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.feedback import asked, full_answer, marked, whole_question
from quiz.ui.screens.card import CardPage
from quiz.ui.screens.page import COMPLAIN, TURN, Page
from quiz.ui.screens.reader import Reader
from quiz.ui.widgets.answers import AnswerBox, OpenBox, box_for
from quiz.ui.widgets.asking import Asking
from quiz.ui.widgets.lines import Prose
from quiz.variants import Posed

AT_ONCE = {"single", "truth", "bug"}
"""Kinds that are answered by the last pick, without Enter."""
KEEP_SECONDS = 3.0
"""How often what is being written is kept, in case the app is killed."""


class QuizPage(CardPage):
    """Asks until there is nothing left to ask."""

    ACTS = (
        Act("digit", "1-9", palette=False, bound=False),
        Act("next", "enter,n", footer=True),
        Act("submit", "enter", footer=True),
        Act("reveal", "enter,f5,ctrl+r", footer=True),
        Act("take_back", "backspace", footer=True),
        Act("write", "t", footer=True),
        Act("later", "f7,ctrl+l", footer=True),
        Act("more", "e", footer=True),
        Act("practise", "x", footer=True),
        Act("undo", "u,ctrl+z", footer=True),
        TURN,
        COMPLAIN,
        Act("scroll_down", "pagedown,ctrl+d", palette=False),
        Act("scroll_up", "pageup,ctrl+u", palette=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((*ACTS, *Page.TAIL)),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, session: Session, practice: Practice = EVERYTHING) -> None:
        super().__init__(session)
        self.practice = session.begun(practice)

    def compose(self) -> ComposeResult:
        """Where we are, the question, the answer's place, the keys."""
        yield Label(id="where", markup=False)
        with Asking():
            with VerticalScroll(id="pane", can_focus=False):
                yield Prose(id="prompt")
                yield Prose(id="feedback")
            yield Vertical(id="dock")
        yield self.keys

    async def on_mount(self) -> None:
        """The first card."""
        await self.ask()
        self.set_interval(KEEP_SECONDS, self._keep)

    @property
    def said(self) -> str:
        """The question and what there is to choose."""
        if self.posed is None:
            return ""
        texts = (self.posed.question.prompt, self.posed.prompt, *(choice.text for choice in self.posed.choices))
        return " ".join(f"{text.en} {text.zh}" for text in texts)

    def leave(self) -> bool:
        """What is written and not answered is kept."""
        self._keep()
        return True

    def _keep(self) -> None:
        if self.posed is not None and self.box is not None and self.mark is None and not self.busy:
            self.session.keep(self.posed.card, self.box.written)

    def draw_card(self) -> Posed | None:
        """The card to ask now."""
        return self.session.next(self.practice)

    async def ask(self) -> None:
        """The next card, or the news that there is none."""
        await self._put(self.draw_card())

    async def _put(self, posed: Posed | None) -> None:
        self.posed, self.given, self.mark, self.box, self.failed = posed, None, None, None, False
        self.voice.turned = False
        box = box_for(posed, self.voice) if posed else None
        await self.query_one(Asking).ask(box, partial(self._begin, box))

    def _begin(self, box: AnswerBox | None) -> None:
        self.box = box
        if box is not None:
            box.restore(self.session.kept(box.posed.card))
        self.since = monotonic()
        self.speak()

    def place(self) -> Place:
        """This card with this seed, until it is answered: whoever comes back then is asked another."""
        card, seed = (self.posed.card, self.posed.seed) if self.posed and self.mark is None else ("", 0)
        return self.practice.place(card, seed)

    def speak(self) -> None:
        """Everything on the page, in the language of now."""
        if self.box is not None:
            self.box.speak()
        self.query_one("#where", Label).update(self._where())
        self.query_one("#prompt", Prose).show(*self._prompt())
        feedback = self.query_one("#feedback", Prose)
        feedback.show(*self._feedback())
        feedback.set_class(not feedback.blocks, "-empty")  # not hidden: it is scrolled to before it is laid out
        self.refresh_keys()

    def _where(self) -> str:
        if self.posed is None:
            return self.voice(f"practice.{self.practice.mode}") if self.practice.mode else self.voice("quiz.title")
        question, drill = self.posed.question, self.posed.drill
        kind = self.voice(f"common.kind.{self.posed.kind}")
        level = self.voice("common.level", level=drill.level if drill else question.level)
        return self.headed(f"{self.voice.marked(question.title)}  |  {kind}  |  {level}")

    def _prompt(self) -> list[Block]:
        if self.posed:
            return asked(self.posed, self.voice, self.mark is not None)
        if self.session.capped(self.practice):
            return [Block(self.voice("plan.capped", n=self.session.settings.new_a_day))]
        return [Block(self.voice("practice.over" if self.practice.mode else "quiz.nothing_left"))]

    def _feedback(self) -> list[Block]:
        if self.posed is None:
            return []
        if self.busy:
            return [Block(self.voice("quiz.busy"), "self")]
        if self.mark is not None:
            return marked(self.posed, self.mark, self.voice) + self._written()
        if isinstance(self.box, OpenBox) and self.box.revealed:
            return self._written() + full_answer(self.posed, self.voice)
        return []

    def _written(self) -> list[Block]:
        if not isinstance(self.box, OpenBox) or not self.box.written:
            return []
        return [Block(self.voice("quiz.you_wrote"), "head"), Block(self.box.written, "plain", tight=True)]

    def can(self, name: str) -> bool:
        """Only what does something now."""
        kind = self.posed.kind if self.posed else ""
        answering = bool(kind) and self.mark is None and not self.busy
        hidden = isinstance(self.box, OpenBox) and not self.box.revealed
        return {
            "next": self.mark is not None,
            "submit": answering and kind not in AT_ONCE and not hidden,
            "reveal": answering and hidden,
            "write": answering and hidden,
            "take_back": answering and self.box is not None and self.box.undoable,
            "later": self.failed and self.mark is None,
            "more": self.mark is not None and self.mark.verdict != "self",
            "practise": self.mark is not None and bool(self._exercises()),
            "undo": not self.busy and self.session.undoable,
            "complain": self.posed is not None and not self.busy,
        }.get(name, True)

    def _exercises(self) -> tuple[str, ...]:
        return self.posed.question.exercises if self.posed else ()

    def on_answer_box_changed(self) -> None:
        """Other keys may work."""
        self.refresh_keys()

    def on_answer_box_revealed(self) -> None:
        """The model answer beside the key points to tick."""
        self.speak()
        self.call_after_refresh(self._show_feedback)

    def action_digit(self, number: int) -> None:
        """A digit, while nobody types."""
        if self.box is not None and self.mark is None:
            self.box.digit(number)

    def action_submit(self) -> None:
        """Enter, where no widget needed it."""
        if self.box is not None:
            self.box.submit()

    def action_reveal(self) -> None:
        """The model answer and the key points."""
        self.action_submit()

    def action_take_back(self) -> None:
        """Backspace."""
        if self.box is not None:
            self.box.take_back()

    def action_write(self) -> None:
        """Into the place to write."""
        if isinstance(self.box, OpenBox):
            self.box.write()

    async def action_next(self) -> None:
        """The next card; what was said about the one before would cover its options."""
        self.app.clear_notifications()
        await self.ask()

    async def action_later(self) -> None:
        """Another card: this one cannot be judged now."""
        if self.posed is not None:
            self.session.put_off(self.posed.card)
            await self.ask()

    async def action_undo(self) -> None:
        """The last answer is taken back, and its card comes again; what was written for the next one is kept."""
        self._keep()
        try:
            posed = self.session.undo()
        except LogUnusable as error:
            self.cannot(error)
            return
        if posed is not None:
            await self._put(posed)
            self.notify(self.voice("progress.undone"), timeout=3, markup=False)

    def action_more(self) -> None:
        """Everything about this question."""
        posed = self.posed
        if posed is not None:
            title = lambda: self.voice.marked(posed.question.title)  # noqa: E731
            self.app.push_screen(Reader(self.session, title, lambda: whole_question(posed, self.voice), self.voice))

    def action_practise(self) -> None:
        """The exercise that trains this."""
        self.post_message(self.Open(Place("exercise", exercise=self._exercises()[0])))
