"""The gradebook of `grade`: what the arguments say of it, and writing it.

Owns which files are read for it, all before anything is judged. Refuses to know formats and points (`gradebook`).
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from grader.batch.record import Header
from grader.gradebook import (
    BadOverrides,
    BadPolicy,
    Late,
    Outputs,
    Policy,
    Run,
    parse_deadline,
    parse_late,
    parse_span,
    read_overrides,
    write_all,
)
from grader.gradebook.overrides import Overrides
from grader.handed import Row
from grader.similar import Ranking
from quiz.commands.alike import write_pairs
from quiz.commands.console import Refused
from quiz.words import Words

OVERRIDES = "overrides.csv"


@dataclass(frozen=True)
class Book:
    """What points come to, and what is written where."""

    out: Path
    policy: Policy
    overrides: Overrides
    outputs: Outputs


def read_book(args: Namespace, out: Path, words: Words) -> Book:
    """Raises Refused for words that nobody understands, and for the first fault of overrides.csv."""
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
    return Book(out, policy, overrides, Outputs(level=args.feedback, language=words.language))


def write_book(
    book: Book, rows: Iterable[Row], header: Header, rankings: Mapping[str, Ranking], words: Words
) -> list[str]:  # fmt: skip
    """Everything, and what to say of it. Raises OSError."""
    run = Run(
        header.salt,
        header.gradlings,
        header.isolation,
        header.started,
        exercises=header.exercises,
        strict=header.strict,
    )
    outputs = replace(book.outputs, run=run, similar=rankings)
    written = write_all(rows, book.out, book.policy, book.overrides, outputs)
    alike = write_pairs(book.out, rankings, words)
    faults = [
        words("grade.override", path=book.out / OVERRIDES, line=fault.line, text=fault.text[words.language])
        for fault in written.complaints
    ]
    told = words("grade.written", path=book.out, files=", ".join(file.name for file in written.files))
    return [told, *alike, *faults]
