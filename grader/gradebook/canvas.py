"""The table that a gradebook of Canvas imports.

Owns its columns, which are those of Canvas's own export: Student, ID, SIS User ID, SIS Login ID, Section, then one for
every assignment; the second line says "Points Possible". Sources: the instructors' guide, "How do I import grades in
the Gradebook?", and what reads the file, instructure/canvas-lms `lib/gradebook_importer.rb`, beside what writes such
files, `lib/gradebook_exporter.rb`. From that code, and all of it matters here:

- whoever is in the course is found by ID, else SIS User ID, else SIS Login ID, else name. An ID is read as a number
  from its first digits on, so `12abc` would be student 12: what is not all digits never stands in that column;
- a first cell that holds "Points Possible" is never a student;
- `title (123)` is assignment 123; a title alone is the assignment of that name, or a new one;
- an empty grade changes nothing, which is what a submission gets that nobody could judge;
- a comma between digits is read as a decimal point, and a mark before the first quote is an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from grader.escape import plain
from grader.gradebook.files import FOR_IMPORT, number, table
from grader.gradebook.outputs import Outputs
from grader.gradebook.standings import Standing

IDS = ("ID", "SIS User ID", "SIS Login ID")
WHO = ("Student", *IDS, "Section")
POSSIBLE = "Points Possible"


def write_canvas(path: Path, summary: Sequence[Standing], exercises: Sequence[str], outputs: Outputs) -> None:
    """A line a student.

    Where the roster has none of Canvas's, a student of all digits is taken for Canvas's ID, which its downloads bear,
    and any other for a login.
    """
    with table(path, FOR_IMPORT) as line:
        line([*WHO, *(outputs.titles.get(exercise, exercise) for exercise in exercises)])
        line([POSSIBLE, *[None] * (len(WHO) - 1), *(number(outputs.worth(exercise)) for exercise in exercises)])
        for student, group in groupby(summary, key=lambda standing: standing.student):
            points = {standing.exercise: standing for standing in group}
            grades = (points.get(exercise) for exercise in exercises)
            name = next(iter(points.values())).name
            told = (number(outputs.graded(each)) if each else "" for each in grades)
            line([*_who(student, name, outputs.known(student)), *told])


def _who(student: str, name: str, known: Mapping[str, str]) -> Sequence[str]:
    if not any(known.get(column) for column in IDS):
        known = {**known, "ID" if _digits(student) else "SIS Login ID": student}
    number_of, user, login = (known.get(column, "").strip() for column in IDS)
    shown = _no_head(known.get("Student") or name or student)
    return [shown, number_of if _digits(number_of) else "", user, login, known.get("Section", "")]


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _no_head(name: str) -> str:
    return plain(name).replace(POSSIBLE, POSSIBLE.replace(" ", "-"))
