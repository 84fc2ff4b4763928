"""The smallest case on which a submission is wrong, as a value: what the report shows and `repro` writes down.

Owns its JSON. Refuses to find it (`shrink`) and to word it (`whiteboard`). Plain numbers and lists: reports are read
without NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from exercises.catalog import Stage
from exercises.content import Text
from grader.report import Entry

When = Literal["", "after another forward", "second time"]


@dataclass(frozen=True)
class Counterexample:
    """Arguments, upstream and what must come out."""

    stage: Stage
    tensor: str
    """What is wrong: an output, a gradient, an argument that was changed; empty where something was raised."""
    function: str
    """Which function raised; empty where none did."""
    sizes: dict[str, int]
    """By letter, then the whole numbers that are arguments."""
    args: dict[str, Any]
    """Arrays as nested lists."""
    upstreams: dict[str, Any]
    """Empty where no backward is needed to see it."""
    scalars: int
    """How many entries of these arrays are not zero."""
    text: Text
    """The calculation."""
    shapes: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    """The learner's and the right one of that tensor."""
    dtype: str = "float64"
    """Of the learner's."""
    expected: Any = None
    """The whole tensor as it must be."""
    worst: tuple[Entry, ...] = ()
    when: When = ""
    """A fault of memory shows only in a second backward, or after another forward."""
    raised: str = ""
    """Exception and message: the submission's own word."""
    hidden: bool = False
    """Its numbers are those of a hidden case."""

    def to_json(self) -> dict[str, Any]:
        """As part of the report's JSON; the numbers of `worst` may be nan or infinite."""
        return {
            "stage": self.stage,
            "tensor": self.tensor,
            "sizes": self.sizes,
            "args": self.args,
            "upstreams": self.upstreams,
            "scalars": self.scalars,
            "expected": self.expected,
            "worst": [{"index": list(e.index), "yours": e.yours, "expected": e.expected} for e in self.worst],
            "when": self.when,
            "raised": self.raised,
            "hidden": self.hidden,
            "en": self.text.en,
            "zh": self.text.zh,
        }
