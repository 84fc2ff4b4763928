"""What counts of every student in every exercise, and how many points it is worth.

Owns the choice among attempts, lateness, and what a person has set instead. Refuses to read or write files. Rows are
gone through twice and never kept: once to choose, then whenever somebody wants the reports of those that were chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from exercises.content import Text
from grader.gradebook import words
from grader.gradebook.overrides import NONE, Override, Overrides, key_of
from grader.gradebook.policy import Policy, moment
from grader.handed import NOT_ALLOWED, Row

KEPT = ("verdict", "stage", "score", "isolation")
"""Of a report, in a summary; of its notes that of what is not allowed."""
_NEVER = datetime.min.replace(tzinfo=UTC)
FULL = 100.0
AS_SCORED = Text()


@dataclass(frozen=True)
class Standing:
    """One student in one exercise."""

    student: str
    name: str
    exercise: str
    row: Row
    """The attempt that counts; in a summary its report has only the keys KEPT."""
    points: float | None
    """From 0 to 100; None while something that decides was not judged through no fault of the student's."""
    late: timedelta = timedelta()
    """Beyond the deadline; nothing within the grace."""
    reason: Text = AS_SCORED
    """Why the points are not the score; empty where they are."""
    attempts: int = 1
    override: Override | None = None

    @property
    def verdict(self) -> str:
        """Of the attempt that counts."""
        return self.row.verdict


@dataclass
class _Candidates:
    """The attempts of one student in one exercise: row numbers by attempt, the later line of a record in the place of
    the earlier one about the same file."""

    attempts: dict[tuple[str, int], tuple[int, Standing]] = field(default_factory=dict)

    def chosen(self, policy: Policy) -> tuple[int, Standing]:
        best = policy.attempt == "best"
        number, standing = max(self.attempts.values(), key=_value if best else _time)
        if best and standing.points is not None and (unjudged := self._may_beat(standing.points, policy)):
            reason = words.ATTEMPT_NOT_JUDGED.format(attempt=unjudged.row.attempt)
            standing = replace(standing, points=None, reason=reason)
        return number, replace(standing, attempts=max(1, sum(bool(s.row.file) for _, s in self.attempts.values())))

    def _may_beat(self, points: float, policy: Policy) -> Standing | None:
        """The first attempt that nobody could judge and that could be worth more: until it is, no other is the best."""
        unjudged = (standing for _, standing in self.attempts.values() if standing.points is None)
        return next((each for each in unjudged if _after(each.late, FULL, policy) > points), None)


def _time(candidate: tuple[int, Standing]) -> tuple[bool, datetime, int, int]:
    """That nothing was handed in yet is no attempt."""
    number, standing = candidate
    return bool(standing.row.file), moment(standing.row.at) or _NEVER, standing.row.attempt, number


def _value(candidate: tuple[int, Standing]) -> tuple[float, bool, int]:
    """Of equal ones the first that has a report: it was there before the others."""
    number, standing = candidate
    return -1.0 if standing.points is None else standing.points, bool(standing.row.report), -number


class Standings:
    """Goes through its rows at every iteration and yields those that count, in their order, with their reports."""

    def __init__(self, rows: Iterable[Row], policy: Policy, overrides: Overrides) -> None:
        self._rows = rows
        found: dict[tuple[str, str], _Candidates] = {}
        for number, row in enumerate(rows):
            attempts = found.setdefault((row.student, row.exercise), _Candidates()).attempts
            attempts[row.file, row.attempt] = number, _standing(_light(row), policy)
        chosen = [candidates.chosen(policy) for candidates in found.values()]
        del found
        names = {standing.student: standing.name for _, standing in chosen if standing.name}
        self._by_number = {
            number: _overridden(replace(standing, name=names.get(standing.student, "")), overrides)
            for number, standing in sorted(chosen, key=lambda each: (each[1].student, each[1].exercise))
        }

    @property
    def summary(self) -> tuple[Standing, ...]:
        """All of them by student and exercise, without their reports: small enough to be kept."""
        return tuple(self._by_number.values())

    @property
    def exercises(self) -> tuple[str, ...]:
        """Those that anybody did."""
        return tuple(sorted({standing.exercise for standing in self._by_number.values()}))

    def without_match(self, overrides: Overrides) -> list[Override]:
        """Those that nobody here is meant by."""
        met = {key_of(standing.student, standing.exercise) for standing in self._by_number.values()}
        return [override for key, override in overrides.items() if key not in met]

    def __iter__(self) -> Iterator[Standing]:
        for number, row in enumerate(self._rows):
            if number in self._by_number:
                yield replace(self._by_number[number], row=row)


def standings(rows: Iterable[Row], policy: Policy, overrides: Overrides = NONE) -> Standings:
    """What counts. `rows` must give the same rows in the same order whenever it is iterated."""
    return Standings(rows, policy, overrides)


def _light(row: Row) -> Row:
    if not row.report:
        return replace(row, fault={})
    notes = [note for note in row.report.get("notes", ()) if note["id"] == NOT_ALLOWED]
    return replace(row, report={key: row.report.get(key) for key in KEPT} | {"notes": notes}, fault={})


def _standing(row: Row, policy: Policy) -> Standing:
    late = policy.late_by(row.at)
    standing = Standing(row.student, row.name, row.exercise, row, FULL * row.score, late)
    if row.verdict == "infra":
        return replace(standing, points=None, reason=words.NOT_JUDGED)
    off = policy.late.off(late)
    if not late or not off:
        return standing
    earned = FULL * row.score
    return replace(standing, points=_after(late, earned, policy), reason=words.late(late, off, earned))


def _after(late: timedelta, earned: float, policy: Policy) -> float:
    """What is left of points."""
    return earned * (1 - policy.late.off(late) / FULL)


def _overridden(standing: Standing, overrides: Mapping[tuple[str, str], Override]) -> Standing:
    override = overrides.get(key_of(standing.student, standing.exercise))
    if override is None:
        return standing
    return replace(standing, points=override.points, override=override, reason=words.overridden(override))
