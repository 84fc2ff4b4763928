"""What the log says about the learner, folded event by event into plain values.

Owns the meaning of every kind of event. Refuses to write; refuses to schedule (`schedule`). An event of a kind
or form that is unknown, or whose body lacks something, is skipped: a newer version may have written it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from quiz.answers import Answers, Review
from quiz.log import BODY, EPOCH, Event
from quiz.progress import Place, Status
from quiz.settings import Settings

__all__ = ["UNDONE", "Checked", "Record", "Review", "Touch", "taken_back"]

UNDONE = "undone"
PLACE = frozenset(entry.name for entry in fields(Place))


@dataclass(frozen=True)
class Checked:
    """One check of an exercise."""

    exercise: str
    at: datetime
    """UTC."""
    verdict: str


@dataclass(frozen=True)
class Touch:
    """A sign of work on an exercise."""

    exercise: str
    """Empty where one went to something else."""
    at: datetime
    """UTC."""
    kind: str
    """Of the event; `passed` for a check that was."""


@dataclass
class Record:
    """Everything that has happened; changes only by `apply`."""

    reviews: Answers = field(default_factory=Answers)
    undone: set[str] = field(default_factory=set)
    """Ids of events that were taken back; those never count."""
    settings: Settings = field(default_factory=Settings)
    checks: list[Checked] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    redos: dict[str, datetime] = field(default_factory=dict)
    """Passed exercises that are being written again from the blank page, and since when."""
    corrections: set[tuple[str, str]] = field(default_factory=set)
    """(card, fingerprint of the new key) of every corrected answer key that the learner was told of."""
    visited: dict[str, Any] = field(default_factory=dict)
    """Where the learner was last, as the log has it; `place` in our words, made only when asked for."""
    unanswered: dict[str, Any] = field(default_factory=dict)
    """The same of `pending`."""
    status: dict[str, Status] = field(default_factory=dict)
    """Only exercises that were touched."""
    hints: dict[str, int] = field(default_factory=dict)
    """How many hints of an exercise were given."""
    last_exercise: str = ""
    drafts: dict[str, str] = field(default_factory=dict)
    """What was written for cards that are not answered yet."""
    scores: dict[str, list[float]] = field(default_factory=dict)
    """What the trainings of each milestone came to."""

    @property
    def place(self) -> Place:
        """Where the learner was last."""
        return _place(self.visited)

    @property
    def pending(self) -> Place | None:
        """The card that was shown last and is still unanswered."""
        return _place(self.unanswered) if self.unanswered else None

    @classmethod
    def of(cls, events: Iterable[Event]) -> Record:
        """The record after these events, without those that a later one takes back; taking back can be taken back."""
        events = list(events)
        record = cls()
        record.undone = taken_back([event for event in events if event.kind == UNDONE])
        for event in events:
            record.apply(event)
        return record

    def apply(self, event: Event) -> None:
        """Take one more event into account, the latest so far, unless it was taken back."""
        handle = getattr(self, f"_on_{event.kind}", None)
        if handle is None or event.v > BODY or event.id in self.undone:
            return
        try:
            handle(event.body, event)
        except (KeyError, TypeError, ValueError, OverflowError):
            return

    def _on_settings(self, body: dict[str, Any], _: Event) -> None:
        self.settings = self.settings.updated(body)

    def _on_visited(self, body: dict[str, Any], event: Event) -> None:
        self.visited, exercise = body, body.get("exercise", "")
        if body.get("screen") == "quiz" and body.get("card"):
            self.unanswered = body
        if exercise:
            self.last_exercise = exercise
        if exercise or (self.touches and self.touches[-1].exercise):
            self.touches.append(Touch(exercise, _moment(event), event.kind))

    def _on_answered(self, body: dict[str, Any], event: Event) -> None:
        card = str(body["card"])
        fingerprint, verdict = str(body.get("fingerprint", "")), str(body.get("verdict", ""))
        score, elapsed = float(body.get("score", 0)), int(body.get("elapsed_ms", 0))
        self.reviews.add(
            Review(card, EPOCH, int(body["rating"]), fingerprint, event.id, verdict, score, elapsed), event.at
        )
        self.drafts.pop(card, None)
        if self.unanswered.get("card") == card:
            self.unanswered = {}

    def _on_drafted(self, body: dict[str, Any], _: Event) -> None:
        self.drafts[str(body["card"])] = str(body["text"])

    def _on_corrected(self, body: dict[str, Any], _: Event) -> None:
        self.corrections.add((str(body["card"]), str(body["fingerprint"])))

    def _on_started(self, body: dict[str, Any], event: Event) -> None:
        self._touch(body["exercise"], event)

    def _on_checked(self, body: dict[str, Any], event: Event) -> None:
        passed = body["verdict"] == "pass"
        self._touch(body["exercise"], event, "passed" if passed else "checked")
        self.checks.append(Checked(str(body["exercise"]), _moment(event), str(body["verdict"])))
        if passed:
            self.status[body["exercise"]] = "passed"
            self.redos.pop(body["exercise"], None)

    def _on_hinted(self, body: dict[str, Any], event: Event) -> None:
        self._touch(body["exercise"], event)
        self.hints[body["exercise"]] = int(body["number"])

    def _on_revealed(self, body: dict[str, Any], event: Event) -> None:
        self.touches.append(Touch(str(body["exercise"]), _moment(event), event.kind))

    def _on_reset(self, body: dict[str, Any], event: Event) -> None:
        self.hints.pop(body["exercise"], None)
        self.touches.append(Touch(str(body["exercise"]), _moment(event), event.kind))

    def _on_redo(self, body: dict[str, Any], event: Event) -> None:
        self.hints.pop(body["exercise"], None)
        self.redos[str(body["exercise"])] = _moment(event)
        self._touch(body["exercise"], event)

    def _on_trained(self, body: dict[str, Any], _: Event) -> None:
        self.scores.setdefault(str(body["milestone"]), []).append(float(body["score"]))

    def _touch(self, exercise: str, event: Event, kind: str = "") -> None:
        self.status.setdefault(exercise, "started")
        self.last_exercise = exercise
        self.touches.append(Touch(str(exercise), _moment(event), kind or event.kind))


def taken_back(undoing: Sequence[Event]) -> set[str]:
    """What these events of kind `undone`, in the order of replay, take back."""
    undone: set[str] = set()
    for event in reversed(undoing):
        if event.id not in undone:
            undone.add(str(event.body.get("event")))
    return undone


def _place(body: dict[str, Any]) -> Place:
    return Place(**{key: value for key, value in body.items() if key in PLACE})


def _moment(event: Event) -> datetime:
    return EPOCH + timedelta(microseconds=event.at)
