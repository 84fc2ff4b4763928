"""CheckingPage: a draft that is checked: on request, or whenever it changes on disk.

Owns the check on its way: when it begins, which stages passed, that it is called off. Refuses to judge: it asks the
app, whose check goes on even when this page is left.
"""

from __future__ import annotations

from time import monotonic

from textual.message import Message

from exercises.catalog import Stage
from grader import Errand
from grader.report import Report
from quiz.log import LogUnusable
from quiz.session import Session
from quiz.ui.screens.draft import DraftPage
from quiz.ui.widgets.report import ReportPane
from quiz.workspace import encoded

TICK = 0.5
"""Seconds between two looks at the clock."""


class CheckingPage(DraftPage):
    """A page with one `ReportPane` beside its editor."""

    class Check(Message):
        """This source is to be judged."""

        def __init__(self, exercise: str, source: bytes, errand: Errand) -> None:
            super().__init__()
            self.exercise = exercise
            self.source = source
            self.errand = errand

    class Passed(Message):
        """A stage of this check did."""

        def __init__(self, errand: Errand, stage: Stage) -> None:
            super().__init__()
            self.errand = errand
            self.stage = stage

    def __init__(self, session: Session, exercise_id: str) -> None:
        super().__init__(session, exercise_id)
        self.errand: Errand | None = None
        """Of the check that runs now."""
        self.stages: list[Stage] = []
        """Those that it has passed."""
        self.watching = session.settings.watch
        """Kept here, since the first line of the page is written at every key."""
        self._since = 0.0

    @property
    def report(self) -> ReportPane:
        """The last judgement."""
        return self.query_one(ReportPane)

    @property
    def seconds(self) -> int:
        """How long the check runs."""
        return round(monotonic() - self._since)

    def on_mount(self) -> None:
        """The clock of a check."""
        self.set_interval(TICK, self._tick)

    def action_check(self) -> None:
        """Judge what is in the editor, or what another editor has saved."""
        self.take_over()
        self.save()
        self._since, self.stages = monotonic(), []
        self.errand = errand = Errand(lambda stage: self.post_message(self.Passed(errand, stage)))
        self.post_message(self.Check(self.exercise.id, encoded(self.editor.text), errand))
        self._tick()
        self.refresh_keys()

    def action_cancel(self) -> None:
        """No further: what runs is killed, and there is no verdict."""
        if self.errand is not None:
            self.errand.cancel()
            self.errand = None
            self.report.cancelled()
            self.speak()

    def action_watch(self) -> None:
        """Check at once whatever another program writes into the file, or no longer."""
        try:
            self.session.configure(watch=not self.watching)
        except LogUnusable as error:
            self.cannot(error)
        self.watching = self.session.settings.watch
        self.where()

    def taken_over(self) -> None:
        """Checked at once if that is wanted; a check of what stood there before has nothing to say any more."""
        if self.watching:
            if self.errand is not None:
                self.errand.cancel()
            self.action_check()

    def on_checking_page_passed(self, message: Passed) -> None:
        """One stage more."""
        message.stop()
        if message.errand is self.errand:
            self.stages.append(message.stage)
            self._tick()

    def _tick(self) -> None:
        if self.errand is not None:
            self.report.wait(self.seconds, self.stages)
            self.where()

    def judged(self, errand: Errand, report: Report | None) -> bool:
        """A check is over; None where the grader itself failed, which the app has said. Whether it was this page's."""
        if errand is not self.errand:
            return False
        self.errand = None
        self.tell_warnings()
        if report is not None:
            self.report.show(report)
        else:
            self.report.fail()
        self.speak()
        return True
