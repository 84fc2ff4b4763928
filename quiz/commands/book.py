"""The gradebook of `grade`: what the arguments say of it, and writing it.

Owns which files are read for it, all before anything is judged. Refuses to know formats and points (`gradebook`).
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf
from pathlib import Path

from exercises.catalog import Exercise
from grader.batch.record import Header
from grader.gradebook import (
    BadOverrides,
    BadPolicy,
    Late,
    Outputs,
    Policy,
    Run,
    Written,
    parse_deadline,
    parse_late,
    parse_span,
    read_overrides,
    with_roster,
    write_all,
)
from grader.gradebook.files import number
from grader.gradebook.overrides import Overrides
from grader.handed import Row
from grader.intake import Roster
from grader.similar import Ranking
from quiz.commands.alike import write_pairs
from quiz.commands.console import Refused
from quiz.words import Words

OVERRIDES = "overrides.csv"
REPORT = "report.html"


@dataclass(frozen=True)
class Book:
    """What points come to, and what is written where."""

    out: Path
    policy: Policy
    overrides: Overrides
    outputs: Outputs
    words: Words


def read_book(args: Namespace, out: Path, exercises: Sequence[Exercise], roster: Roster | None, words: Words) -> Book:
    """Raises Refused for words that nobody understands, and for the first fault of overrides.csv."""
    if out.exists() and not out.is_dir():
        raise Refused(words("grade.no_folder", path=out))
    outputs = Outputs(level=args.feedback, language=words.language)
    if args.points is not None:
        if not 0 < args.points < inf:
            raise Refused(words("gradescope.points", points=number(args.points)))
        outputs = replace(outputs, possible=args.points, maxima={exercise.id: args.points for exercise in exercises})
    if roster:
        outputs = with_roster(outputs, roster, exercises)
    try:
        policy = Policy(
            args.attempt,
            parse_deadline(args.deadline) if args.deadline else None,
            parse_span(args.grace) if args.grace else timedelta(),
            parse_late(args.late) if args.late else Late(),
        )
        overrides = read_overrides(out / OVERRIDES)
    except BadPolicy as bad:
        raise Refused(bad.text[words.language]) from bad
    except BadOverrides as bad:
        fault = bad.complaints[0]
        told = words("grade.override", path=bad.path, line=fault.line, text=fault.text[words.language])
        raise Refused(told) from bad
    return Book(out, policy, overrides, outputs, words)


def write_book(
    book: Book, rows: Iterable[Row], header: Header, rankings: Mapping[str, Ranking], handed_in: Collection[str]
) -> list[str]:  # fmt: skip
    """Everything, and what to say of it; `handed_in` are all who have, judged or not. Raises OSError."""
    words = book.words
    run = Run(
        header.salt,
        header.gradlings,
        header.isolation,
        header.started,
        exercises=header.exercises,
        strict=header.strict,
    )
    outputs = replace(book.outputs, students=frozenset(handed_in), run=run, similar=rankings)
    written = write_all(rows, book.out, book.policy, book.overrides, outputs)
    alike = write_pairs(book.out, rankings, words)
    faults = [
        words("grade.override", path=book.out / OVERRIDES, line=fault.line, text=fault.text[words.language])
        for fault in written.complaints
    ]
    return [*_remarks(book, written, outputs.students), *alike, *faults, words("grade.written", path=book.out / REPORT)]


def _remarks(book: Book, written: Written, handed_in: frozenset[str]) -> Iterator[str]:
    """What a teacher would be surprised by later."""
    words, summary = book.words, written.standings.summary
    if enrolled := book.outputs.roster:
        strangers, absent = handed_in - enrolled.keys(), enrolled.keys() - handed_in
        if strangers:
            yield words("grade.all_strangers" if strangers == handed_in else "grade.strangers", n=len(strangers))
        if absent:
            yield words("grade.absent", n=len(absent))
    if book.policy.deadline and (timeless := sum(bool(s.row.file and not s.row.at) for s in summary)):
        yield words("grade.timeless", n=timeless)
    if 0 < len(written.not_in_moodle) < len({s.student for s in summary}):
        yield words("grade.not_in_moodle", n=len(written.not_in_moodle))
    if tried := sum(bool(s.row.tried) for s in summary):
        yield words("grade.tried", n=tried)
