"""What checkers are compared on: three exercises at two sizes, and right gradients made wrong by a known amount."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from exercises.catalog import Argument, Case, Catalog, Exercise, Function, Output
from exercises.content import Text
from grader.drawing import draw
from grader.draws import Draw

Backward = Callable[..., Any]
IM2COL = Path(__file__).parent.parent / "grader" / "submissions" / "conv2d" / "im2col.py"
SIZES = {
    "full": {
        "dense": ((16, 64), (64, 32), (32,)),
        "conv2d": ((2, 3, 8, 8), (4, 3, 3, 3), (4,)),
        "lstm": ((2, 6, 5), (2, 6), (2, 6), (5, 24), (6, 24), (24,)),
    },
    "small": {
        "dense": ((4, 6), (6, 5), (5,)),
        "conv2d": ((1, 2, 4, 4), (2, 2, 3, 3), (2,)),
        "lstm": ((2, 3, 2), (2, 2), (2, 2), (2, 8), (2, 8), (8,)),
    },
}
EXERCISES = {"dense": "layers/dense", "conv2d": "cnn/conv2d", "lstm": "sequence/lstm"}


@dataclass(frozen=True)
class Work:
    """One forward and backward, as a learner writes them, on one set of arguments."""

    name: str
    forward: Callable[..., Any]
    backward: Backward
    args: dict[str, Any]
    exercise: Exercise
    source: str = ""
    """Where both functions come from a file, for the stages that run one."""

    def drawn(self, salt: str) -> Draw:
        """What the grader prepares for one case."""
        return draw(self.exercise, Case(self.name, self.args), salt)

    def with_backward(self, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Work:
        """The same with its gradients changed."""
        return replace(self, backward=lambda *args: change(gradients(self.backward(*args))))


def gradients(raw: Any) -> tuple[Any, ...]:
    """One gradient may come bare."""
    return raw if isinstance(raw, tuple) else (raw,)


def work(name: str, size: str, seed: int) -> Work:
    """An exercise's own solution (for conv2d a vectorised submission) on random arrays."""
    rng = np.random.default_rng(seed)
    exercise = Catalog().get(EXERCISES[name])
    values = [rng.standard_normal(shape) / (2.0 if name == "lstm" else 1.0) for shape in SIZES[size][name]]
    if name == "conv2d":
        values += [1, 1]
    names = [argument.name for argument in exercise.role("forward").args]
    source = IM2COL.read_text(encoding="utf-8") if name == "conv2d" else exercise.solution
    return written(exercise, source, dict(zip(names, values, strict=True)))


def loops() -> Work:
    """conv2d by the exercise's solution, which visits one output position after the other."""
    fast = work("conv2d", "full", 0)
    return replace(written(fast.exercise, fast.exercise.solution, fast.args), name="conv2d, loops")


def written(exercise: Exercise, source: str, args: dict[str, Any]) -> Work:
    """A submission's source as functions of this process."""
    space: dict[str, Any] = {}
    exec(source, space)
    forward, backward = (space[exercise.role(role).name] for role in ("forward", "backward"))
    return Work(exercise.slug, forward, backward, args, exercise, source)


def own(name: str, forward: Callable[..., Any], backward: Backward, args: dict[str, Any]) -> Work:
    """A complex-safe forward that is no exercise: it is its own reference."""
    arguments = tuple(Argument(n, differentiate=np.asarray(v).dtype.kind == "f") for n, v in args.items())
    made_up = _MadeUp(
        *(1, Text(name, name), Text("", ""), 1, "layer"),
        functions=(Function("forward", "forward", arguments, (Output("y"),)),),
        hints=(),
        forward=lambda **values: forward(**values)[0],
    )
    return Work(name, forward, backward, args, made_up)


@dataclass(frozen=True)
class _MadeUp(Exercise):
    forward: Callable[..., Any] | None = None

    @property
    def reference(self) -> Any:
        """In place of a file; loops over directions, since nobody made this forward stackable."""
        return SimpleNamespace(forward=self.forward, STACKABLE=False)


def off_everywhere(right: Work, by: float) -> Work:
    """The whole gradient too large by this relative error."""
    return right.with_backward(lambda found: tuple(g * (1 + by) for g in found))


def off_in_one(right: Work, by: float, seed: int) -> Work:
    """One entry of one gradient, any of them alike."""
    pick = np.random.default_rng(seed).random()

    def change(found: tuple[Any, ...]) -> tuple[Any, ...]:
        place = int(pick * sum(g.size for g in found))
        changed = [np.array(g) for g in found]
        for g in changed:
            if 0 <= place < g.size:
                g.flat[place] *= 1 + by
            place -= g.size
        return tuple(changed)

    return right.with_backward(change)
