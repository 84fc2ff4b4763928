"""MockItemPage: one item of a mock interview: its question, the place for its answer, and what is kept of it.

Owns what becomes an answer: on disk at once, nothing is said about it. Refuses to know which item comes next
(`MockSittingPage`); the coding exercise is `MockCodePage`'s.
"""

from __future__ import annotations

from functools import partial

from textual.containers import Vertical

from quiz.marking import Answer, Unreadable
from quiz.mock.item import CODE
from quiz.mock.sitting import Over, Sitting, posed, understood
from quiz.mock.state import Given
from quiz.session import LogUnusable, Session
from quiz.ui.drawing import Block
from quiz.ui.feedback import asked
from quiz.ui.mock_view import follow_ups
from quiz.ui.screens.mock_code import MockCodePage
from quiz.ui.widgets.answers import AnswerBox, box_for
from quiz.ui.widgets.answers.aloud import AloudBox
from quiz.ui.widgets.asking import Asking
from quiz.ui.widgets.lines import Prose
from quiz.variants import Posed
from quiz.words import in_both


class MockItemPage(MockCodePage):
    """A pane `#pane` with the question, a `#dock` with the place for the answer."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__(session, sitting)
        self.posed: Posed | None = None
        self.box: AnswerBox | None = None
        self._opening = False
        """Its answer's place is being built, which takes an editor a while."""

    async def go_on(self) -> None:
        """This item is answered: pages know what comes next."""

    async def open_item(self) -> None:
        """Put the current item there, with what was given for it before."""
        self.posed, self.box, self.code = None, None, None  # at once: what stood there belongs to another item
        self._opening = True
        asking = self.query_one(Asking)
        self.posed = posed(self.session, self.item) if self.item.kind != CODE else None
        box = self._box()
        if self.item.kind == CODE:
            await asking.ask(None, self.speak)  # the question before does not stand there meanwhile
            await self.open_code(self.query_one("#dock", Vertical))
            self._begin(None)
        else:
            await asking.ask(box, partial(self._begin, box))

    def _box(self) -> AnswerBox | None:
        if self.posed is None:
            return None
        return AloudBox(self.posed, self.voice) if self.posed.drill is None else box_for(self.posed, self.voice)

    def _begin(self, box: AnswerBox | None) -> None:
        self.box = box
        if box is not None:
            self._put_back(box, self.sitting.mock.of(self.index))
        self._opening = False
        self.set_class(self.item.kind == CODE, "-code")
        self.speak()

    def _put_back(self, box: AnswerBox, given: Given) -> None:
        if isinstance(box, AloudBox):
            box.put_back(given)
            return
        for answer in (given.answer, given.half):
            if answer is not None:
                box.recall(Answer.from_json(answer))
        if given.text:
            box.restore(given.text)

    def speak(self) -> None:
        """The item, in the language of now."""
        if self.box is not None:
            self.box.speak()
        self.query_one("#prompt", Prose).show(*self._prompt())
        self.refresh_keys()

    def _prompt(self) -> list[Block]:
        if self.code is not None:
            return self.statement()
        if self._opening:
            return []
        if self.posed is None:
            return [Block(self.voice("mock.gone", card=self.item.card or self.item.exercise), "quiet")]
        more = follow_ups(self.posed, self.box.asked, self.voice) if isinstance(self.box, AloudBox) else []
        return asked(self.posed, self.voice) + more

    def keep(self) -> None:
        """What is written or picked so far, as a draft; not while it is being put back."""
        if self.sitting.mock.state != "running" or self._opening:
            return
        if isinstance(self.box, AloudBox):
            given = self.box.given
        elif self.box is not None and self.posed is not None:
            given = self._draft(self.box, self.posed)
        else:
            return
        self.attempt(lambda: self.sitting.keep(self.index, given))

    def _draft(self, box: AnswerBox, found: Posed) -> Given:
        """Beside an answer that was submitted: what was typed or picked since."""
        before, half = self.sitting.mock.of(self.index), box.half
        text = "" if (before.answer or {}).get("texts") == [box.written] else box.written
        readable = not text or understood(found, Answer(texts=(text,)))
        return Given(before.answer, text, before.said, before.asked, half.to_json() if half else None, readable)

    def flush(self) -> None:
        """What stands there becomes the answer, submitted or not: time may be up."""
        if self.sitting.mock.state != "running":
            return
        self.keep_code()
        if isinstance(self.box, AloudBox):
            self.box.stop()
        elif self.box is not None and (answer := self.box.so_far) is not None:
            index = self.index
            try:
                self.attempt(lambda: self.sitting.answer(index, answer))
            except Unreadable:  # it stays as it was typed, and is kept below
                self.keep()
            return
        self.keep()

    async def on_answer_box_given(self, given: AnswerBox.Given) -> None:
        """On disk, and nothing is said about it; the same answer once more goes on."""
        if self.box is None or given.answer != self.box.so_far:  # keys that were quicker than the change of item
            return
        try:
            fresh = self.sitting.answer(self.index, given.answer)
        except (Unreadable, Over) as refused:
            self.box.complain(refused.text)
        except LogUnusable as error:
            self.box.complain(in_both("error.log_unusable", path=error.path, reason=error.reason))
        else:
            if fresh:
                self.speak()
            else:
                await self.go_on()

    async def on_aloud_box_ask_on(self) -> None:
        """The interviewer asks on; after the last follow-up comes the next item."""
        if isinstance(self.box, AloudBox):
            if self.box.asked < self.box.most:
                self.box.asked += 1
                self.keep()
                self.speak()
                self.query_one("#pane").scroll_end(animate=False)
            else:
                await self.go_on()

    def on_answer_box_changed(self) -> None:
        """Other keys may work."""
        self.refresh_keys()

    def action_digit(self, number: int) -> None:
        """A digit, while nobody types."""
        if self.box is not None:
            self.box.digit(number)

    def action_submit(self) -> None:
        """Enter, where no widget needed it."""
        if self.box is not None:
            self.box.submit()

    def action_take_back(self) -> None:
        """Backspace."""
        if self.box is not None:
            self.box.take_back()

    def action_mock_ask(self) -> None:
        """This part of the answer is said."""
        self.action_submit()

    def action_mock_say(self) -> None:
        """Start or stop the stopwatch."""
        if isinstance(self.box, AloudBox):
            self.box.speak_up()
            self.keep()

    def action_write(self) -> None:
        """Into the place to write."""
        if isinstance(self.box, AloudBox):
            self.box.write()
