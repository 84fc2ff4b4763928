"""What a grader is asked for beside whole exercises, and what it answers: plain frozen values, no NumPy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exercises.content import Text
from grader.report import Verdict


@dataclass(frozen=True)
class Options:
    """How a submission is to be judged."""

    file: str = ""
    """What the report calls the file."""
    salt: str = ""
    """Replays a judgement; drawn where empty."""
    strict: bool = False
    """Refuse what is right but imprecise."""
    hidden: bool = False
    """Also a second round in a second process, with cases marked hidden and a salt of its own."""
    points: bool = False
    """Where the forward is wrong, also judge the gradients, against the learner's own forward."""
    shrink: bool = False
    """After a failure also look for its smallest counterexample, in another process, which may take 0.3 s."""


@dataclass(frozen=True)
class LineArg:
    """An array that the forward of a line task takes; its sizes are names or numbers, its numbers are drawn."""

    name: str
    shape: tuple[str, ...]
    draw: Literal["normal", "positive", "unit", "mask", "onehot"] = "normal"


@dataclass(frozen=True)
class LineTask:
    """Write the line in the hole `____` of `frame`, so that `d<target>` becomes the gradient of `target`.

    `forward` is the body of a complex-safe function of `args`. With `upstream` the frame is given `dy`, the gradient
    with respect to what the forward returns; without it the forward returns the loss itself.
    """

    args: tuple[LineArg, ...]
    forward: str
    frame: str
    target: str
    upstream: bool = True
    wrong: tuple[str, ...] = ()
    """Known wrong lines; one that gives the learner's very numbers is reported by its position."""


@dataclass(frozen=True)
class LineResult:
    """The judgement of one line."""

    verdict: Verdict
    matched: int | None
    message: Text


@dataclass(frozen=True)
class Ran:
    """What became of a program: what it printed, the error that ended it, and how it ended."""

    stdout: str
    error: str
    ended: Literal["done", "raised", "timeout", "memory", "died"]
    isolation: str
