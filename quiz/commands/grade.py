"""`grade`: judges what others have handed in, keeps a record, writes the gradebook.

Owns the order: everything that was asked for is looked at before anything is judged; a row is in the record before it
is shown; the gradebook is written from the record. What cannot be written ends the run with one line, and the same
command goes on from there.
"""

from __future__ import annotations

import errno
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from exercises.catalog import Exercise
from grader.batch import Crew, NoCluster, RunOptions, crew_of, new_salt
from grader.batch.job import facts_of
from grader.batch.plan import Gather, Plan, Wanted, plan
from grader.batch.record import Busy, Header, Record, Rows
from grader.gradebook.policy import moment
from grader.intake import BadRoster, Roster, gather, read_roster
from grader.sandbox import SandboxError
from grader.sandbox.strongest import Level
from quiz.commands.alike import compare, read_against
from quiz.commands.book import read_book, write_book
from quiz.commands.console import OUR_FAULT, PASSED, Console, Refused
from quiz.commands.graded import Graded
from quiz.commands.targets import known
from quiz.desk import Desk
from quiz.version import VERSION
from quiz.words import Words

RECORD = "record.jsonl"
OUT = "grades"
FEEDBACK = "feedback"
"""The one folder that a run writes, which is nobody's even where the results go beside what was handed in."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def grade(args: Namespace, desk: Desk, console: Console) -> int:
    """Judge what the arguments name; 0 where everything was judged, 3 where we failed on some."""
    words, out = desk.words, Path(args.out or OUT)
    exercises = [known(desk, name) for name in dict.fromkeys(args.exercise)]
    against = read_against(args, words)
    wanted, roster = _wanted(args, words), _roster(args, words)
    book, handed_in = read_book(args, out, exercises, roster, words), _gather(args, out, exercises, roster, words)
    with _stored(out / RECORD, words) as record:
        _tell_of(record, words, console)
        options = _options(args, record)
        with _started(options, args.dask, words) as crew:
            work = plan(handed_in, desk.catalog, options, wanted, record.knows)
            _find(wanted, work, words)
            header = _header(exercises, options, crew)
            record.begin(header)
            shown = Graded(console, len(work.todo))
            _judge(work, crew, record, shown, console)
        rows = record.rows(work.keys)
        said = write_book(book, rows, header, compare(handed_in, exercises, against), work.handed_in)
    console.say(*_summary(shown, rows, options, crew.isolation, words), *said)
    if failed := shown.verdicts["infra"] + shown.left:
        console.warn(words("grade.infra", n=failed))
        return OUR_FAULT
    return PASSED


def _judge(work: Plan, crew: Crew, record: Record, shown: Graded, console: Console) -> None:
    """Row by row onto the disk, then onto the screen."""
    try:
        for row in crew.rows(work.jobs()):
            record.add(row)
            shown.show(row)
    except NoCluster as none:
        shown.stop()
        console.warn(none.text[console.words.language])
    except SandboxError as error:
        shown.stop()
        console.warn(console.words("grade.no_worker", why=error))
    except KeyboardInterrupt:
        shown.stop()
        console.say(console.words("grade.stopped", done=shown.done, left=shown.left, path=record.path))
        raise


@contextmanager
def _stored(path: Path, words: Words) -> Iterator[Record]:
    """The record. Raises Refused for a disk that is full, and for whatever else a file system can have."""
    try:
        with Record(path) as record:
            yield record
    except Busy as busy:
        raise Refused(words("grade.busy", path=path)) from busy
    except BrokenPipeError:
        raise
    except OSError as error:
        key = "grade.disk" if error.errno in FULL else "grade.unwritable"
        raise Refused(words(key, path=error.filename or path.parent, reason=error.strerror)) from error


@contextmanager
def _started(options: RunOptions, dask: str, words: Words) -> Iterator[Crew]:
    try:
        with crew_of(options, dask) as crew:
            yield crew
    except NoCluster as none:
        raise Refused(none.text[words.language]) from none
    except SandboxError as error:
        key = "grade.isolation" if options.required == "B" else "grade.no_worker"
        raise Refused(words(key, why=error)) from error


def _wanted(args: Namespace, words: Words) -> Wanted:
    since = moment(args.since) if args.since else None
    if args.since and since is None:
        raise Refused(words("grade.no_time", text=args.since))
    return Wanted(frozenset(args.only), since, args.regrade)


def _options(args: Namespace, record: Record) -> RunOptions:
    """The salt that was asked for, or that of the record, or a new one."""
    required: Level = "D" if args.allow_reduced_isolation else "B"
    salt = args.salt or record.salt or new_salt()
    return RunOptions(salt, VERSION, args.strict, required, args.jobs)


def _find(wanted: Wanted, work: Plan, words: Words) -> None:
    """Raises Refused for a student who was asked for and is not there, and where there is nothing at all."""
    for student in sorted(wanted.students - work.met):
        guess = get_close_matches(student, work.others, n=1, cutoff=0.4)
        raise Refused(words("grade.nobody_but" if guess else "grade.nobody", student=student, guess="".join(guess)))
    if not work.keys:
        raise Refused(words("grade.nothing"))


def _header(exercises: Sequence[Exercise], options: RunOptions, crew: Crew) -> Header:
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    facts = {exercise.id: facts_of(exercise) for exercise in exercises}
    return Header(options.salt, VERSION, crew.isolation, options.strict, started, facts)


def _tell_of(record: Record, words: Words, console: Console) -> None:
    """What was wrong with the record, without stopping anything."""
    if record.set_aside:
        console.warn(words("grade.torn", path=record.set_aside))
    if record.unreadable:
        console.warn(words("grade.unreadable", n=record.unreadable, path=record.path))


def _summary(shown: Graded, rows: Rows, options: RunOptions, level: str, words: Words) -> Iterator[str]:
    if shown.done:
        counts = [
            words("grade.count", n=n, verdict=words(f"grade.verdict.{v}")) for v, n in shown.verdicts.most_common()
        ]
        rate = f"{shown.done / shown.seconds:.1f}"
        yield words(
            "grade.judged",
            n=shown.done,
            seconds=f"{shown.seconds:.1f}",
            rate=rate,
            counts=words("grade.and").join(counts),
        )
    if len(rows) > shown.done:
        yield words("grade.known", n=len(rows) - shown.done)
    yield words("grade.run", salt=options.salt, level=level, path=rows.path)


def _roster(args: Namespace, words: Words) -> Roster | None:
    """Raises Refused for one that cannot be used."""
    try:
        return read_roster(Path(args.roster)) if args.roster else None
    except BadRoster as bad:
        raise Refused(bad.why[words.language]) from bad


def _gather(
    args: Namespace, out: Path, exercises: Sequence[Exercise], roster: Roster | None, words: Words
) -> Gather:  # fmt: skip
    """Raises Refused for a path that is not there."""
    paths = [Path(path) for path in args.paths]
    for path in paths:
        if not path.exists():
            raise Refused(words("grade.no_path", path=path))
    return lambda: gather(paths, exercises, roster, without=(out, out / FEEDBACK))
