"""Ways to go wrong that predict arrays, and the parts of an axis that a loop reaches when it stops too early.

Owns when a way counts as the learner's: where it gives their array in every case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import numpy as np

from exercises.content import Text
from grader.diagnose import clue
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import Seen, Tensor
from grader.diagnose.solution import Arrays
from grader.draws import Draw
from grader.numgrad import Array

Found = TypeVar("Found")


@dataclass(frozen=True)
class Part:
    """The first or last index alone (`one`), or all the others."""

    index: int
    one: bool
    en: str
    zh: str

    def keep(self, array: Array, axes: Sequence[int]) -> Array:
        """The array with everything else as zero."""
        mask = np.zeros(array.shape, bool)
        here = tuple(self.index if axis in axes else slice(None) for axis in range(array.ndim))
        mask[here] = True
        return np.where(mask if self.one else ~mask, array, 0.0)

    def of(self, en: str, zh: str, names: Sequence[str]) -> Text:
        """The clause about a part of something along these sizes."""
        listed, listed_zh = " and ".join(names), "、".join(names)
        return Text(
            f"yours is what remains when {en} keeps {self.en} along {listed}",
            f"你的结果相当于只保留了{zh}沿 {listed_zh} 的{self.zh}",
        )

    def of_steps(self) -> Text:
        """The clause about the steps of a shared weight."""
        return Text(f"yours is the sum over {self.en} of the steps", f"你的结果只是各时间步中{self.zh}的和")


PARTS = (
    Part(-1, True, "only the last", "最后一个"),
    Part(0, True, "only the first", "第一个"),
    Part(0, False, "all but the first", "除第一个之外的部分"),
    Part(-1, False, "all but the last", "除最后一个之外的部分"),
)
ALONE = tuple(part for part in PARTS if part.one)


@dataclass(frozen=True)
class Path:
    """One way to go wrong: what it is called, and what it gives in a case."""

    name: str
    shown: Text
    run: Callable[[Draw], Arrays]


class Kept(Generic[Found]):
    """What is computed once a case."""

    def __init__(self, run: Callable[[Draw], Found]) -> None:
        self._run = run
        self._results: dict[str, Found] = {}

    def __call__(self, draw: Draw) -> Found:
        """The result in this case."""
        if draw.case.name not in self._results:
            self._results[draw.case.name] = self._run(draw)
        return self._results[draw.case.name]


def matched(paths: Iterable[Path], tensors: Sequence[Tensor]) -> list[Clue]:
    """For each tensor the first of these paths that gives the learner's array in every case."""
    rest = {tensor.name: tensor for tensor in tensors}
    found: list[Clue] = []
    for path in paths:
        if not rest:
            break
        run = Kept(path.run)  # for all tensors
        for tensor in [*rest.values()]:
            if tensor.is_everywhere(partial(result_of, run=run, position=tensor.position)):
                found.append(clue.of(tensor, path.name, path.shown))
                del rest[tensor.name]
    return found


def result_of(seen: Seen, run: Callable[[Draw], Arrays], position: int) -> Array | None:
    """One array of what a run gives in this case."""
    results = run(seen.draw)
    return None if results is None else results[position]
