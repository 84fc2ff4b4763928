"""What this session did itself, where another window writes to the same log at the same time.

Owns which answer can be taken back, and which unanswered card is another window's. Refuses to write. Whether another
window still lives is not known: what was left before this session began is this session's to go on with.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from quiz.answers import Review
from quiz.history import History
from quiz.log import EPOCH, Event, microseconds
from quiz.progress import Place
from quiz.record import given_at
from quiz.schedule import SITTING


class Mine:
    """Of one session, from its beginning."""

    def __init__(self, history: History, now: datetime) -> None:
        self._history = history
        self._began = now
        self._card = ""
        """The last one that was shown here."""
        self._answers: list[Review] | None = None

    def shows(self, place: Place) -> None:
        """This is on the screen."""
        if place.screen == "quiz" and place.card:
            self._card = place.card

    def answered(self, event: Event) -> None:
        """This answer was given here."""
        moment = EPOCH + timedelta(microseconds=given_at(event))
        self._known().append(Review(str(event.body["card"]), moment, int(event.body["rating"]), event=event.id))

    @property
    def last(self) -> Review | None:
        """The last answer given here that still counts; before the first one, that of an earlier session."""
        undone = self._history.record.undone
        return next((answer for answer in reversed(self._known()) if answer.event not in undone), None)

    @property
    def elsewhere(self) -> str:
        """The card that another window asks now, as far as the log tells; empty for none."""
        record = self._history.record
        pending = record.pending
        if pending is None or pending.card == self._card or record.shown <= microseconds(self._began):
            return ""
        return pending.card

    def _known(self) -> list[Review]:
        """Answers of this session, after those of the hour before it on this machine."""
        if self._answers is None:
            record = self._history.record
            count = record.reviews.since(self._began - SITTING)
            late = record.reviews[len(record.reviews) - count :]
            self._answers = [answer for answer in late if answer.device == record.device and answer.at <= self._began]
        return self._answers
