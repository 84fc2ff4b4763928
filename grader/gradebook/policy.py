"""What a course makes of scores: which attempt counts, until when, and what being late costs.

Owns the words that a teacher writes this in, `10 % a day, at most 50 %`. Refuses to read records (`standings`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from exercises.content import Text

Attempt = Literal["best", "last"]

_NUMBER = r"(\d+(?:\.\d+)?)"
_EN = re.compile(rf"{_NUMBER} ?% ?(?:an?|per|/) ?(day|hour)(?:,? at most {_NUMBER} ?%)?")
_ZH = re.compile(rf"每(天|日|小时)(?:扣|减)? ?{_NUMBER} ?%(?: ?[,，;；]? ?(?:最多|至多)(?:扣|减)? ?{_NUMBER} ?%)?")
_SPAN = re.compile(rf"{_NUMBER} ?(minutes?|min|m|分钟|hours?|h|小时|days?|d|天)")
_UNITS = {"day": timedelta(days=1), "hour": timedelta(hours=1)}
_DAYS = ("day", "天", "日")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
"""Not `2026-W47`, which Python reads as a Monday."""


class BadPolicy(ValueError):
    """Words that nobody understands; `text` says what to write instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Late:
    """So many percent off what was earned for every unit that has begun since the deadline."""

    percent: float = 0.0
    each: timedelta = timedelta(days=1)
    most: float = 100.0

    def off(self, late: timedelta) -> float:
        """Percent off after so much time."""
        return min(self.percent * math.ceil(late / self.each), self.most) if late > timedelta() else 0.0


@dataclass(frozen=True)
class Policy:
    """How the points of one student in one exercise come about."""

    attempt: Attempt = "best"
    """The best by the points after lateness, or the last that was handed in."""
    deadline: datetime | None = None
    """With its time zone. What has no time of its own is never late."""
    grace: timedelta = timedelta()
    """Who is late by no more than this is not late; whoever is late by more is late since the deadline."""
    late: Late = Late()

    def late_by(self, at: str) -> timedelta:
        """How late something is that was handed in then (ISO 8601; empty where nobody knows)."""
        when = moment(at)
        if self.deadline is None or when is None:
            return timedelta()
        by = when - self.deadline
        return by if by > self.grace else timedelta()


def moment(at: str) -> datetime | None:
    """A time out of a record, where no time zone means the one here; None for what is none."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return None
    return when if when.tzinfo else when.astimezone()


def parse_late(words: str) -> Late:
    """`10 % a day, at most 50 %`, `5% per hour`, `每天扣 10%，最多 50%`. Raises BadPolicy."""
    said = " ".join(words.split())
    if found := _EN.fullmatch(said.lower()):
        percent, unit, most = found.groups()
    elif found := _ZH.fullmatch(said):
        unit, percent, most = found.groups()
    else:
        raise BadPolicy(
            Text(
                f"{words!r} is no late policy; write for example `10 % a day, at most 50 %`",
                f"{words!r} 不是迟交规则；请写成例如“每天扣 10%，最多 50%”",
            )
        )
    each = _UNITS["day" if unit in _DAYS else "hour"]
    return Late(min(float(percent), 100.0), each, min(float(most or 100), 100.0))


def parse_deadline(words: str) -> datetime:
    """`2026-11-20 18:00`, with `+01:00` for another zone than here; a day alone ends at midnight. Raises BadPolicy."""
    said = words.strip()
    when = moment(said) if _DATE.match(said) else None
    if when is None:
        raise BadPolicy(
            Text(
                f"{words!r} is no time; write for example 2026-11-20 (to its end) or 2026-11-20T23:59+08:00",
                f"{words!r} 不是时间；请写成例如 2026-11-20（到当天结束）或 2026-11-20T23:59+08:00",
            )
        )
    return datetime.combine(when.date(), time.max).astimezone() if _DATE.fullmatch(said) else when


def parse_span(words: str) -> timedelta:
    """`15 min`, `2 h`, `1 day`. Raises BadPolicy."""
    found = _SPAN.fullmatch(" ".join(words.lower().split()))
    if found is None:
        raise BadPolicy(
            Text(
                f"{words!r} is no span of time; write for example `15 min`", f"{words!r} 不是时长；请写成例如“15 分钟”"
            )
        )
    seconds = {"m": 60, "分": 60, "h": 3600, "小": 3600, "d": 86400, "天": 86400}[found[2][0]]
    return timedelta(seconds=float(found[1]) * seconds)
