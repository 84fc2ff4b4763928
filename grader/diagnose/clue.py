"""What a pattern found, before it is put into a sentence.

Owns the grouping of tensors that show the same thing. Refuses to look at arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from exercises.content import Text
from grader.diagnose.evidence import Seen, Tensor


@dataclass(frozen=True)
class Clue:
    """One pattern in one tensor, or in several at once."""

    name: str
    """`factor`, `sign` …; the finding's id is `pattern:<name>`."""
    tensors: tuple[str, ...]
    shown: Text
    """What is to be seen in the arrays, as a clause."""
    seen: Seen | None = None
    """The case that serves as the example."""
    facts: dict[str, Any] = field(default_factory=dict, compare=False)


def of(tensor: Tensor, name: str, shown: Text, facts: dict[str, Any] | None = None) -> Clue:
    """A clue in one tensor that is wrong in some case."""
    return Clue(name, (tensor.name,), shown, tensor.example, facts or {})


def grouped(clues: Iterable[Clue]) -> list[Clue]:
    """Clues that say the same of several tensors as one, in the order of the first of each."""
    groups: dict[tuple[str, Text], list[Clue]] = {}
    for clue in clues:
        groups.setdefault((clue.name, clue.shown), []).append(clue)
    return [_joined(group) for group in groups.values()]


def _joined(group: Sequence[Clue]) -> Clue:
    first = group[0]
    names = dict.fromkeys(name for clue in group for name in clue.tensors)
    return Clue(first.name, tuple(names), first.shown, first.seen, first.facts)
