"""Finds exercises and says what one is: a folder that obeys the contract in CONTRIBUTING.md.

Owns the format of `exercise.toml` and `mistakes.toml`. Refuses to know how a submission is run or judged.
Imports neither NumPy nor pydantic: `gradlings list` and the start of `check` come through here.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from exercises.content import LANGUAGES, BrokenContent, ContentError, Language, Reader, Text, read_toml

OURS = Path(__file__).parent
SCHEMA = 1
MOST_PLANTED = 5
"""All their subsets are tried, to tell which of them remain."""

Kind = Literal["layer", "loss-and-grads", "values", "program"]
Role = Literal["forward", "backward", "function"]
Stage = Literal[
    "loads", "functions", "calls", "shape", "forward",
    "gradient-shape", "gradient", "repeat", "inputs", "cost", "goal",
]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One set of arguments that a reference draws. A name that begins with `kink` marks a kink on purpose."""

    name: str
    args: dict[str, Any]
    hidden: bool = False
    ill_conditioned: bool = False
    """Right code loses digits here, whoever wrote it; held to what its own rounding explains."""


@dataclass(frozen=True)
class Argument:
    """One argument of the forward; `shape` holds size names (`N`) or numbers, and () is a plain value."""

    name: str
    shape: tuple[str, ...] = ()
    dtype: Literal["float64", "int64", "bool", "int", "float", "str", "rng"] = "float64"
    """An `rng` is drawn as a seed and handed over as a generator."""
    differentiate: bool = False
    group: str = ""
    """Arguments of one group are handed over as one dict of this name, where its first one stands."""


@dataclass(frozen=True)
class Output:
    """One output; only those with `upstream` receive a gradient from above (the others are extra results)."""

    name: str
    shape: tuple[str, ...] = ()
    upstream: bool = True
    group: str = ""
    """Outputs with a group come back as one dict."""


@dataclass(frozen=True)
class Function:
    """A function that the learner writes. A backward takes (*upstreams, cache) and returns `outputs`.

    One of the kinds without a backward has the role `function`; a function of `loss-and-grads` has the loss as its
    output and returns (loss, grads).
    """

    name: str
    role: Role
    args: tuple[Argument, ...] = ()
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True)
class Limits:
    """What one submission may use, all cases together."""

    seconds: float = 5.0
    memory_mb: int = 512


@dataclass(frozen=True)
class Edit:
    """`find` stands exactly once in solution.py and becomes `replace`."""

    find: str
    replace: str


@dataclass(frozen=True)
class Equivalent:
    """A change of the solution that changes no result, and why; named by statement before and after."""

    mutant: str
    why: str


@dataclass(frozen=True)
class Mistake:
    """A classic wrong version of the solution and what to tell whoever wrote it."""

    id: str
    stage: Stage
    edits: tuple[Edit, ...]
    en: str
    zh: str
    also: tuple[str, ...] = ()
    """Mistakes that give the very same arrays, so that either name is right."""
    planted: bool = False
    """In the starter of an exercise that is repaired; at most MOST_PLANTED, each in another place."""

    @property
    def text(self) -> Text:
        """The finding in both languages."""
        return Text(self.en, self.zh)

    def apply(self, solution: str) -> str:
        """The solution with this mistake in it."""
        for edit in self.edits:
            solution = solution.replace(edit.find, edit.replace, 1)
        return solution


@dataclass(frozen=True)
class Goal:
    """What a `program` must reach on data that it was not trained on, as `reference.score` measures it."""

    metric: Text
    least: float


