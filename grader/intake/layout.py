"""Whose a file is, as its path says: Canvas, Moodle and plain folders.

Owns the patterns of names. Refuses to open files; what Gradescope knows stands in a file of its own (`gradescope`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from exercises.catalog import Exercise
from grader.intake.found import LITTER, METADATA, OUTSIDE, SOURCES, SYSTEMS, is_archive, stem

CANVAS = re.compile(
    r"(?:(?P<name>.+?)_(?P<late>LATE_)?(?P<id>\d+)|(?P<anonymous_late>LATE_)?anon_(?P<anonymous>\w+?))"
    r"_(?:(?P<file>\d+)_(?P<rest>.+)|(?P<page>text|link)\.html)"
)
"""`doejane_LATE_4711_90210_dense-1.py`: sortable name without blanks, mark, user, attachment, the file's own name."""
CANVAS_AGAIN = re.compile(r"(.+)-(\d{1,2})(\.\w+|\.tar\.\w+)")
"""How Canvas names a file that the same student hands in again under its old name."""
MOODLE = re.compile(r"(?P<name>.*)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)_?(?P<rest>.*)")
ATTEMPT = re.compile(r"(?:attempt|try|resubmission|version|v)[ _-]?(\d{1,3})|第(\d{1,3})次(?:提交)?", re.IGNORECASE)
WRAPPER = re.compile(
    r"(?:submissions?|hand-?ins?|exports?|downloads?|home-?works?|hw|assignments?)[\W\d_]*", re.IGNORECASE
)
"""A folder that stands around the students' own in many archives."""
ASIDE = re.compile(r"(?:read-?me.*|.*\.(?:csv|tsv|ya?ml|jsonl?|xml|md|html?|log|xlsx?|ods))", re.IGNORECASE)
"""Files beside the students' own that are nobody's."""
DEEPEST = 6
"""Level at which a student's own name stands at the latest."""
SINGLES = frozenset({"solution", "main", "submission", "answer", "homework", "hw", "assignment", "notebook"})
"""Stems that name no student."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a file is; `student` is empty where its path does not say."""

    student: str
    name: str = ""
    platform: str = ""
    inside: str = ""
    """Its path within what this student handed in."""
    exercise: str = ""
    attempt: int = 1
    at: datetime | None = None
    late: bool = False
    namesake: str = ""
    """What a name was taken for that may mean either, "student" or "exercise"."""


