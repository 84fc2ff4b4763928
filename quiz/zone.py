"""The learner's time zone, by the rules of this machine: also before and after the clocks are changed.

Owns the offset of a moment. `datetime.astimezone()` knows it, but what it returns keeps that offset for good, so that
midnight would be an hour off on the days on which summer time begins and ends. `zoneinfo` would need the zone's name,
which not every system tells, and a database, which Windows has not.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo


class Here(tzinfo):
    """One object for each reading of the clock.

    Two moments with the same one are subtracted by the wall: an hour off where the clocks were changed between them.
    """

    def __init__(self) -> None:
        self._steady: dict[date, timedelta | None] = {}

    def fromutc(self, dt: datetime) -> datetime:
        """The local time of a moment in UTC, which `dt` holds with this zone."""
        steady = self._offset(dt.date())
        if steady is not None:
            return dt + steady
        there = _then(dt.replace(tzinfo=UTC))
        wall = there.replace(tzinfo=None)
        return wall.replace(tzinfo=self, fold=int(_then(wall).utcoffset() != there.utcoffset()))

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """Of a local time; of one that the clocks show twice the first, unless `fold` says the second."""
        return _then(dt.replace(tzinfo=None)).utcoffset() if dt else None

    def dst(self, _: datetime | None) -> timedelta | None:
        """Not known apart from the offset."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """As the system calls it."""
        return _then(dt.replace(tzinfo=None)).tzname() if dt else None

    def _offset(self, day: date) -> timedelta | None:
        """Of a whole day in UTC; None where the clocks are changed near it. Asking about each moment takes longer."""
        if day not in self._steady:
            noon = datetime.combine(day, time(12), UTC)
            before, after = (_then(noon + timedelta(days=n)).utcoffset() for n in (-2, 2))
            self._steady[day] = before if before == after else None
        return self._steady[day]


def _then(moment: datetime) -> datetime:
    """With the offset of then; in UTC where the system does not know that year."""
    try:
        return moment.astimezone()
    except (OSError, OverflowError, ValueError):
        return moment.replace(tzinfo=UTC)


def local_now() -> datetime:
    """The clock on the wall, with its time zone."""
    return datetime.now(Here())
