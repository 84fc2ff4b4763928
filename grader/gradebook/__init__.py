"""Points and everything that is written of them. The door of the package.

    standings   what counts of everybody, and its points        read_overrides   what a person has set instead
    write_all   every file of a run                             file_names       names of files for students

What a caller brings:

- `rows`, an iterable of `Row` that can be gone through several times and gives the same rows in the same order each
  time: the record's, read lazily. It is gone through twice, and no report is kept. A later line about the same student,
  exercise, file and attempt takes the place of an earlier one, as after a regrade. Rows without a report (a file that
  is refused, a student of the roster who handed in nothing) belong in it: they become lines of zero points.
- `out`, a folder that exists. Files in it are written anew; tables and XML are whole or as they were before. Feedback
  that an earlier run wrote for whoever is neither in the rows nor in `Outputs` any more goes.
  `overrides.csv` is never touched.
- `Outputs.roster`, where there is one: for every student, as the rows name them, the line of the roster as its file
  has it, by column (`with_roster`). Canvas's and Moodle's own exports have the columns that their imports need.

`Standing.points` is None, and every grade empty, where the verdict is `infra`, or that of an attempt is which could be
the best: nobody's points depend on our faults.
Raises OSError where the disk is full; then it can be called again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

from grader.escape import file_names
from grader.gradebook.canvas import write_canvas
from grader.gradebook.enrolled import with_roster
from grader.gradebook.feedback import feedback_files
from grader.gradebook.files import Sink
from grader.gradebook.junit import junit_xml
from grader.gradebook.moodle import identifier, worksheet
from grader.gradebook.outputs import FORMATS, Outputs
from grader.gradebook.overrides import (
    NONE,
    BadOverrides,
    Complaint,
    Override,
    Overrides,
    read_overrides,
    unmatched,
)  # fmt: skip
from grader.gradebook.page import About, Run, page_html
from grader.gradebook.policy import Attempt, BadPolicy, Late, Policy, parse_deadline, parse_late, parse_span
from grader.gradebook.seen import Level, Seen
from grader.gradebook.standings import Standing, Standings, standings
from grader.gradebook.tables import checks_csv, write_results
from grader.handed import Row

__all__ = [
    "FORMATS",
    "NONE",
    "Attempt",
    "BadOverrides",
    "BadPolicy",
    "Complaint",
    "Late",
    "Level",
    "Outputs",
    "Override",
    "Policy",
    "Run",
    "Seen",
    "Standing",
    "Standings",
    "Written",
    "file_names",
    "parse_deadline",
    "parse_late",
    "parse_span",
    "read_overrides",
    "standings",
    "with_roster",
    "write_all",
]


@dataclass(frozen=True)
class Written:
    """What became of it."""

    standings: Standings
    files: tuple[Path, ...]
    """Feedback is its folder."""
    complaints: tuple[Complaint, ...] = ()
    """Lines of overrides.csv that nobody is meant by; the others were followed."""
    not_in_moodle: tuple[str, ...] = ()
    """Students without a number of Moodle's, who are not in its file."""


def write_all(
    rows: Iterable[Row], out: Path, policy: Policy, overrides: Overrides = NONE, outputs: Outputs = Outputs()  # noqa: B008
) -> Written:  # fmt: skip
    """Everything that `outputs` names: the tables of whoever is there first, then in one pass what tells of reports."""
    found = standings(rows, policy, overrides)
    made = list(_tables(found, out, outputs))
    with ExitStack() as stack:
        sinks: list[Sink] = []
        for path, manager in _streams(found, out, outputs):
            sinks.append(stack.enter_context(manager))
            made.append(path)
        for standing in found if sinks else ():
            for sink in sinks:
                sink(standing)
    nowhere = [s.student for s in found.summary if not identifier(s.student, outputs.known(s.student))]
    not_in_moodle = tuple(dict.fromkeys(nowhere)) if "moodle" in outputs.formats else ()
    return Written(found, tuple(made), tuple(unmatched(found.without_match(overrides))), not_in_moodle)


def _tables(found: Standings, out: Path, outputs: Outputs) -> Iterator[Path]:
    """A line a student, out of the summary."""
    if "results" in outputs.formats:
        write_results(out / "results.csv", found.summary, found.exercises, outputs.language)
        yield out / "results.csv"
    if "canvas" in outputs.formats:
        write_canvas(out / "canvas.csv", found.summary, found.exercises, outputs)
        yield out / "canvas.csv"


def _streams(found: Standings, out: Path, outputs: Outputs) -> Iterator[tuple[Path, AbstractContextManager[Sink]]]:
    """What is written while the reports go by."""
    if "checks" in outputs.formats:
        yield out / "checks.csv", checks_csv(out / "checks.csv")
    if "junit" in outputs.formats:
        yield out / "junit.xml", junit_xml(out / "junit.xml", outputs.language)
    if "feedback" in outputs.formats:
        names = file_names({standing.student for standing in found.summary} | outputs.students | outputs.roster.keys())
        yield out / "feedback", feedback_files(out / "feedback", names, outputs)
    if "moodle" in outputs.formats:
        stems = file_names(found.exercises)
        for exercise, stem in stems.items():
            path = out / (f"moodle-{stem}.csv" if len(stems) > 1 else "moodle.csv")
            yield path, worksheet(path, exercise, found.summary, outputs)
    if outputs.run and "report" in outputs.formats:
        about = About(outputs.run, outputs.similar, outputs.level, outputs.language)
        yield out / "report.html", page_html(out / "report.html", found.summary, about)
