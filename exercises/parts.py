"""What an exercise consists of: the frozen values that its files are read into, and that a reference draws.

Owns the fields of `exercise.toml` below the exercise itself, and those of `mistakes.toml`. Refuses to read a file
(`catalog`). Import them from `exercises.catalog`, the door of this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from exercises.content import Text

MOST_PLANTED = 5
"""All their subsets are tried, to tell which of them remain."""

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
class Mistakes:
    """The whole of `mistakes.toml`."""

    mistake: tuple[Mistake, ...]
    equivalent: tuple[Equivalent, ...] = ()
