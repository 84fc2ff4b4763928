"""What teachers hand over -> Submissions, one at a time.

Owns the way from paths to students: what stands there, whose it is, the archives inside, who else is on the roster.
In memory are the names of the files, one student's files, and who was seen.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from exercises.catalog import Exercise
from grader.handed import Submission
from grader.intake import said
from grader.intake.archives import Taken, members
from grader.intake.choose import File, defines_anything, submissions_of
from grader.intake.folders import Skips, files_at
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
from grader.intake.layout import WRAPPER, Names, Owner, below, is_aside, is_litter, owner, student_at, wrapper
from grader.intake.namesakes import EXERCISE, PEOPLE, Entry, Namesakes
from grader.intake.roster import Roster

VENV = re.compile(r"(?:.*?/)?venv/", re.DOTALL)


@dataclass(frozen=True)
class _Asked:
    """What is gathered."""

    exercises: Sequence[Exercise]
    names: Names
    roster: Roster | None
    without: Collection[Path]

    def namesakes(self, called: str, *, is_ones_own: bool = False) -> Namesakes:
        """How they are told apart where all that stands around them is `called` so.

        That may be a class or a student with helpers beside the exercise: only homework is surely a class's, and
        what is given beside other paths is one student's.
        """
        named = frozenset(name for name, _ in self.names.ids)
        is_homework = bool(WRAPPER.fullmatch(called))
        nobody = self.roster is not None or (is_ones_own and not is_homework)
        return Namesakes(self.names, self.known, () if nobody else named if is_homework else named & PEOPLE)

    def known(self, name: str) -> str:
        """The id of whoever on the roster is called so; empty for nobody."""
        person = self.roster.find(name) if self.roster else None
        return person.id if person else ""

    def files_at(self, path: Path, held: ExitStack) -> list[Found]:
        """All that may be somebody's; a virtual environment is no student who is called `venv`."""
        is_theirs = partial(is_litter, names=self.names, called=stem(_absolute(path).name))
        files = list(files_at(path, held, Skips(is_theirs, self.without)))
        inside = [(folder[0] if (folder := VENV.match(file.path)) else "", file) for file in files]
        installed = {folder for folder, file in inside if folder and file.path == f"{folder}pyvenv.cfg"}
        return [file for folder, file in inside if folder not in installed]

    def hands_in(self, file: Found) -> bool:
        """Whether any function of these exercises is in it, as far as it can be said."""
        return is_archive(file.path) or defines_anything(File(file, Owner("")), self.exercises)


def gather(
    paths: Iterable[Path],
    exercises: Sequence[Exercise],
    roster: Roster | None = None,
    *,
    without: Iterable[Path] = (),
) -> Iterator[Submission]:
    """Everything that was handed in for these exercises; at the end whoever on the roster did not.

    What cannot be used is a submission with a `fault`. Several of one student for one exercise are all there, numbered
    by `attempt`. Folders in `without` are left alone, except where one of the paths is one. Raises nothing for anything
    that stands at the paths.
    """
    asked = _Asked(exercises, Names.of(exercises), roster, {folder.resolve() for folder in without})
    seen: dict[tuple[str, str], int] = {}
    given = list(paths)
    for path, called in _called(given, asked):
        with ExitStack() as held:
            for group in _students(path, called, asked, held, is_ones_own=len(given) > 1):
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
        inside = members(data, file.path, held, Taken(MOST_FILES_INSIDE, MOST_UNPACKED))
        for inner in inside:
            fault = inner.fault or (said.TOO_DEEP if is_archive(inner.path) else None)
            found = Found(f"{file.path}/{inner.path}", None if fault else inner.open, fault)
            yield File(found, below(file.whose, inner.path, names))
    except Unusable as unusable:
        yield File(Found(file.path, None, unusable.why), file.whose)


def _called(paths: Sequence[Path], asked: _Asked) -> Iterator[tuple[Path, Owner]]:
    """Each path, and whose files without a name are there: paths that a shell lists stand beside one another."""
    absolute = [_absolute(path) for path in paths]
    around = os.path.commonpath([path.parent for path in absolute]) if paths else ""
    inside = [path.relative_to(around).as_posix() for path in absolute]
    entries = [
        Entry(f"{name}/" if path.is_dir() else name, partial(_hands_in, path, asked))
        for name, path in zip(inside, paths, strict=True)
    ]
    namesakes = asked.namesakes(Path(around).name).among(entries) if len(paths) > 1 else {}
    for path, full, name in zip(paths, absolute, inside, strict=True):
        named = path if path.name.strip(".") else full
        yield path, _namesake(name, namesakes) or Owner(student_at(named, asked.names, asked.known))


def _namesake(path: str, namesakes: Mapping[str, str]) -> Owner | None:
    parts = path.split("/")
    for level, part in enumerate(parts):
        taken_for = namesakes.get("/".join(parts[: level + 1]), EXERCISE)
        if taken_for != EXERCISE:
            return Owner(stem(part), namesake=taken_for)
    return None


def _absolute(path: Path) -> Path:
    """Without `.` and `..`, which are nobody's names, but with the links as they were typed."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (`resolve` follows links)


def _hands_in(path: Path, asked: _Asked) -> bool:
    with ExitStack() as held:
        return any(asked.hands_in(file) for file in asked.files_at(path, held))


def _students(
    path: Path, called: Owner, asked: _Asked, held: ExitStack, *, is_ones_own: bool
) -> Iterator[list[File]]:  # fmt: skip
    """The files at a path, one student's at a time, in the order of their first ones."""
    files = asked.files_at(path, held)
    around = wrapper([file.path for file in files], stem(_absolute(path).name))
    people = _people(files, around)
    alone = not path.is_dir() and not is_archive(path.name)
    inside = [(file.path.removeprefix(around), file) for file in files]
    entries = [Entry(name, partial(asked.hands_in, file)) for name, file in inside]
    namesakes = asked.namesakes(called.student, is_ones_own=is_ones_own).among(entries)
    groups: dict[tuple[str, str, str], list[File]] = {}
    for name, file in inside:
        if alone or not is_aside(name):
            for whose in _owners(name, people, asked.names, namesakes):
                folder = name.partition("/")[0] if whose.platform == "Gradescope" else ""
                groups.setdefault((whose.platform, whose.student, folder), []).append(File(file, whose, alone))
    yield from _with_nameless(list(groups.values()), called, asked.exercises)


def _with_nameless(groups: Sequence[list[File]], called: Owner, exercises: Sequence[Exercise]) -> Iterator[list[File]]:
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
        yield [replace(file, whose=_with_name(file.whose, called)) for file in theirs]


def _with_name(whose: Owner, called: Owner) -> Owner:
    return replace(whose, student=called.student, namesake=called.namesake or whose.namesake)


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


def _owners(
    inside: str, people: Mapping[str, Handed], names: Names, namesakes: Mapping[str, str]
) -> Iterator[Owner]:  # fmt: skip
    """Everybody whose file this is: groups hand in together."""
    folder, _, rest = inside.partition("/")
    handed = people.get(folder)
    if handed is None or not handed.people:
        yield owner(inside, names, namesakes)
        return
    for person in handed.people:
        student = next((person[key] for key in ("sid", "email", "name") if person.get(key)), folder)
        whose = Owner(student, person.get("name", ""), "Gradescope", at=handed.at)
        yield below(whose, rest, names)
