"""Mock: one mock interview as its events tell it, folded one by one.

Owns the meaning of every `mock_` event, and the clock: each event says in `ms` how long the current item was on the
screen since the one before, measured by whoever showed it, so that a sleeping machine or a changed clock counts for
nobody. What lies between a pause (or a kill) and the return is a pause. Refuses to write and to mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from exercises.content import Text
from quiz.log import BODY, EPOCH, Event
from quiz.mark import Answer
from quiz.mock import PREFIX
from quiz.mock.item import Item, Wish
from quiz.plain import value_of
from quiz.record import share

State = Literal["running", "paused", "ended"]
Verdict = Literal["right", "partial", "wrong", "self", "none", "infra"]
"""As in `Mark`; `none` where nothing was answered, `infra` where the grader failed: that counts for nothing."""
LONGEST = 86_400.0
"""Seconds that one can have spoken."""
VERDICTS: Mapping[str, Verdict] = {name: name for name in get_args(Verdict)}
AFTERWARDS = ("marked", "agreed")
"""Kinds of event that change an interview which is over."""


@dataclass(frozen=True)
class Given:
    """What was answered to one item so far."""

    answer: Mapping[str, Any] | None = None
    """As in an `answered` event; None while there is none."""
    text: str = ""
    """What is written and not submitted; of an open question all that is written."""
    said: float = 0.0
    """Seconds that the learner spoke."""
    asked: int = 0
    """Follow-ups that were asked."""
    half: Mapping[str, Any] | None = None
    """What is picked of an answer that is not complete; it counts for nothing."""
    readable: bool = True
    """Whether `text` can be understood."""

    @property
    def final(self) -> Mapping[str, Any] | None:
        """What is marked: the answer, else what was typed and not submitted when time was up or the app was killed."""
        if self.answer is None and self.text.strip():
            return {"texts": [self.text]}
        return self.answer

    @property
    def there(self) -> bool:
        """Whether anything was answered; what cannot be understood is no answer yet."""
        return self.answer is not None or bool(self.said) or (self.readable and self.final is not None)


@dataclass(frozen=True)
class Result:
    """What came of one item, once it is over."""

    verdict: Verdict
    score: float
    why: tuple[Text, ...] = ()
    """Of a line, which cannot be marked again without the grader."""
    ticked: tuple[str, ...] = ()
    """Key points."""
    points: int = 0
    """How many there were to tick."""
    report: Mapping[str, Any] = field(default_factory=dict)
    """Of an exercise: see `coding.summary`."""


@dataclass(frozen=True)
class Pause:
    """A time that does not count."""

    at: datetime
    seconds: float
    killed: bool
    """The app ended without a pause being asked for."""


@dataclass(frozen=True)
class Mock:
    """One interview."""

    id: str
    at: datetime
    wish: Wish
    items: tuple[Item, ...]
    language: str = ""
    state: State = "running"
    current: int = 0
    given: Mapping[int, Given] = field(default_factory=dict)
    flags: frozenset[int] = frozenset()
    used: Mapping[int, float] = field(default_factory=dict)
    """Seconds by item."""
    runs: Mapping[int, int] = field(default_factory=dict)
    """How often the code of an exercise was run."""
    pauses: tuple[Pause, ...] = ()
    when: Mapping[int, datetime] = field(default_factory=dict)
    """By item, when the answer that stands was given."""
    results: Mapping[int, Result] = field(default_factory=dict)
    agreed: bool | None = None
    """Whether the answers count as reviews; None until that was asked."""
    last: datetime = EPOCH
    """The latest event that the clock minded."""
    end: tuple[str, int] = ("", 0)
    """Device and number of the event that ended it."""

    @property
    def budget(self) -> int:
        """Seconds: what is planned for all items."""
        return sum(item.seconds for item in self.items)

    @property
    def elapsed(self) -> float:
        """Seconds used up to the last event."""
        return sum(self.used.values())

    def of(self, index: int) -> Given:
        """What was given for this item."""
        return self.given.get(index, Given())

    @property
    def answered(self) -> frozenset[int]:
        """The items with an answer."""
        return frozenset(index for index, given in self.given.items() if given.there)


def fold(events: Iterable[Event]) -> dict[str, Mock]:
    """Every interview by id, in the order in which they began."""
    mocks: dict[str, Mock] = {}
    for event in events:
        if event.kind == f"{PREFIX}begun":
            begun = _begun(event)
            if begun:
                mocks[begun.id] = begun
        elif (mock := mocks.get(str(event.body.get("mock")))) is not None:
            mocks[mock.id] = after(mock, event)
    return mocks


def after(mock: Mock, event: Event) -> Mock:
    """The interview after one more event of its own; one that is not understood changes nothing."""
    kind = event.kind.removeprefix(PREFIX)
    handle = _HANDLERS.get(kind)
    if handle is None or event.v > BODY or (kind not in AFTERWARDS and _is_over(mock, event)):
        return mock
    try:
        return handle(_spent(mock, event), event.body, event)
    except (KeyError, TypeError, ValueError, OverflowError):
        return mock


def _begun(event: Event) -> Mock | None:
    try:
        body = event.body
        wish = Wish(int(body["minutes"]), tuple(map(str, body["topics"])), bool(body["code"]), int(body["seed"]))
        items = tuple(map(Item.from_json, body["items"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    moment = _moment(event)
    return Mock(event.id, moment, wish, items, str(body.get("language", "")), last=moment) if items else None


def _moment(event: Event) -> datetime:
    return EPOCH + timedelta(microseconds=event.at)


def _is_over(mock: Mock, event: Event) -> bool:
    """Whether it had ended; what was written before the end counts, even if the clock was set back in between."""
    device, number = mock.end
    return mock.state == "ended" and (event.device != device or event.seq > number)


def _spent(mock: Mock, event: Event) -> Mock:
    """The current item was on the screen for this long."""
    seconds = max(0, int(event.body.get("ms", 0))) / 1000
    if mock.state != "running" or "ms" not in event.body:
        return mock
    used = {**mock.used, mock.current: mock.used.get(mock.current, 0.0) + seconds}
    return replace(mock, used=used, last=_moment(event))


def _item(mock: Mock, body: Mapping[str, Any]) -> int:
    """Raises ValueError for an item that there is not."""
    index = int(body["item"])
    if not 0 <= index < len(mock.items):
        raise ValueError(index)
    return index


def _moved(mock: Mock, body: Mapping[str, Any], _: Event) -> Mock:
    return replace(mock, current=_item(mock, body))


def _answered(mock: Mock, body: Mapping[str, Any], event: Event) -> Mock:
    index = _item(mock, body)
    before = mock.of(index)
    given = Given(
        _checked(body["answer"]),
        str(body.get("text", before.text)),
        max(0.0, min(float(body.get("said", before.said)), LONGEST)),
        max(0, int(body.get("asked", before.asked))),
        _checked(body.get("half")),
        bool(body.get("readable", True)),
    )
    changed = (given.final, given.said) != (before.final, before.said)
    when = {**mock.when, index: _moment(event)} if changed else mock.when
    return replace(mock, given={**mock.given, index: given}, when=when)


def _checked(answer: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """As it is written. Raises TypeError or ValueError."""
    return None if answer is None else Answer.from_json(dict(answer)).to_json()


def _flagged(mock: Mock, body: Mapping[str, Any], _: Event) -> Mock:
    index = frozenset({_item(mock, body)})
    return replace(mock, flags=mock.flags | index if body["on"] else mock.flags - index)


def _ran(mock: Mock, body: Mapping[str, Any], _: Event) -> Mock:
    index = _item(mock, body)
    return replace(mock, runs={**mock.runs, index: mock.runs.get(index, 0) + 1})


def _ticked(mock: Mock, _body: Mapping[str, Any], _: Event) -> Mock:
    return mock


def _paused(mock: Mock, _body: Mapping[str, Any], _: Event) -> Mock:
    return replace(mock, state="paused") if mock.state == "running" else mock


def _resumed(mock: Mock, _body: Mapping[str, Any], event: Event) -> Mock:
    if mock.state == "ended":
        return mock
    gone = max(0.0, (_moment(event) - mock.last).total_seconds())
    pause = Pause(mock.last, gone, killed=mock.state == "running")
    return replace(mock, state="running", pauses=(*mock.pauses, pause), last=_moment(event))


def _ended(mock: Mock, _body: Mapping[str, Any], event: Event) -> Mock:
    return replace(mock, state="ended", end=(event.device, event.seq))


def _marked(mock: Mock, body: Mapping[str, Any], _: Event) -> Mock:
    why = tuple(Text(str(text["en"]), str(text["zh"])) for text in body.get("why", ()))
    result = Result(
        VERDICTS[body["verdict"]],
        share(body["score"]),
        why,
        tuple(map(str, body.get("ticked", ()))),
        int(body.get("points", 0)),
        _report(body.get("report", {})),
    )
    return replace(mock, results={**mock.results, _item(mock, body): result})


def _report(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """As it is, if there is in it what a report page shows. Raises KeyError, TypeError or ValueError."""
    if body:
        for text in (body["message"], body["example"], *body["findings"]):
            Text(text["en"], text["zh"])
        value_of(list[tuple[str, bool | None, int, int]], body["rows"])
        value_of(dict[str, str], [(key, body[key]) for key in ("exercise", "sha256", "salt", "verdict", "stage")])
        int(body["ms"])
    return dict(body)


def _agreed(mock: Mock, body: Mapping[str, Any], _: Event) -> Mock:
    return replace(mock, agreed=bool(body["agreed"]))


_HANDLERS: Mapping[str, Callable[[Mock, Mapping[str, Any], Event], Mock]] = {
    "moved": _moved,
    "answered": _answered,
    "flagged": _flagged,
    "ran": _ran,
    "ticked": _ticked,
    "paused": _paused,
    "resumed": _resumed,
    "ended": _ended,
    "marked": _marked,
    "agreed": _agreed,
}
