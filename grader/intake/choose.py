"""Which of the files that a student handed in is judged for which exercise.

Owns the choice: whichever defines most of the exercise's functions, found by searching the text. Refuses to import or
to parse what it chooses from; of the files that it reads it keeps the best only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from exercises.catalog import Exercise
from exercises.content import Text
from grader.handed import Place, Submission
from grader.intake import said
from grader.intake.found import (
    MEGABYTE,
    MOST_NOTEBOOK,
    MOST_SOURCE,
    MOST_UNPACKED,
    OTHER_ARCHIVES,
    SOURCES,
    Found,
    Unusable,
    whole,
)
from grader.intake.layout import Owner
from grader.intake.notebook import extract, is_notebook
from grader.report import Note

MOST_READ = 60
"""Files of one student that are looked into, those nearest to the top first."""
MAYBE = (".txt", ".text")
"""Taken for Python only where they define what is asked for."""
DEFINITION = re.compile(rb"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w{1,80})|^(\w{1,80})[ \t]*=[ \t]*\w", re.MULTILINE)
UNWRITTEN = b"NotImplementedError"


@dataclass(frozen=True, slots=True)
class File:
    """A file of one student's."""

    found: Found
    whose: Owner
    asked: bool = False
    """Named on the command line, so it is a source whatever it is called."""

    @property
    def path(self) -> str:
        """As it is shown."""
        return self.found.path

    @property
    def inside(self) -> str:
        """Its name alone; empty for a folder without files."""
        return self.path.rpartition("/")[2]

    @property
    def certain(self) -> bool:
        """Whether it is a source by its name."""
        return self.asked or self.path.lower().endswith(SOURCES)


@dataclass(frozen=True)
class _Read:
    """What is in a file."""

    file: File
    source: bytes = b""
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()
    fault: Text | None = None

    def defined(self) -> frozenset[str]:
        """Names that it may define as functions; those in a long string count, too."""
        return frozenset((a or b).decode("ascii", "replace") for a, b in DEFINITION.findall(self.source))


@dataclass
class _Choice:
    """The best file for one exercise and attempt so far."""

    rank: tuple[float, ...] = ()
    best: _Read | None = None
    defines: tuple[str, ...] = ()
    others: list[str] = field(default_factory=list)

    def offer(self, read: _Read, defines: tuple[str, ...], rank: tuple[float, ...]) -> None:
        """Keep the better one and the name of the other."""
        if self.best is None or rank > self.rank:
            if self.best:
                self.others.append(self.best.file.path)
            self.rank, self.best, self.defines = rank, read, defines
        else:
            self.others.append(read.file.path)


def submissions_of(files: Sequence[File], exercises: Sequence[Exercise]) -> Iterator[Submission]:
    """One student's submissions: for each exercise and attempt that is there the best file, or why there is none."""
    made = _chosen(files, exercises)
    faults = [(file.path, file.found.fault) for file in files if file.found.fault and file.inside]
    refused = tuple(said.refused(path, fault) for path, fault in faults)
    late = tuple({said.late(file.whose.platform) for file in files if file.whose.late})
    late += tuple({said.namesake(file.whose.namesake) for file in files if file.whose.namesake})
    for (exercise_id, attempt), choice in made:
        read = choice.best
        assert read is not None  # noqa: S101 (a choice is made of an offer)
        several = (said.chosen(read.file.path, choice.others, choice.defines),) if choice.others else ()
        yield Submission(
            student=read.file.whose.student,
            exercise=exercise_id,
            file=read.file.path,
            source=read.source,
            name=read.file.whose.name,
            attempt=attempt,
            at=read.file.whose.at,
            places=read.places,
            notes=(*late, *several, *read.notes, *refused),
            fault=read.fault,
        )
    if not made:
        yield from _nothing(files, exercises, late)


def defines_anything(file: File, exercises: Sequence[Exercise]) -> bool:
    """Whether any function of these exercises is in it."""
    names = {function.name for exercise in exercises for function in exercise.functions}
    return any(not names.isdisjoint(read.defined()) for read in _reads([file]))


