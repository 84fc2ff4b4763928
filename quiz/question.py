"""Question and its drills: the strict models behind a file `content/questions/<topic>/<slug>.toml`.

Owns the file format. Refuses to mark (`marking`), to draw variants (`variants`) or to find files (`bank`).
Every text is in English and Chinese. Drill ids, option ids and question ids are for ever: the log holds them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from exercises.content import Text
from quiz.card_id import SLUG

Level = Literal[1, 2, 3, 4]
Slug = Annotated[str, Field(pattern=SLUG, max_length=40)]
Expression = str
"""In the language of `expr`: arithmetic, comparisons, `a if c else b`, parameters and a few functions."""


class Model(BaseModel):
    """Unknown keys and wrong types are faults; a loaded question never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Option(Model):
    """One choice. A wrong one says in `why` which mistake it is; a right one why it holds."""

    id: Slug
    text: Text
    right: bool = False
    why: Text
    misconception: Slug | None = None
    """The id of the question's misconception that this option stands for."""


class KeyPoint(Model):
    """One thing a complete answer contains; the learner ticks it off."""

    id: Slug
    text: Text


class Misconception(Model):
    """A claim that many texts make, and why it is false (or who disputes it: `contested`)."""

    id: Slug
    claim: Text
    why: Text
    contested: bool = False


class Slip(Model):
    """A wrong value that people really reach, and how they got there."""

    value: Expression
    why: Text


class Pair(Model):
    """A left side and its one right side."""

    id: Slug
    left: Text = Text()
    right: Text


class Step(Model):
    """One item to put in order; `after` names the steps that must come before it."""

    id: Slug
    text: Text
    after: tuple[Slug, ...] = ()


class WrongLine(Model):
    """A line that people write into the hole, and what is wrong with it."""

    code: str
    why: Text


class ShapeSlip(Model):
    """A wrong shape that people really answer."""

    value: tuple[Expression, ...]
    why: Text


class OutputSlip(Model):
    """A wrong output that people really expect."""

    value: str
    why: Text


class Gap(Model):
    """One gap of a cloze: every accepted spelling."""

    accept: tuple[str, ...] = Field(min_length=1)


class LineArgument(Model):
    """An array that `forward` takes, drawn anew each time. Sizes are names (`N`) or numbers."""

    name: str
    shape: tuple[str, ...]
    draw: Literal["normal", "positive", "unit", "mask", "onehot"] = "normal"


class Parameter(Model):
    """A drawn number: one of `values`. With `labels` the prompt shows words for it: `same padding` for 1."""

    values: tuple[int | float, ...] = Field(min_length=2)
    labels: tuple[Text, ...] = ()
    """One for each value, or none at all. Code shows the number all the same."""


class _Drill(Model):
    id: Slug
    level: Level
    prompt: Text
    explain: Text
    """Why the right answer is right, shown after every answer."""
    code: str = ""
    """Shown under the prompt as Python. May hold `{parameters}` only in parametrised kinds."""


class Single(_Drill):
    """Exactly one right option."""

    kind: Literal["single"]
    options: tuple[Option, ...] = Field(min_length=3, max_length=6)


class Multiple(_Drill):
    """Any number of right options; scored by (right − wrong) / all right, not below 0."""

    kind: Literal["multiple"]
    options: tuple[Option, ...] = Field(min_length=3, max_length=6)


class Truth(_Drill):
    """True or false, then why: the point needs both, one of them is half."""

    kind: Literal["truth"]
    answer: bool
    reasons: tuple[Option, ...] = Field(min_length=2, max_length=5)


class Numeric(_Drill):
    """A number; with `parameters` a drawn one. `answer`, `where` and `slips` are expressions over them."""

    kind: Literal["numeric", "parametric"]
    parameters: dict[str, Parameter] = {}
    where: tuple[Expression, ...] = ()
    answer: Expression
    relative: float = 0.0
    absolute: float = 0.0
    """Accepted when within `relative`·|answer| or `absolute`; both 0 means exactly."""
    unit: Text = Text()
    slips: tuple[Slip, ...] = ()


class ShapeDrill(_Drill):
    """A shape, typed as `(8, 16, 14, 14)`; every entry is an expression."""

    kind: Literal["shape"]
    parameters: dict[str, Parameter] = {}
    where: tuple[Expression, ...] = ()
    answer: tuple[Expression, ...] = Field(min_length=1)
    slips: tuple[ShapeSlip, ...] = ()


class Term(_Drill):
    """A short term; `accept` lists every spelling in both languages (case, width, hyphens are ignored)."""

    kind: Literal["term"]
    accept: tuple[str, ...] = Field(min_length=1)


class Ordering(_Drill):
    """Steps to put in order; every order that respects `after` is right."""

    kind: Literal["ordering"]
    steps: tuple[Step, ...] = Field(min_length=3, max_length=7)


class Matching(_Drill):
    """Left sides to join with right sides; `extra` are right sides that belong to none."""

    kind: Literal["matching"]
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=5)
    extra: tuple[Pair, ...] = ()
    """Only `id` and `right` are shown; `left` stays empty."""


class Cloze(_Drill):
    """A text with gaps `[1]`, `[2]` … in its prompt, a term for each."""

    kind: Literal["cloze"]
    gaps: tuple[Gap, ...] = Field(min_length=1, max_length=4)


class Output(_Drill):
    """What does `code` print? `answer` is its stored output, compared as a Python literal, else as text."""

    kind: Literal["output"]
    answer: str
    slips: tuple[OutputSlip, ...] = ()


class Bug(_Drill):
    """Which line of `code` is wrong (counted from 1), and why. `fix` replaces it; `test` proves both."""

    kind: Literal["bug"]
    line: int = Field(ge=1)
    fix: str
    test: str
    """Python after the code: raises AssertionError with the bug, passes with the fix."""
    reasons: tuple[Option, ...] = Field(min_length=2, max_length=5)


class Line(_Drill):
    """Write one line of backward: `code` has the hole `____`; the gradient of `target` decides.

    `forward` is the body of a function of `args` that returns one array or a number; it must be complex-safe.
    The frame sees the args, `np` and, where `upstream` is true, `dy` (the gradient of what forward returns).
    """

    kind: Literal["line"]
    args: tuple[LineArgument, ...] = Field(min_length=1)
    forward: str
    target: str
    """The argument whose gradient the frame leaves in the variable `d<target>`."""
    upstream: bool = True
    right: tuple[str, ...] = Field(min_length=1)
    wrong: tuple[WrongLine, ...] = Field(min_length=1)


Drill = Annotated[
    Single | Multiple | Truth | Numeric | ShapeDrill | Term | Ordering | Matching | Cloze | Output | Bug | Line,
    Field(discriminator="kind"),
]


class Question(Model):
    """One interview question, as asked, as answered, and as drilled."""

    schema_: Literal[1] = Field(alias="schema")
    title: Text
    level: Level
    sources: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    prompt: Text
    follow_ups: tuple[Text, ...] = Field(min_length=2, max_length=4)
    answer: Text
    key_points: tuple[KeyPoint, ...] = Field(min_length=4, max_length=7)
    misconceptions: tuple[Misconception, ...] = ()
    drills: tuple[Drill, ...] = Field(min_length=2)
    reviewed: str = ""
    """Who checked it against what: a derivation, a computation, a primary source."""

    def drill(self, drill_id: str) -> Any:
        """The drill with this id. Raises KeyError where there is none."""
        for drill in self.drills:
            if drill.id == drill_id:
                return drill
        raise KeyError(drill_id)
