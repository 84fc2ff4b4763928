"""Answers a day as a calendar: a column a week, a row a weekday, a mark for how many.

Owns the marks, which need neither colour nor a wide font. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from quiz.wrapping import cells

LEVELS = ((50, "#"), (25, "*"), (10, "+"), (1, "-"), (0, "."))
"""From so many answers on. Fixed: a mark means the same next year, and to somebody else."""
CELL = 2
"""Cells a week."""
MOST_WEEKS = 53


def mark(n: int) -> str:
    """For a day with so many answers."""
    return next(sign for least, sign in LEVELS if n >= least)


def calendar(
    days: Mapping[date, int], today: date, width: int, names: tuple[Sequence[str], Sequence[str]]
) -> list[str]:
    """The last weeks that fit into the width, Monday first; `names` are those of weekdays and of months."""
    weekdays, months = names
    margin = max(map(cells, weekdays)) + 1
    weeks = max(min((width - margin) // CELL, MOST_WEEKS), 1)
    first = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    lines = [" " * margin + _months(first, weeks, months)]
    for weekday, name in enumerate(weekdays):
        row = (first + timedelta(days=7 * week + weekday) for week in range(weeks))
        marks = (mark(days.get(day, 0)) if day <= today else " " for day in row)
        lines.append((name + " " * (margin - cells(name)) + "".join(f"{sign:{CELL}}" for sign in marks)).rstrip())
    return lines


def _months(first: date, weeks: int, names: Sequence[str]) -> str:
    """Each month's name above its first whole week, where it does not run into the one before."""
    line = ""
    for week in range(weeks):
        day = first + timedelta(days=7 * week)
        room = CELL * week - cells(line)
        if day.day <= 7 and room >= 0:
            line += " " * room + names[day.month - 1] + " "
    return line.rstrip()
