"""The figures of an interview, pure: what a machine marked, what the learner ticked, and time, each for itself.

Owns what counts into which figure: nothing self-assessed ever enters a machine's figure, the exercise stands alone, an
item without an answer counts as 0, one that the grader could not judge not at all. Refuses to word anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quiz.mock.item import CODE, Item, Sort
from quiz.mock.state import Mock, Result

WEAK = 0.6
"""A topic below this share is named as weak."""
SLOW = 1.5
"""A kind that took more than this many times its plan is named as slow."""
MOST = 3
"""Of each kind of advice."""


@dataclass(frozen=True)
class Tally:
    """Some items, and the sum of their scores."""

    n: int = 0
    answered: int = 0
    points: float = 0.0

    @property
    def share(self) -> float | None:
        """0 to 1; None where there is nothing to count."""
        return self.points / self.n if self.n else None


@dataclass(frozen=True)
class Group:
    """The items of one topic or kind."""

    name: str
    machine: Tally
    own: Tally
    """Self-assessed."""
    planned: float
    used: float


@dataclass(frozen=True)
class Overall:
    """All of an interview."""

    machine: Tally
    """Drills and lines."""
    own: Tally
    ticked: int
    """Key points, of `points`."""
    points: int
    code: Result | None
    planned: float
    used: float
    paused: float
    waiting: int
    """Items without a result yet."""

    @property
    def over(self) -> float:
        """Seconds over time."""
        return max(0.0, self.used - self.planned)


@dataclass(frozen=True)
class Advice:
    """What to do next; `names` are topics, kinds or exercises."""

    kind: Literal["weak", "slow", "unanswered", "code", "build", "misses", "well"]
    names: tuple[str, ...] = ()
    n: int = 0


def overall(mock: Mock) -> Overall:
    """The figures of the head line."""
    quick = [index for index, item in enumerate(mock.items) if item.sort != "code"]
    own = [mock.results[index] for index in quick if mock.items[index].sort == "open" and index in mock.results]
    code = next((mock.results.get(index) for index, item in enumerate(mock.items) if item.kind == CODE), None)
    return Overall(
        machine=_tally(mock, (index for index in quick if mock.items[index].sort != "open")),
        own=_tally(mock, (index for index in quick if mock.items[index].sort == "open")),
        ticked=sum(len(result.ticked) for result in own),
        points=sum(result.points for result in own),
        code=code,
        planned=mock.budget,
        used=mock.elapsed,
        paused=sum(pause.seconds for pause in mock.pauses),
        waiting=len(mock.items) - len(mock.results),
    )


def by_topic(mock: Mock) -> tuple[Group, ...]:
    """A group a topic, the worst first; of the exercise only the time, since its score stands alone."""
    return tuple(sorted(_groups(mock, lambda item: item.topic, ("drill", "line")), key=_share))


def by_kind(mock: Mock) -> tuple[Group, ...]:
    """A group a kind, in the order in which they were asked first."""
    return _groups(mock, lambda item: item.kind, ("drill", "line", "code"))


def missed(mock: Mock) -> tuple[str, ...]:
    """The cards whose answer was not right, or of whose key points less than all were ticked."""
    return tuple(
        item.card
        for index, item in enumerate(mock.items)
        if item.card and (result := mock.results.get(index)) and result.verdict != "infra" and result.score < 1
    )


def advice(mock: Mock, training: Mapping[str, Sequence[str]], passed: Iterable[str]) -> tuple[Advice, ...]:
    """What to do next, the most useful first. `training` has the exercises that train a card."""
    misses = missed(mock)
    done = set(passed)
    found: list[Advice] = []
    if misses:
        found.append(Advice("misses", n=len(misses)))
    weak = [group.name for group in by_topic(mock) if group.name and (_share(group)) < WEAK][:MOST]
    if weak:
        found.append(Advice("weak", tuple(weak), len(weak)))
    failed = [item.exercise for index, item in enumerate(mock.items) if item.kind == CODE and _short(mock, index)]
    if failed:
        found.append(Advice("code", tuple(failed), len(failed)))
    build = [name for card in misses for name in training.get(card, ()) if name not in done and name not in failed]
    if build:
        build = list(dict.fromkeys(build))[:MOST]
        found.append(Advice("build", tuple(build), len(build)))
    slow = [group.name for group in by_kind(mock) if group.used > SLOW * group.planned][:MOST]
    if slow:
        found.append(Advice("slow", tuple(slow), len(slow)))
    unanswered = len(mock.items) - len(mock.answered)
    if unanswered:
        found.append(Advice("unanswered", n=unanswered))
    return tuple(found) or (Advice("well"),)


def _short(mock: Mock, index: int) -> bool:
    result = mock.results.get(index)
    return result is not None and result.verdict != "infra" and result.score < 1


def _groups(mock: Mock, key: Callable[[Item], str], machine: Sequence[Sort]) -> tuple[Group, ...]:
    members: dict[str, list[int]] = {}
    for index, item in enumerate(mock.items):
        members.setdefault(key(item), []).append(index)
    return tuple(
        Group(
            name,
            _tally(mock, (index for index in indexes if mock.items[index].sort in machine)),
            _tally(mock, (index for index in indexes if mock.items[index].sort == "open")),
            sum(mock.items[index].seconds for index in indexes),
            sum(mock.used.get(index, 0.0) for index in indexes),
        )
        for name, indexes in members.items()
    )


def _share(group: Group) -> float:
    """To compare topics by, and never shown: the worse of the two figures, since they are not to be mixed."""
    shares = [share for share in (group.machine.share, group.own.share) if share is not None]
    return min(shares, default=1.0)


def _tally(mock: Mock, indexes: Iterable[int]) -> Tally:
    results = {index: mock.results[index] for index in indexes if index in mock.results}
    counted = {index: result for index, result in results.items() if result.verdict != "infra"}
    answered = sum(result.verdict != "none" for result in counted.values())
    return Tally(len(counted), answered, sum(result.score for result in counted.values()))