@dataclass(frozen=True)
class Exercise:
    """What `exercise.toml` says; the other files of the folder are read when they are asked for."""

    schema: int
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
    limits: Limits = Limits()
    goal: Goal | None = None
    _folder: Path = Path()

    @property
    def id(self) -> str:
        """`track/slug`, for ever."""
        return f"{self.track}/{self.slug}"

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
        """The task in Markdown."""
        return self._read(f"statement.{language}.md")

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
        for name in ("exercise.toml", "reference.py", "mistakes.toml"):
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
    def _wrong(self) -> _Mistakes:
        path = self._folder / "mistakes.toml"
        reader = Reader(str(path))
        read = reader.build(_Mistakes, read_toml(path))
        for mistake in read.mistake if read else ():
            _check_edits(mistake, self.solution, reader)
        if reader.errors:
            raise BrokenContent(tuple(reader.errors))
        return read  # type: ignore[no-any-return]

    @cached_property
    def reference(self) -> ModuleType:
        """`reference.py`, loaded by path: it imports NumPy, so only a grader asks for it."""
        path = self._folder / "reference.py"
        spec = importlib.util.spec_from_file_location(f"reference_{self.track}_{self.slug}", path)
        if spec is None or spec.loader is None:
            fault = ContentError(str(path), "", "cannot be loaded", "make it a Python file")
            raise BrokenContent((fault,))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def _read(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class _Mistakes:
    mistake: tuple[Mistake, ...]
    equivalent: tuple[Equivalent, ...] = ()


def _check_edits(mistake: Mistake, solution: str, reader: Reader) -> None:
    for i, edit in enumerate(mistake.edits):
        if (count := solution.count(edit.find)) != 1:
            reader.complain(
                f"mistake.{mistake.id}.edits[{i}].find",
                f"stands {count} times in solution.py",
                "make it a piece of text that stands there exactly once",
            )


class Catalog:
    """The exercises of some folders, ours first. Reads a folder when it is asked for, not before."""

    def __init__(self, folders: Sequence[Path] = (OURS,)) -> None:
        self._paths: Mapping[str, Path] = {
            f"{file.parent.parent.name}/{file.parent.name}": file.parent
            for folder in folders
            for file in sorted(folder.glob("*/*/exercise.toml"))
        }
        self._read: dict[str, Exercise] = {}

    def ids(self) -> tuple[str, ...]:
        """Every exercise's id, sorted by track and slug; those that do not load included."""
        return tuple(self._paths)

    def get(self, exercise_id: str) -> Exercise:
        """One exercise.

        Raises KeyError (an id that does not exist) or BrokenContent (every fault of its exercise.toml).
        """
        if exercise_id not in self._read:
            self._read[exercise_id] = read_exercise(self._paths[exercise_id])
        return self._read[exercise_id]

    def all(self) -> tuple[list[Exercise], list[ContentError]]:
        """Every exercise that loads, and what is wrong with the others."""
        good: list[Exercise] = []
        errors: list[ContentError] = []
        for exercise_id in self._paths:
            try:
                good.append(self.get(exercise_id))
            except BrokenContent as broken:
                errors.extend(broken.errors)
        return good, errors

    def close_to(self, exercise_id: str) -> list[str]:
        """What a mistyped id may have meant, the likeliest first."""
        by_name = {name: path for path in self._paths for name in (path, path.rpartition("/")[2])}
        found = get_close_matches(exercise_id.lower(), by_name, n=3, cutoff=0.5)
        return list(dict.fromkeys(by_name[name] for name in found))


def read_exercise(folder: Path) -> Exercise:
    """The exercise in this folder. Raises BrokenContent with every fault of `exercise.toml`."""
    path = folder / "exercise.toml"
    reader = Reader(str(path))
    exercise = reader.build(Exercise, read_toml(path))
    for name in ("starter.py", "solution.py", "reference.py", "mistakes.toml"):
        if not (folder / name).is_file():
            reader.complain("", f"has no {name} beside it", "write it; CONTRIBUTING.md says what goes in")
    for language in LANGUAGES:
        if not (folder / f"statement.{language}.md").is_file():
            reader.complain("", f"has no statement.{language}.md beside it", "write it")
    if exercise is None or reader.errors:
        raise BrokenContent(tuple(reader.errors))
    object.__setattr__(exercise, "_folder", folder)
    return exercise  # type: ignore[no-any-return]
