"""One exercise: a folder that obeys the contract in CONTRIBUTING.md.

Owns `exercise.toml`, the names of the other files, and how an exercise is called. Refuses to know how a submission is
run or judged. Its reference and its solution are code of its author, trusted like any program that one starts.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Literal

from exercises.content import LANGUAGES, BrokenContent, ContentError, Language, Reader, Text, read_toml
from exercises.parts import Equivalent, Function, Goal, Limits, Mistake, Mistakes, Output, Role
from exercises.places import FILE, SLUG, Kind, statement_file


@dataclass(frozen=True, eq=False)
class Exercise:
    """What `exercise.toml` says; the other files of the folder are read when asked for. Equal to itself only."""

    schema: Literal[1]
    title: Text
    summary: Text
    level: Literal[1, 2, 3, 4]
    kind: Kind
    functions: tuple[Function, ...]
    hints: tuple[Text, ...]
    sources: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    growth: tuple[str, ...] = ()
    """Sizes in which honest work grows linearly, for the stage `cost`."""
    weights: dict[str, float] = field(default_factory=dict)
    """Points by stage or check id; what is not named weighs 1."""
    tolerance: float = 1e-12
    limits: Limits = field(default_factory=Limits)
    goal: Goal | None = None
    _folder: Path = Path()
    _pack: str = ""

    @property
    def id(self) -> str:
        """`track/slug`, for ever; one that is not ours has its pack before it, `acme:track/slug`."""
        name = f"{self.track}/{self.slug}"
        return f"{self.pack}:{name}" if self.pack else name

    @property
    def pack(self) -> str:
        """Whose it is; empty for ours."""
        return self._pack

    @property
    def track(self) -> str:
        """The folder above: layers, cnn, sequence …"""
        return self._folder.parent.name

    @property
    def slug(self) -> str:
        """The folder's own name."""
        return self._folder.name

    def role(self, role: Role) -> Function:
        """The function with this role, or that side of a function which is both: its gradients are named for it."""
        for function in self.functions:
            if function.role == role:
                return function
        function = self.functions[0]
        if role == "backward":
            gradients = tuple(Output(f"d{a.name}", a.shape) for a in function.args if a.differentiate)
            return Function(function.name, role, outputs=gradients)
        return replace(function, role=role)

    def statement(self, language: Language) -> str:
        """The task in Markdown; in the other language where it is not there in this one."""
        there = [name for name in (language, *LANGUAGES) if statement_file(self._folder, name).is_file()]
        return statement_file(self._folder, there[0]).read_text(encoding="utf-8")

    @property
    def starter(self) -> str:
        """What the learner begins with."""
        return self._read("starter.py")

    @property
    def solution(self) -> str:
        """What the learner sees after passing; never used by the verdict."""
        return self._read("solution.py")

    @property
    def sha_parts(self) -> Iterator[bytes]:
        """The bytes of every file that a verdict depends on."""
        for name in (FILE, "reference.py", "mistakes.toml"):
            yield (self._folder / name).read_bytes()

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self._folder

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The known wrong versions. Raises BrokenContent with every fault of `mistakes.toml`."""
        return self._wrong.mistake

    @property
    def planted(self) -> tuple[Mistake, ...]:
        """What is to be repaired: all of it stands in the starter. Raises BrokenContent."""
        return tuple(mistake for mistake in self.mistakes if mistake.planted)

    @property
    def equivalents(self) -> tuple[Equivalent, ...]:
        """Changes of the solution that are no mistakes. Raises BrokenContent."""
        return self._wrong.equivalent

    @cached_property
    def _wrong(self) -> Mistakes:
        path = self._folder / "mistakes.toml"
        reader = Reader(str(path))
        read = reader.build(Mistakes, read_toml(path))
        for mistake in read.mistake if read else ():
            _check_edits(mistake, self.solution, reader)
        if reader.errors:
            raise BrokenContent(tuple(reader.errors))
        return read  # type: ignore[no-any-return]

    @cached_property
    def reference(self) -> ModuleType:
        """`reference.py`, loaded by path: it imports NumPy, so only a grader asks for it."""
        path = self._folder / "reference.py"
        spec = importlib.util.spec_from_file_location(f"reference of {self.id}", path)
        if spec is None or spec.loader is None:
            fault = ContentError(str(path), "", "cannot be loaded", "make it a Python file")
            raise BrokenContent((fault,))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def _read(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8")


def _check_edits(mistake: Mistake, solution: str, reader: Reader) -> None:
    for i, edit in enumerate(mistake.edits):
        if (count := solution.count(edit.find)) != 1:
            reader.complain(
                f"mistake.{mistake.id}.edits[{i}].find",
                f"stands {count} times in solution.py",
                "make it a piece of text that stands there exactly once",
            )


def read_exercise(folder: Path, pack: str = "") -> Exercise:
    """The exercise in this folder. Raises BrokenContent with every fault of `exercise.toml`."""
    path = folder / FILE
    reader = Reader(str(path))
    exercise = reader.build(Exercise, read_toml(path))
    for name in (folder.parent.name, folder.name):
        if not SLUG.fullmatch(name):
            reader.complain("", f"is in a folder `{name}`, which is no slug", "use a-z, 0-9 and single hyphens")
    for name in ("starter.py", "solution.py", "reference.py", "mistakes.toml"):
        if not (folder / name).is_file():
            reader.complain("", f"has no {name} beside it", "write it; CONTRIBUTING.md says what goes in")
    if not any(statement_file(folder, language).is_file() for language in LANGUAGES):
        reader.complain("", "has no statement.en.md and no statement.zh.md beside it", "write one, or better both")
    if exercise is None or reader.errors:
        raise BrokenContent(tuple(reader.errors))
    object.__setattr__(exercise, "_folder", folder)
    object.__setattr__(exercise, "_pack", pack)
    return exercise  # type: ignore[no-any-return]