@dataclass(frozen=True)
class Names:
    """What paths may call the exercises that are graded."""

    ids: Sequence[tuple[str, str]]
    """Simplified name and id, the longest name first."""
    tracks: frozenset[str] = frozenset()

    @classmethod
    def of(cls, exercises: Sequence[Exercise]) -> Names:
        """By slug, and by track and slug."""
        named = {name: e.id for e in exercises for name in (simple(e.slug), simple(f"{e.track}{e.slug}"))}
        tracks = frozenset(simple(e.track) for e in exercises)
        return cls(sorted(named.items(), key=lambda item: -len(item[0])), tracks)

    def exactly(self, name: str) -> str:
        """The exercise that is called so; empty where there is none."""
        plain = simple(name)
        return next((found for called, found in self.ids if plain == called), "")

    def within(self, name: str) -> tuple[str, str]:
        """The exercise that a name contains as a word, and the rest of the name: `alice_dense` is (…, `alice`)."""
        words = [word for word in re.split(r"[\s_.-]+", name) if word]
        for length in range(min(6, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                if found := self.exactly("".join(words[start : start + length])):
                    return found, "_".join(words[:start] + words[start + length :])
        return "", name

    def around(self, folder: str) -> bool:
        """Whether a folder called so stands around those of students, unless it is one's own."""
        return bool(self.exactly(folder) or simple(folder) in self.tracks or ATTEMPT.fullmatch(folder))


def student_at(path: Path, names: Names, known: Callable[[str], str]) -> str:
    """Whose files without a name are: the last part of the path that says more than an exercise or an attempt.

    So `hw/ann/dense.py` and `hw/bob/dense`, as a shell makes them of `hw/*`, are of two students. `known` says who on
    the roster is called so.
    """
    parts = [stem(path.name), *(parent.name for parent in path.parents)]
    said = (part for part in parts if part not in ("", "..") and simple(part) not in SINGLES)
    means_more = (part for part in said if known(part) or not (names.exactly(part) or ATTEMPT.fullmatch(part)))
    return next(means_more, stem(path.name))


def is_litter(path: str, names: Names, called: str) -> bool:
    """Whether it is litter where students hand in, in a folder or an archive that is `called` so.

    The name that stands for a student is none, be it `venv` or `.eve`; but a file with a dot is if it holds no code.
    """
    if OUTSIDE.search(path) or SYSTEMS.search(path):
        return not OUTSIDE.search(path)
    *folders, file = path.split("/")
    level = next((n for n, folder in enumerate(folders) if not _is_around(folder, n, names, called)), len(folders))
    if level < len(folders):
        return bool(LITTER.search("/".join([*folders[level + 1 :], file])))
    return file.startswith(".") and not (file.lower().endswith(SOURCES) or is_archive(file))


def _is_around(folder: str, depth: int, names: Names, called: str) -> bool:
    wraps = depth == 0 and (simple(folder) == simple(called) or bool(WRAPPER.fullmatch(folder)))
    return wraps or names.around(folder)


def is_aside(path: str) -> bool:
    """Whether it stands beside the students' own files and is nobody's."""
    return "/" not in path and bool(ASIDE.fullmatch(path)) and not CANVAS.fullmatch(path) and not MOODLE.fullmatch(path)


def simple(name: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(c for c in name.casefold() if c.isalnum())


def owner(path: str, names: Names, namesakes: Mapping[str, str]) -> Owner:
    """Whose this file is; one with a name that leads out is nobody's but its own.

    `namesakes` says of paths that end with the name of an exercise what it is taken for (`Namesakes.among`).
    """
    if OUTSIDE.search(path):
        return Owner(path)
    first, _, below = path.partition("/")
    if found := MOODLE.fullmatch(first):
        rest = "/".join(part for part in (found["rest"], below) if part)
        return _named(Owner(found["id"], found["name"].strip(), "Moodle", rest), names)
    if found := CANVAS.fullmatch(path.rpartition("/")[2]):
        return _named(_canvas(found, path), names)
    return _namesake(path, names, namesakes) or _plain(path, names)


def below(whose: Owner, inside: str, names: Names) -> Owner:
    """Whose a file in an archive of this student's is."""
    named = _named(replace(whose, inside=inside, exercise=""), names)
    return replace(named, exercise=named.exercise or whose.exercise)


def wrapper(paths: Sequence[str], called: str) -> str:
    """The folder around everything, with its `/`, where it says nothing; empty where there is none.

    `called` is the name of what holds these paths: packing a folder puts its name twice.
    """
    first = paths[0].partition("/")[0] if paths else ""
    if not first or not all(path.startswith(f"{first}/") for path in paths) or MOODLE.fullmatch(first):
        return ""
    rest = [path[len(first) + 1 :] for path in paths]
    known = any(MOODLE.match(path) or CANVAS.fullmatch(path) or path == METADATA for path in rest)
    return f"{first}/" if known or simple(first) == simple(called) or WRAPPER.fullmatch(first) else ""


def _canvas(found: re.Match[str], path: str) -> Owner:
    rest = found["rest"] or path
    again = CANVAS_AGAIN.fullmatch(rest)
    inside, attempt = (f"{again[1]}{again[3]}", int(again[2]) + 1) if again else (rest, 1)
    return Owner(
        student=found["id"] or f"anon_{found['anonymous']}",
        name=found["name"] or "",
        platform="Canvas",
        inside=inside,
        attempt=attempt,
        late=bool(found["late"] or found["anonymous_late"]),
    )


def _named(whose: Owner, names: Names) -> Owner:
    """With the exercise that the path below the student names, if it names one."""
    *folders, file = whose.inside.split("/")
    attempt, folders = _attempt(folders, whose.attempt)
    found, _ = _exercise(folders, names)
    return replace(whose, exercise=found or names.within(stem(file))[0], attempt=attempt)


def _plain(path: str, names: Names) -> Owner:
    """A file or a folder a student, both maybe inside a folder an exercise or an attempt."""
    *folders, file = path.split("/")
    attempt, folders = _attempt(folders, 1)
    exercise, folders = _exercise(folders, names)
    if folders:
        whose = Owner(folders[0], inside="/".join([*folders[1:], file]), exercise=exercise, attempt=attempt)
        return whose if exercise else _named(whose, names)
    named, student = names.within(stem(file))
    if simple(student) in SINGLES:
        student = ""
    return Owner(student, inside=file, exercise=exercise or named, attempt=attempt)


def _namesake(path: str, names: Names, namesakes: Mapping[str, str]) -> Owner | None:
    """With a student called like an exercise; None where there is none in this path."""
    parts = path.split("/")
    for level, name in enumerate(parts[:DEEPEST] if namesakes else ()):
        taken_for = namesakes.get("/".join(parts[: level + 1]))
        if taken_for == "exercise":
            return replace(_plain(path, names), namesake=taken_for)
        if taken_for is not None:
            attempt, around = _attempt(parts[:level], 1)
            exercise, _ = _exercise(around, names)
            inside = "/".join(parts[level + 1 :])
            if level == len(parts) - 1:
                return Owner(stem(name), "", "", name, exercise, attempt, namesake=taken_for)
            whose = Owner(name, "", "", inside, exercise, attempt, namesake=taken_for)
            return whose if exercise else _named(whose, names)
    return None


def _attempt(folders: Sequence[str], otherwise: int) -> tuple[int, list[str]]:
    """From a folder such as `attempt_2`, and the others."""
    for position, folder in enumerate(folders):
        if found := ATTEMPT.fullmatch(folder):
            return int(found[1] or found[2]), [*folders[:position], *folders[position + 1 :]]
    return otherwise, list(folders)


def _exercise(folders: Sequence[str], names: Names) -> tuple[str, list[str]]:
    """From folders such as `layers/dense` or `dense`, and the others."""
    for length in (2, 1):
        for start in range(len(folders) - length + 1):
            if found := names.exactly("".join(folders[start : start + length])):
                return found, [*folders[:start], *folders[start + length :]]
    return "", list(folders)
