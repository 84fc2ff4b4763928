"""What the log says about the learner, folded event by event into plain values.

Owns the meaning of every kind of event. Refuses to write; refuses to schedule (`schedule`). An event of a kind
or form that is unknown, or whose body lacks something, is skipped: a newer version may have written it.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any

from quiz.answers import Answers, Review
from quiz.log import BODY, EPOCH, Event, microseconds
from quiz.progress import Place, Status
from quiz.settings import Settings
from quiz.touches import BY_TIME, Checked, Touch

__all__ = ["UNDONE", "Checked", "Record", "Review", "Touch", "given_at", "taken_back"]

UNDONE = "undone"
EARLIEST, LATEST = 0, microseconds(datetime(2200, 1, 1, tzinfo=UTC))
"""No event is older or later, however wrong a clock was: a date that follows from one must still be a date."""
OF_A_MACHINE = ("editor", "packs", "exercises")
"""Settings that name a command or a folder. They hold on the machine where they were chosen: a log that was imported
says nothing of what there is here, and what it names is not run."""
PLACE = asdict(Place())
QUARTER = 900_000_000
"""Microseconds."""
LONGEST = 86_400.0
"""Seconds that an exercise can have taken in one interview."""
STANDING = ("visited", "drafted")
"""Kinds of event that hold until the next one of their kind, and no longer: see `Record.apply`."""


@dataclass
class Record:
    """Everything that has happened; changes only by `apply`."""

    device: str = field(default="", compare=False)
    """This machine's id; without one every event is taken for its own."""
    written: dict[str, int] = field(default_factory=dict)
    """The highest number of an event of each device."""
    chosen: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Device and number of the event by which each setting holds."""
    reviews: Answers = field(default_factory=Answers)
    of_mocks: set[str] = field(default_factory=set)
    """Ids of answers that were given in a mock interview."""
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
    shown: int = 0
    """When that card was shown, in microseconds."""
    status: dict[str, Status] = field(default_factory=dict)
    """Only exercises that were touched."""
    hints: dict[str, int] = field(default_factory=dict)
    """How many hints of an exercise were given."""
    last_exercise: str = ""
    drafts: dict[str, str] = field(default_factory=dict)
    """What was written for cards that are not answered yet."""
    scores: dict[str, list[float]] = field(default_factory=dict)
    """What the trainings of each milestone came to."""
    mocked: dict[int, float] = field(default_factory=dict)
    """Seconds of mock interviews by quarter of an hour since 1970: days of every time zone begin with one."""
    paused: set[str] = field(default_factory=set)
    """Interviews whose clock stands."""
    over: set[str] = field(default_factory=set)
    """Interviews that were ended."""

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
        """Take one more event into account, the latest so far, unless it was taken back.

        While a device's clock was ahead, it wrote events that come after later ones. Their answers count all the same,
        but where one stood then is past: or an unanswered card of then would be asked again and again until that day.
        """
        handle = HANDLERS.get(event.kind)
        if handle is None or event.v > BODY or event.id in self.undone or not EARLIEST <= event.at <= LATEST:
            return
        before = self.written.get(event.device, 0)
        if event.seq < before and event.kind in STANDING:
            return
        self.written[event.device] = max(before, event.seq)
        try:
            handle(self, event.body, event)
        except (KeyError, TypeError, ValueError, OverflowError):
            return

    def _on_settings(self, body: dict[str, Any], event: Event) -> None:
        if self.device not in ("", event.device):
            body = {name: value for name, value in body.items() if name not in OF_A_MACHINE}
        mark = (event.device, event.seq)
        fresh = [name for name in body if name not in self.chosen or _gives_way(self.chosen[name], mark)]
        self.chosen |= dict.fromkeys(fresh, mark)
        self.settings = self.settings.updated({name: body[name] for name in fresh})

    def _on_visited(self, body: dict[str, Any], event: Event) -> None:
        self.visited, exercise = body, str(body.get("exercise", ""))
        if body.get("screen") == "quiz" and body.get("card"):
            self.unanswered, self.shown = body, event.at
        if exercise:
            self.last_exercise = exercise
        if exercise or (self.touches and self.touches[-1].exercise):
            self.touches.append(Touch(exercise, _moment(event), event.kind))

    def _on_answered(self, body: dict[str, Any], event: Event) -> None:
        card = str(body["card"])
        fingerprint, verdict = str(body.get("fingerprint", "")), str(body.get("verdict", ""))
        score, elapsed = share(body.get("score", 0)), int(body.get("elapsed_ms", 0))
        self.reviews.add(
            Review(card, EPOCH, int(body["rating"]), fingerprint, event.id, verdict, score, elapsed, event.device),
            given_at(event) if "given_at" in body else event.at,
        )
        if "mock" in body:
            self.of_mocks.add(event.id)
        self.drafts.pop(card, None)
        if self.unanswered.get("card") == card:
            self.unanswered = {}

    def _on_drafted(self, body: dict[str, Any], _: Event) -> None:
        self.drafts[str(body["card"])] = str(body["text"])

    def _on_corrected(self, body: dict[str, Any], _: Event) -> None:
        self.corrections.add((str(body["card"]), str(body["fingerprint"])))

    def _on_started(self, body: dict[str, Any], event: Event) -> None:
        self._touch(str(body["exercise"]), event)

    def _on_checked(self, body: dict[str, Any], event: Event) -> None:
        exercise, verdict = str(body["exercise"]), str(body["verdict"])
        passed, moment = verdict == "pass", EPOCH + timedelta(microseconds=given_at(event))
        seconds = _taken(body) if "mock" in body else None
        self.status.setdefault(exercise, "started")
        self.last_exercise = exercise
        insort(self.touches, Touch(exercise, moment, "passed" if passed else "checked", seconds), key=BY_TIME)
        insort(self.checks, Checked(exercise, moment, verdict), key=BY_TIME)
        if passed:
            self.status[exercise] = "passed"
            if self.redos.get(exercise, moment) <= moment:
                self.redos.pop(exercise, None)

    def _on_hinted(self, body: dict[str, Any], event: Event) -> None:
        exercise, number = str(body["exercise"]), max(int(body["number"]), 0)
        self._touch(exercise, event)
        self.hints[exercise] = number

    def _on_revealed(self, body: dict[str, Any], event: Event) -> None:
        self.touches.append(Touch(str(body["exercise"]), _moment(event), event.kind))

    def _on_reset(self, body: dict[str, Any], event: Event) -> None:
        exercise = str(body["exercise"])
        self.hints.pop(exercise, None)
        self.touches.append(Touch(exercise, _moment(event), event.kind))

    def _on_redo(self, body: dict[str, Any], event: Event) -> None:
        exercise = str(body["exercise"])
        self.hints.pop(exercise, None)
        self.redos[exercise] = _moment(event)
        self._touch(exercise, event)

    def _on_trained(self, body: dict[str, Any], _: Event) -> None:
        score = float(body["score"])
        if isfinite(score):  # a training that diverged is no result
            self.scores.setdefault(str(body["milestone"]), []).append(score)

    def _on_mock_ticked(self, body: dict[str, Any], event: Event) -> None:
        """Any event of an interview says how long the one before it was ago, on its clock."""
        mock, quarter = str(body["mock"]), event.at // QUARTER
        if "ms" in body and mock not in self.paused and mock not in self.over:
            self.mocked[quarter] = self.mocked.get(quarter, 0.0) + max(0, int(body["ms"])) / 1000

    _on_mock_moved = _on_mock_answered = _on_mock_flagged = _on_mock_ran = _on_mock_ticked

    def _on_mock_ended(self, body: dict[str, Any], event: Event) -> None:
        self._on_mock_ticked(body, event)
        self.over.add(str(body["mock"]))

    def _on_mock_paused(self, body: dict[str, Any], event: Event) -> None:
        self._on_mock_ticked(body, event)
        self.paused.add(str(body["mock"]))

    def _on_mock_resumed(self, body: dict[str, Any], _: Event) -> None:
        self.paused.discard(str(body["mock"]))

    def mocked_since(self, moment: datetime) -> float:
        """Seconds of mock interviews from this quarter of an hour on."""
        first = microseconds(moment) // QUARTER
        return sum(seconds for quarter, seconds in self.mocked.items() if quarter >= first)

    def _touch(self, exercise: str, event: Event) -> None:
        self.status.setdefault(exercise, "started")
        self.last_exercise = exercise
        self.touches.append(Touch(exercise, _moment(event), event.kind))


HANDLERS: dict[str, Callable[[Record, dict[str, Any], Event], None]] = {
    name.removeprefix("_on_"): handle for name, handle in vars(Record).items() if name.startswith("_on_")
}
"""By kind of event."""


def share(value: Any) -> float:
    """A score as a number from 0 to 1. Raises TypeError, ValueError or OverflowError for anything else."""
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError(value)
    return number


def given_at(event: Event) -> int:
    """When what an event tells of was done, in microseconds: answers in an interview are told of once one agrees.

    Nothing is told of before it is done: what says so is taken for done when it was told.
    """
    given = event.body.get("given_at")
    return given if type(given) is int and EARLIEST <= given <= event.at else event.at


def _taken(body: dict[str, Any]) -> float:
    """Seconds by the clock of an interview, 0 where it kept none. Raises TypeError, ValueError or OverflowError."""
    seconds = float(body.get("seconds", 0))
    return seconds if 0 <= seconds <= LONGEST else 0.0


def _gives_way(chosen: tuple[str, int], mark: tuple[str, int]) -> bool:
    """Whether a setting of one event gives way to a later one: unless that was written before, on the same device."""
    return chosen[0] != mark[0] or chosen[1] <= mark[1]


def taken_back(undoing: Sequence[Event]) -> set[str]:
    """What these events of kind `undone`, in the order of replay, take back."""
    undone: set[str] = set()
    for event in reversed(undoing):
        if event.id not in undone:
            undone.add(str(event.body.get("event")))
    return undone


def _place(body: dict[str, Any]) -> Place:
    return Place(**{name: body[name] for name, usual in PLACE.items() if type(body.get(name)) is type(usual)})


def _moment(event: Event) -> datetime:
    return EPOCH + timedelta(microseconds=event.at)