def _chosen(files: Sequence[File], exercises: Sequence[Exercise]) -> list[tuple[tuple[str, int], _Choice]]:
    """Attempts without any of the functions are left out where another has some: they are helpers and data."""
    choices: dict[tuple[str, int], _Choice] = {}
    asked = {exercise.id: [function.name for function in exercise.functions] for exercise in exercises}
    for read in _reads(files):
        defined, meant = read.defined(), read.file.whose.exercise
        for exercise in exercises:
            defines = tuple(name for name in asked[exercise.id] if name in defined)
            if meant != exercise.id and set(defines) & set(asked.get(meant, ())):
                continue  # two exercises ask for the same functions, and its path says which of them is meant
            if defines or (read.file.certain and meant in (exercise.id, "" if len(exercises) == 1 else exercise.id)):
                choice = choices.setdefault((exercise.id, read.file.whose.attempt), _Choice())
                choice.offer(read, defines, _rank(read, defines, meant == exercise.id))
    found = {exercise for (exercise, _), choice in choices.items() if choice.defines}
    last = {exercise: max(a for e, a in choices if e == exercise) for exercise, _ in choices}
    return sorted(
        (key, choice)
        for key, choice in choices.items()
        if choice.defines or (key[0] not in found and key[1] == last[key[0]])
    )


def _rank(read: _Read, defines: Sequence[str], meant: bool) -> tuple[float, ...]:
    """A notebook that cannot be read says more than a file without the functions; an untouched starter says least."""
    path = read.file.path
    unwritten = min(read.source.count(UNWRITTEN), len(defines))
    return (len(defines) - unwritten, len(defines), bool(read.fault), meant, path.endswith(".py"), -path.count("/"))


def _reads(files: Sequence[File]) -> Iterator[_Read]:
    sources = [file for file in files if file.found.open and (file.certain or file.path.lower().endswith(MAYBE))]
    budget = MOST_UNPACKED
    for file in sorted(sources, key=lambda file: (file.path.count("/"), file.path))[:MOST_READ]:
        read = _read(file) if budget > 0 else _Read(file, fault=said.TOO_LARGE.format(most=MOST_UNPACKED // MEGABYTE))
        budget -= len(read.source)
        yield read


def _read(file: File) -> _Read:
    try:
        if not is_notebook(file.path):
            return _Read(file, file.found.read(MOST_SOURCE))
        found = extract(whole(file.found, MOST_NOTEBOOK))
    except Unusable as unusable:
        return _Read(file, fault=unusable.why)
    written = (said.written(found.written),) if found.written else ()
    return _Read(file, found.source, found.places, (said.from_notebook(found.cells, found.removed), *written))


def _nothing(files: Sequence[File], exercises: Sequence[Exercise], late: tuple[Note, ...]) -> Iterator[Submission]:
    """A row for each exercise that this student may have meant."""
    meant = {file.whose.exercise for file in files}
    asked = [exercise for exercise in exercises if exercise.id in meant] or exercises
    first = max(files, key=lambda file: (bool(file.inside), bool(file.found.fault)))  # the first of the best
    for exercise in asked:
        yield Submission(
            student=first.whose.student,
            exercise=exercise.id,
            file=first.path if first.inside else "",
            source=b"",
            name=first.whose.name,
            attempt=max(file.whose.attempt for file in files),
            at=first.whose.at,
            notes=late,
            fault=first.found.fault or _why(files, exercise),
        )


def _why(files: Sequence[File], exercise: Exercise) -> Text:
    if any(file.certain for file in files):
        return said.NOT_DEFINED.format(functions=", ".join(function.name for function in exercise.functions))
    if any(file.path.lower().endswith(OTHER_ARCHIVES) for file in files):
        return said.OTHER_ARCHIVE
    return said.NO_SOURCE.format(names=said.listed([file.inside for file in files if file.inside]))
