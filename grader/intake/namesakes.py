"""Names that may mean an exercise and a student: `adam.py`, where `optimizers/adam` is graded.

Owns the choice: a name on the roster is a student's; so is one beside files of others, unless it stands among names of
several exercises. What is only a guess is noted; which names may be guessed is said by whoever knows what stands around
them. Refuses to open files; who hands in is asked of whoever can.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from grader.intake.found import stem
from grader.intake.layout import DEEPEST, SINGLES, Names, is_aside, simple

EXERCISE, GUESSED, KNOWN = "exercise", "student", ""
"""What a name is taken for; nothing is noted of one that the roster knows."""
MOST_FILES = 2
"""Of one student's that define what is asked for, side by side."""
NOT_PEOPLE = SINGLES | {
    "all", "backup", "common", "copy", "data", "demo", "draft", "final", "helper", "helpers", "layers", "model", "new",
    "old", "run", "starter", "template", "test", "tests", "train", "util", "utils",
}  # fmt: skip
PEOPLE = frozenset({"adam", "huber"})
"""Simplified names of exercises that people do have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or all that stands at a path."""

    path: str
    hands_in: Callable[[], bool]
    """Whether there is any of what is asked for."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """How they are told apart."""

    names: Names
    known: Callable[[str], str]
    """The id of whoever on the roster is called so; empty for nobody."""
    guesses: Collection[str]
    """Simplified names of exercises that may be somebody's whom no roster knows."""

    def among(self, entries: Sequence[Entry]) -> dict[str, str]:
        """What each is taken for, by the path up to it; only those that are not certainly an exercise's."""
        return dict(self._level([(entry.path, entry) for entry in entries], ""))

    def _level(self, entries: Sequence[tuple[str, Entry]], around: str) -> Iterator[tuple[str, str]]:
        """Those where students may stand, inside folders that are exercises or attempts."""
        here: dict[str, list[tuple[str, Entry]]] = {}
        for path, entry in entries:
            name, folder, below = path.partition("/")
            if name:
                here.setdefault(f"{name}{folder}", []).append((below, entry))
        called = {name: self._exercise(name) for name in here}
        meant = {found for name in here if (found := self._alone(name))}
        beside_others = bool(meant) and self._beside_others(here, called)
        for name, inside in here.items():
            taken_for = self._by_roster(name, inside) if called[name] else None
            if taken_for is None and beside_others and simple(_plain(name)) in self.guesses:
                taken_for = GUESSED if len(meant) == 1 and _is_ones_own(inside) else EXERCISE
            if taken_for is not None:
                yield f"{around}{name.rstrip('/')}", taken_for
            deeper = name.endswith("/") and around.count("/") < DEEPEST - 1 and self.names.around(name[:-1])
            if deeper and taken_for in (None, EXERCISE):
                yield from self._level(inside, f"{around}{name}")

    def _exercise(self, name: str) -> str:
        """The exercise in a name; of a folder, the one that is called so."""
        return self.names.exactly(name[:-1]) if name.endswith("/") else self.names.within(stem(name))[0]

    def _alone(self, name: str) -> str:
        """The exercise that is called so."""
        return self.names.exactly(_plain(name))

    def _by_roster(self, name: str, inside: Sequence[tuple[str, Entry]]) -> str | None:
        """A student of the roster; but not where others of it stand inside."""
        person = self.known(_plain(name))
        below = {path.partition("/")[0] for path, _ in inside} - {""}
        others = {self.known(stem(path)) for path in below} - {"", person}
        return KNOWN if person and not others else None

    def _beside_others(self, here: dict[str, list[tuple[str, Entry]]], called: dict[str, str]) -> bool:
        """Whether one that names no exercise hands in, too."""
        people = (name for name in here if not (called[name] or self._is_nobody(name)))
        return any(entry.hands_in() for name in people for _, entry in here[name])

    def _is_nobody(self, name: str) -> bool:
        folder = name.removesuffix("/")
        if folder != name:
            return self.names.around(folder) or simple(folder) in NOT_PEOPLE
        return is_aside(name) or simple(stem(name)) in NOT_PEOPLE


def _plain(name: str) -> str:
    """Without what says that it is a folder or a file."""
    return name[:-1] if name.endswith("/") else stem(name)


def _is_ones_own(inside: Sequence[tuple[str, Entry]]) -> bool:
    """Whether what is in a folder looks like one student's, not like several students' (a file is its own)."""
    folders = {path.partition("/")[0] for path, _ in inside if "/" in path}
    handing_in: set[str] = set()
    for path, entry in inside:
        if path and entry.hands_in():
            handing_in.add(path.partition("/")[0])
            if len(handing_in & folders) > 1 or len(handing_in) > MOST_FILES:
                return False
    return bool(handing_in) or not folders or any(path and "/" not in path for path, _ in inside)
