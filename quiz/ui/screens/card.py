"""CardPage: a card with its answer's place, from what is given to the mark that is shown.

Owns the order: marked and on disk, then shown; a line is judged in a thread. Refuses to choose cards and to draw them
(`QuizPage`), and to mark: the Session does.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from textual import work
from textual.message import Message
from textual.worker import Worker, WorkerState

from exercises.content import Text
from quiz.breakdown import write_fault
from quiz.log import LogUnusable
from quiz.marking import Answer, GraderFailed, Mark, Unreadable
from quiz.session import Session
from quiz.ui.screens.page import Page
from quiz.ui.widgets.answers import AnswerBox
from quiz.variants import Posed
from quiz.words import in_both


class CardPage(Page):
    """One card at a time."""

    class Marked(Message):
        """A thread has marked an answer, or says why it could not."""

        def __init__(self, posed: Posed, given: Answer, mark: Mark | None, complaint: Text) -> None:
            super().__init__()
            self.posed = posed
            self.given = given
            self.mark = mark
            self.complaint = complaint
            self.failed = False
            """Whether that is the grader's fault."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.posed: Posed | None = None
        self.given: Answer | None = None
        """What was answered, once it is marked."""
        self.mark: Mark | None = None
        self.box: AnswerBox | None = None
        self.busy = False
        self.failed = False
        """The grader could not judge this answer: the card can be left for another time."""
        self.since = monotonic()

    def complain(self) -> Path | None:
        """About this card, and what was answered if it is."""
        return self.session.complain_of_card(self.posed, self.given) if self.posed else None

    def on_answer_box_given(self, given: AnswerBox.Given) -> None:
        """Mark it: at once, or in a thread where the grader has to run."""
        if self.posed is None or self.mark is not None or self.busy:
            return
        elapsed = round(1000 * (monotonic() - self.since))
        if self.posed.kind == "line":
            self._set_busy(busy=True)
            self.speak()
            self._mark_in_thread(self.posed, given.answer, elapsed)
        else:
            self._take(self._marked(self.posed, given.answer, elapsed))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault of ours while marking is told as ours; the answer stays in its field and nothing is logged."""
        if event.state == WorkerState.ERROR and event.worker.error is not None:
            where = write_fault(self.session.paths.faults, event.worker.error)
            self._set_busy(busy=False)
            self.failed = True
            if self.box is not None:
                self.box.complain(in_both("error.ours", path=where))
            self.speak()

    def _set_busy(self, *, busy: bool) -> None:
        """While a line runs, what is being judged cannot be changed."""
        self.busy = busy
        if self.box is not None:
            self.box.disabled = busy
            if not busy:
                self.box.first().focus()

    @work(thread=True, exit_on_error=False)
    def _mark_in_thread(self, posed: Posed, answer: Answer, elapsed: int) -> None:
        self.post_message(self._marked(posed, answer, elapsed))

    def _marked(self, posed: Posed, answer: Answer, elapsed: int) -> Marked:
        try:
            return self.Marked(posed, answer, self.session.answer(posed, answer, elapsed), Text())
        except Unreadable as unreadable:
            told = self.Marked(posed, answer, None, unreadable.text)
            told.failed = isinstance(unreadable, GraderFailed)
            return told
        except LogUnusable as error:
            unlogged = in_both("error.log_unusable", path=error.path, reason=error.reason)
            return self.Marked(posed, answer, None, unlogged)

    def on_card_page_marked(self, message: Marked) -> None:
        """The thread is done."""
        self._set_busy(busy=False)
        if message.posed is self.posed:
            self._take(message)

    def _take(self, message: Marked) -> None:
        if self.box is None:
            return
        self.failed = message.failed
        if message.mark is None:
            self.box.complain(message.complaint)
            self.speak()
            return
        self.mark, self.given = message.mark, message.given
        self.box.recall(message.given)  # what was picked since is not what was marked
        self.box.freeze()
        self.set_focus(None)
        self.speak()
        self.call_after_refresh(self._show_feedback)

    def _show_feedback(self) -> None:
        # The mark at the top of the pane where both do not fit; the question stays one scroll above it.
        pane = self.query_one("#pane")
        pane.scroll_to(y=self.query_one("#feedback").virtual_region.y, animate=False)
