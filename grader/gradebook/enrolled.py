"""What a platform's own export, given as the roster, says of what it takes back.

Owns which column of Canvas's is which exercise, and how many points it has. Refuses to guess: a column is an exercise's
where it is called by its id, its folder or its title; otherwise Canvas gets a column of its own for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from exercises.catalog import Exercise
from grader.gradebook.outputs import Outputs
from grader.intake.layout import simple
from grader.intake.roster import Roster

ASSIGNMENT = re.compile(r"(.+) \(\d+\)")
"""Canvas writes the number of an assignment behind its title."""
MAXIMUM = "Maximum grade"
"""Moodle's column in the worksheet of one assignment."""


def with_roster(outputs: Outputs, roster: Roster, exercises: Sequence[Exercise]) -> Outputs:
    """The same with its lines, titles and points; what `outputs` has already stays."""
    titles = {e.id: column for e in exercises if (column := _column(e, roster.possible))}
    maxima = {e.id: most for e in exercises if (most := _points(roster.possible.get(titles.get(e.id, ""), "")))}
    if len(exercises) == 1 and (most := _maximum(roster)):
        maxima[exercises[0].id] = most
    lines = {person.id: person.columns for person in roster.people}
    return replace(outputs, roster=lines, titles={**titles, **outputs.titles}, maxima={**maxima, **outputs.maxima})


def _column(exercise: Exercise, line: Mapping[str, str]) -> str:
    """Of Canvas's export the one that is this exercise; empty where there is none, or more than one."""
    names = {simple(name) for name in (exercise.id, exercise.slug, exercise.title.en, exercise.title.zh)}
    titled = {column: found[1] for column in line if (found := ASSIGNMENT.fullmatch(column))}
    fitting = [column for column, title in titled.items() if simple(title) in names]
    return fitting[0] if len(fitting) == 1 else ""


def _maximum(roster: Roster) -> float | None:
    found = {person.columns.get(MAXIMUM, "") for person in roster.people}
    return _points(found.pop()) if len(found) == 1 else None


def _points(text: str) -> float | None:
    """None for what is no number above zero, such as a scale of letters."""
    digits = text.strip().replace(",", ".")
    return float(digits) or None if re.fullmatch(r"\d{1,6}(\.\d{1,4})?", digits) else None
