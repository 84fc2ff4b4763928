"""What teachers hand over -> Submissions, one at a time.

Owns the way from paths to students: what stands there, whose it is, the archives inside, who else is on the roster.
In memory are the names of the files, one student's files, and who was seen.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from exercises.catalog import Exercise
from grader.handed import Submission
from grader.intake import said
from grader.intake.archives import members
from grader.intake.choose import File, defines_anything, submissions_of
from grader.intake.folders import files_at
from grader.intake.found import (
    METADATA,
    MOST_ARCHIVE,
    MOST_FILES_INSIDE,
    MOST_UNPACKED,
    Found,
    Unusable,
    is_archive,
    stem,
    whole,
)
from grader.intake.gradescope import MOST, Handed, read_metadata
from grader.intake.layout import Names, Owner, below, is_aside, owner, student_at, wrapper
from grader.intake.roster import Roster


def gather(paths: Iterable[Path], exercises: Sequence[Exercise], roster: Roster | None = None) -> Iterator[Submission]:
    """Everything that was handed in for these exercises; at the end whoever on the roster did not.

    What cannot be used is a submission with a `fault`. Several of one student for one exercise are all there, numbered
    by `attempt`. Raises nothing for anything that stands at the paths.
    """
    seen: dict[tuple[str, str], int] = {}
    for path in paths:
        with ExitStack() as held:
            for group in _students(path, exercises, held):
                yield from _joined(_submissions(group, exercises), roster, seen)
    for person in roster.people if roster else ():
        for exercise in exercises:
            if (person.id, exercise.id) not in seen:
                yield Submission(person.id, exercise.id, "", b"", person.name, fault=said.NOTHING)


def _joined(
    submissions: Iterable[Submission], roster: Roster | None, seen: dict[tuple[str, str], int]
) -> Iterator[Submission]:
    """With the identities of the roster, and later ones than those of the same student that stood elsewhere."""
    earlier: dict[tuple[str, str], int] = {}
    for found in submissions:
        submission = _identified(found, roster) if roster else found
        key = (submission.student, submission.exercise)
        before = earlier.setdefault(key, seen.get(key, 0))
        if before:
            notes = (*submission.notes, said.doubled(before))
            submission = replace(submission, attempt=before + submission.attempt, notes=notes)
        seen[key] = max(seen.get(key, 0), submission.attempt)
        yield submission


def _identified(submission: Submission, roster: Roster) -> Submission:
    person = roster.find(submission.student, submission.name)
    if person is None:
        return replace(submission, notes=(*submission.notes, said.stranger()))
    return replace(submission, student=person.id, name=person.name or submission.name)


def _submissions(group: Sequence[File], exercises: Sequence[Exercise]) -> Iterator[Submission]:
    names = Names.of(exercises)
    with ExitStack() as held:
        files = [inner for file in group for inner in _opened(file, names, held)]
        yield from submissions_of(files, exercises)


def _opened(file: File, names: Names, held: ExitStack) -> Iterator[File]:
    """The file itself, or those inside where it is an archive."""
    if not is_archive(file.path) or file.found.fault:
        yield file
        return
    try:
        data = io.BytesIO(whole(file.found, MOST_ARCHIVE))
        inside = members(data, file.path, held, most=MOST_FILES_INSIDE, most_bytes=MOST_UNPACKED)
        for inner in inside:
            fault = inner.fault or (said.TOO_DEEP if is_archive(inner.path) else None)
            found = Found(f"{file.path}/{inner.path}", None if fault else inner.open, fault)
            yield File(found, below(file.whose, inner.path, names))
    except Unusable as unusable:
        yield File(Found(file.path, None, unusable.why), file.whose)


def _students(path: Path, exercises: Sequence[Exercise], held: ExitStack) -> Iterator[list[File]]:
    """The files at a path, one student's at a time, in the order of their first ones."""
    names = Names.of(exercises)
    files = list(files_at(path, held))
    around = wrapper([file.path for file in files], stem(path.name))
    people = _people(files, around)
    asked = not path.is_dir() and not is_archive(path.name)
    groups: dict[tuple[str, str, str], list[File]] = {}
    for file in files:
        inside = file.path.removeprefix(around)
        if asked or not is_aside(inside):
            for whose in _owners(inside, people, names):
                folder = inside.partition("/")[0] if whose.platform == "Gradescope" else ""
                groups.setdefault((whose.platform, whose.student, folder), []).append(File(file, whose, asked))
    yield from _with_nameless(list(groups.values()), student_at(path, names), exercises)


def _with_nameless(groups: Sequence[list[File]], called: str, exercises: Sequence[Exercise]) -> Iterator[list[File]]:
    """Files that name no student are whose the folder or archive is called for; so are helpers beside them."""
    theirs = [file for group in groups for file in group if not file.whose.student]
    for group in groups:
        if not group[0].whose.student:
            continue
        if theirs and all(_is_beside(file) and not defines_anything(file, exercises) for file in group):
            theirs += group
        else:
            yield group
    if theirs:
        yield [replace(file, whose=replace(file.whose, student=called)) for file in theirs]


def _is_beside(file: File) -> bool:
    """Whether it lies in no folder and comes from no platform."""
    return not file.whose.platform and file.whose.inside == file.inside == file.path.rpartition("/")[2]


def _people(files: Sequence[Found], around: str) -> Mapping[str, Handed]:
    """What Gradescope says, by folder; nothing where it does not come from there."""
    for file in files:
        if file.path == around + METADATA and file.open:
            with suppress(Unusable):
                return read_metadata(file.read(MOST))
    return {}


def _owners(inside: str, people: Mapping[str, Handed], names: Names) -> Iterator[Owner]:
    """Everybody whose file this is: groups hand in together."""
    folder, _, rest = inside.partition("/")
    handed = people.get(folder)
    if handed is None or not handed.people:
        yield owner(inside, names)
        return
    for person in handed.people:
        student = next((person[key] for key in ("sid", "email", "name") if person.get(key)), folder)
        whose = Owner(student, person.get("name", ""), "Gradescope", at=handed.at)
        yield below(whose, rest, names)
