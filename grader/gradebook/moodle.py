"""The grading worksheet that an assignment of Moodle imports: one file for every exercise.

Owns its columns, named as an English Moodle names them: Identifier, Full name, Email address, Grade, Maximum grade,
Last modified (grade), Feedback comments. Sources: MoodleDocs "Assignment settings" (offline grading worksheet) and
"Grade import", and what reads the files, moodle/moodle `mod/assign/feedback/offline/importgradeslib.php` (needs
Identifier, Grade and Last modified (grade)) and `grade/import/csv/classes/load_data.php`. From that code:

- Identifier is `Participant 123`, with the number that stands in the folders of the assignment's download. Only the
  text after twelve characters is looked at, so any other identifier could be somebody else: it is never written;
- a grade above the assignment's maximum is skipped, an empty one changes nothing;
- grades changed in Moodle since "Last modified" are kept unless the teacher ticks that they are not. Without
  a roster that is a worksheet we do not know the time, and leave it empty;
- the gradebook's import takes the same file (map "Email address"), but gives a line without an address to the student
  of the line before. So that column is there only where everybody has one;
- comments are HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from exercises.content import Text
from grader.gradebook import words
from grader.gradebook.files import FOR_IMPORT, Sink, number, table
from grader.gradebook.outputs import Outputs
from grader.gradebook.seen import Seen
from grader.gradebook.standings import Standing

PARTICIPANT = "Participant "
EMAIL = "Email address"


def identifier(student: str, known: Mapping[str, str]) -> str:
    """`Participant 123`; empty for whoever has no such number."""
    said = known.get("Identifier", "").strip() or f"{PARTICIPANT}{student.removeprefix(PARTICIPANT)}"
    digits = said.removeprefix(PARTICIPANT)
    return said if said != digits and digits.isascii() and digits.isdigit() else ""


@contextmanager
def worksheet(path: Path, exercise: str, summary: Sequence[Standing], outputs: Outputs) -> Iterator[Sink]:
    """A line for every standing of the exercise; whoever has no identifier is left out (`identifier` says who)."""
    email = [EMAIL] if all(outputs.known(standing.student).get(EMAIL, "").strip() for standing in summary) else []
    with table(path, FOR_IMPORT) as line:
        line(
            ["Identifier", "Full name", *email, "Grade", "Maximum grade", "Last modified (grade)", "Feedback comments"]
        )

        def add(standing: Standing) -> None:
            known = outputs.known(standing.student)
            who = identifier(standing.student, known)
            if standing.exercise != exercise or not who:
                return
            line([
                who, known.get("Full name") or standing.name, *(known[column] for column in email),
                number(outputs.graded(standing)), number(outputs.worth(exercise)),
                known.get("Last modified (grade)", "").strip("-"), comment(standing, outputs),
            ])  # fmt: skip

        yield add


def comment(standing: Standing, outputs: Outputs) -> str:
    """What a student reads beside the grade, as HTML of one line."""
    language = outputs.language
    seen = Seen(standing.row, outputs.level)
    message = Text() if standing.verdict == "pass" else seen.message
    said = [text[language] for text in (words.VERDICTS[standing.verdict], standing.reason, message) if text]
    return html.escape("; ".join(said) if language == "en" else "；".join(said), quote=False)
