"""What the log says about the learner, folded event by event into plain values.

Owns the meaning of every kind of event. Refuses to write; refuses to schedule (`schedule`). An event of a kind
or form that is unknown, or whose body lacks something, is skipped: a newer version may have written it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from quiz.log import BODY, EPOCH, Event
from quiz.progress import Place, Status
from quiz.settings import Settings

UNDONE = "undone"


@dataclass(frozen=True)
class Review:
    """One answer, as far as scheduling minds."""

    card: str
    at: datetime
    """UTC."""
    rating: int
    """1 again, 2 hard, 3 good, 4 easy."""
    fingerprint: str = ""
    """Of the answer key that it was marked by."""
    event: str = ""
    """The id of its event, by which it can be undone."""
    verdict: str = ""
    """As in `Mark`; `self` where no machine marked it."""
    score: float = 0.0
    elapsed_ms: int = 0


@dataclass(frozen=True)
class Checked:
    """One check of an exercise."""

    exercise: str
    at: datetime
    """UTC."""
    verdict: str


@dataclass
class Record:
    """Everything that has happened; changes only by `apply`."""

    reviews: list[Review] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    checks: list[Checked] = field(default_factory=list)
    corrections: set[tuple[str, str]] = field(default_factory=set)
    """(card, fingerprint of the new key) of every corrected answer key that the learner was told of."""
    place: Place = field(default_factory=Place)
    pending: Place | None = None
    """The card that was shown last and is still unanswered."""
    status: dict[str, Status] = field(default_factory=dict)
    """Only exercises that were touched."""
    hints: dict[str, int] = field(default_factory=dict)
    """How many hints of an exercise were given."""
    last_exercise: str = ""
    drafts: dict[str, str] = field(default_factory=dict)
    """What was written for cards that are not answered yet."""
    scores: dict[str, list[float]] = field(default_factory=dict)
    """What the trainings of each milestone came to."""

    @classmethod
    def of(cls, events: Iterable[Event]) -> Record:
        """The record after these events, without those that a later one takes back; taking back can be taken back."""
        events = list(events)
        undone: set[str] = set()
        for event in reversed(events):
            if event.kind == UNDONE and event.id not in undone:
                undone.add(str(event.body.get("event")))
        record = cls()
        for event in events:
            if event.id not in undone:
                record.apply(event)
        return record

    def apply(self, event: Event) -> None:
        """Take one more event into account, the latest so far."""
        handle = getattr(self, f"_on_{event.kind}", None)
        if handle is None or event.v > BODY:
            return
        try:
            handle(event.body, event)
        except (KeyError, TypeError, ValueError, OverflowError):
            return

    def _on_settings(self, body: dict[str, Any], _: Event) -> None:
        self.settings = self.settings.updated(body)

    def _on_visited(self, body: dict[str, Any], _: Event) -> None:
        known = {entry.name for entry in fields(Place)}
        place = Place(**{key: value for key, value in body.items() if key in known})
        self.place = place
        if place.screen == "quiz" and place.card:
            self.pending = place
        if place.exercise:
            self.last_exercise = place.exercise

    def _on_answered(self, body: dict[str, Any], event: Event) -> None:
        self.reviews.append(
            Review(
                str(body["card"]),
                _moment(event),
                int(body["rating"]),
                str(body.get("fingerprint", "")),
                event.id,
                str(body.get("verdict", "")),
                float(body.get("score", 0)),
                int(body.get("elapsed_ms", 0)),
            )
        )
        self.drafts.pop(body["card"], None)
        if self.pending and self.pending.card == body["card"]:
            self.pending = None

    def _on_drafted(self, body: dict[str, Any], _: Event) -> None:
        self.drafts[str(body["card"])] = str(body["text"])

    def _on_corrected(self, body: dict[str, Any], _: Event) -> None:
        self.corrections.add((str(body["card"]), str(body["fingerprint"])))

    def _on_started(self, body: dict[str, Any], _: Event) -> None:
        self._touch(body["exercise"])

    def _on_checked(self, body: dict[str, Any], event: Event) -> None:
        self._touch(body["exercise"])
        self.checks.append(Checked(str(body["exercise"]), _moment(event), str(body["verdict"])))
        if body["verdict"] == "pass":
            self.status[body["exercise"]] = "passed"

    def _on_hinted(self, body: dict[str, Any], _: Event) -> None:
        self._touch(body["exercise"])
        self.hints[body["exercise"]] = int(body["number"])

    def _on_reset(self, body: dict[str, Any], _: Event) -> None:
        self.hints.pop(body["exercise"], None)

    def _on_trained(self, body: dict[str, Any], _: Event) -> None:
        self.scores.setdefault(str(body["milestone"]), []).append(float(body["score"]))

    def _touch(self, exercise: str) -> None:
        self.status.setdefault(exercise, "started")
        self.last_exercise = exercise


def _moment(event: Event) -> datetime:
    return EPOCH + timedelta(microseconds=event.at)
