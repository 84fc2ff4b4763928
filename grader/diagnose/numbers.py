"""Patterns of floating point: single or half precision, overflow, an epsilon.

Rounding and overflow inside the learner's code follow no formula of ours. They are known by what that code gives for
inputs that are a little different, or much smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import combinations
from typing import Any

import numpy as np

from exercises.content import Text
from grader.diagnose import clue
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import EQUAL, Evidence, Seen, Tensor, distance
from grader.diagnose.paths import result_of
from grader.diagnose.solution import Arrays
from grader.diagnose.subject import Both, Subject
from grader.diagnose.words import listed
from grader.draws import Draw, stream
from grader.numgrad import Array

SMALL = 2e-2
"""Rounding to half precision and an epsilon change a result by less than this; a wrong formula by more."""
TINY = 2.0**-20
"""How much smaller the numbers are on which what overflows elsewhere must be right."""
NEAR, FAR = 1e-3, 1e-2
"""Moves of the inputs: in units of the error, much less than the steps of a grid; relative, more than any of them."""
GRID = (1e-9, 2e-3)
"""Errors between which rounding is told from a smooth error, which hardly changes by such moves."""
KINDS: tuple[tuple[type[np.floating[Any]], str, str], ...] = (
    (np.float16, "half precision (float16)", "半精度（float16）"),
    (np.float32, "single precision (float32)", "单精度（float32）"),
)

Moved = Callable[[Draw, float], Both | None]


def find(evidence: Evidence, tensors: Sequence[Tensor]) -> list[Clue]:
    """At most one of the three for each tensor, and overflow beside a precision."""
    found: list[Clue] = []
    rounded = cache(partial(_rounded, evidence))  # for all tensors
    for tensor in tensors:
        if any(seen.yours.shape != seen.true.shape for seen in tensor.wrong):
            continue
        said = [_overflow(tensor), _precision(evidence, tensor, rounded) or _epsilon(evidence, tensor)]
        found += [one for one in said if one is not None]
    return found


def _overflow(tensor: Tensor) -> Clue | None:
    """Not finite where the numbers are largest, finite and right where they are not."""
    bad = [seen for seen in tensor.wrong if not np.all(np.isfinite(seen.yours))]
    good = [seen for seen in tensor.seen if np.all(np.isfinite(seen.yours))]
    if not bad or not good or any(not seen.right and distance(seen.yours, seen.true) > SMALL for seen in good):
        return None
    if min(map(_size, bad)) <= max(map(_size, good)):
        return None
    name = bad[0].draw.case.name
    shown = Text(
        f"it is nan or infinite where the numbers are large (case {name}), and finite elsewhere",
        f"数值很大时（用例 {name}）出现 nan 或无穷大，其余用例是有限值",
    )
    return Clue("overflow", (tensor.name,), shown, bad[0])


def _size(seen: Seen) -> float:
    """The largest number that goes in or should come out."""
    args = [a for a in seen.draw.case.args.values() if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    return max(float(np.max(np.abs(a), initial=0.0)) for a in (*args, *seen.draw.right))


def _precision(evidence: Evidence, tensor: Tensor, rounded: Callable[..., Arrays]) -> Clue | None:
    """The results are numbers of a lower precision, or those of inputs that were rounded to one."""
    wrong = [seen for seen in tensor.wrong if np.all(np.isfinite(seen.yours))]
    if not wrong or any(distance(seen.yours, seen.true) > SMALL for seen in wrong):
        return None
    for kind, en, zh in KINDS:
        if sum(s.yours.size for s in wrong) >= 8 and all(_representable(s.yours, kind) for s in wrong):
            shown = Text(f"the results are numbers of {en}", f"结果都是{zh}的数")
            return clue.of(tensor, "float32", shown)
        for names in _roundings(evidence):
            if all(s.equals(result_of(s, partial(rounded, names=names, kind=kind), tensor.position)) for s in wrong):
                shown = Text(
                    f"yours is right for {listed(names)} rounded to {en}",
                    f"把 {'、'.join(names)} 舍入到{zh}，就得到你的结果",
                )
                return clue.of(tensor, "float32", shown)
    return None


def _representable(array: Array, kind: type[np.floating[Any]]) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.all(array.astype(kind).astype(np.float64) == array.astype(np.float64)))


def _roundings(evidence: Evidence) -> Iterator[tuple[str, ...]]:
    """One of the arguments and the upstream gradient, or all."""
    layer = evidence.solution.layer
    upstream = () if evidence.forward else layer.receiving
    names = (*layer.wrt, *upstream)
    yield from combinations(names, 1)
    yield names


def _rounded(evidence: Evidence, draw: Draw, names: tuple[str, ...], kind: type[np.floating[Any]]) -> Arrays:
    """The true results for inputs of which some are rounded."""
    args, solution = draw.case.args, evidence.solution
    with np.errstate(all="ignore"):
        changed = {name: args[name].astype(kind).astype(np.float64) for name in names if name in args}
        if evidence.forward:
            return solution.outputs(draw, **changed)
        upstreams = tuple(
            up.astype(kind).astype(np.float64) if name in names else up
            for name, up in solution.layer.pulling(draw.upstreams[0]).items()
        )
    return solution.gradients(replace(draw, upstreams=(upstreams,)), **changed)


def _epsilon(evidence: Evidence, tensor: Tensor) -> Clue | None:
    """A small constant: added to every entry, to a size that is divided by, or to an argument."""
    if len(tensor.wrong) < 2 or any(not distance(s.yours, s.true) <= SMALL for s in tensor.wrong if s.true.size > 1):
        return None
    return _added(tensor) or _in_a_divisor(tensor) or (_in_an_argument(evidence, tensor) if evidence.forward else None)


def _added(tensor: Tensor) -> Clue | None:
    values = [float(np.mean(seen.yours - seen.true)) for seen in tensor.wrong]
    value = _same(values)
    if value is None or not tensor.is_everywhere(lambda seen: seen.true + (0.0 if seen.right else value)):
        return None
    shown = Text(f"yours is the true value plus {value:.3g} everywhere", f"你的结果处处是正确值加 {value:.3g}")
    return clue.of(tensor, "epsilon", shown, facts={"epsilon": value})


def _in_a_divisor(tensor: Tensor) -> Clue | None:
    """size / (size + eps) of the true value, with one eps for all sizes."""
    for name in tensor.seen[0].sizes:
        values = [_excess(seen, seen.sizes[name]) for seen in tensor.wrong]
        sizes = {seen.sizes[name] for seen in tensor.wrong}
        if len(sizes) > 1 and (value := _same(values)) is not None:
            shown = Text(
                f"yours is {name}/({name} + {value:.3g}) of the true value everywhere",
                f"你的结果处处是正确值的 {name}/({name} + {value:.3g})",
            )
            return clue.of(tensor, "epsilon", shown, facts={"epsilon": value})
    return None


def _excess(seen: Seen, size: int) -> float:
    """eps, if yours is size / (size + eps) · true; nan if it is not."""
    with np.errstate(all="ignore"):
        ratio = float(np.sum(seen.yours * seen.true) / np.sum(seen.true * seen.true))
    return size * (1 / ratio - 1) if ratio and seen.equals(ratio * seen.true) else np.nan


def _in_an_argument(evidence: Evidence, tensor: Tensor) -> Clue | None:
    """The forward with the same small number added to all of one argument."""
    for name in evidence.solution.layer.wrt:
        value = _same([_shift(evidence, tensor, seen, name) for seen in tensor.wrong])
        if value is not None:
            shown = Text(f"yours is right for {name} + {value:.3g}", f"把 {name} 加上 {value:.3g}，就得到你的结果")
            return clue.of(tensor, "epsilon", shown, facts={"epsilon": value})
    return None


def _shift(evidence: Evidence, tensor: Tensor, seen: Seen, name: str) -> float:
    """The number added to an argument that gives yours, by Newton's method; nan if none does."""
    shift, step = 0.0, 1e-6
    for _ in range(5):
        here, there = (_moved(evidence, tensor, seen, name, shift + move) for move in (0.0, step))
        if here is None or there is None:
            return np.nan
        slope = (there - here) / step
        if not np.any(slope):
            return np.nan
        shift += float(np.sum((seen.yours - here) * slope) / np.sum(slope * slope))
    return shift if seen.equals(_moved(evidence, tensor, seen, name, shift)) else np.nan


def _moved(evidence: Evidence, tensor: Tensor, seen: Seen, name: str, shift: float) -> Array | None:
    return evidence.predicted(tensor, seen.draw, **{name: seen.draw.case.args[name] + shift})


def _same(values: Sequence[float]) -> float | None:
    """The one number that all of these are."""
    first = values[0]
    same = np.isfinite(first) and first != 0.0 and all(abs(v - first) <= 1e3 * EQUAL * abs(first) for v in values)
    return first if same else None


def asked(_: Evidence, tensors: Sequence[Tensor], subject: Subject) -> list[Clue]:
    """Overflow and low precision, as the learner's own code shows them when it is run on other numbers."""
    found = [said for tensor in tensors if (said := _overflow_inside(subject, tensor)) is not None]
    moved = cache(partial(_moved_inputs, subject))  # for all tensors
    on_grid = {t.name: error for t in tensors if (error := _grid_error(t, moved)) is not None}
    for tensor in (tensor for tensor in tensors if tensor.name in on_grid):
        digits = int(-np.log10(max(on_grid.values())))
        shown = Text(
            f"about {digits} digits are right, and the rest jumps when the inputs change a little, as rounding does",
            f"只有约 {digits} 位有效数字是对的；输入稍有变化，其余各位就会跳变，这正是舍入的表现",
        )
        found.append(clue.of(tensor, "float32", shown))
    return found


def _overflow_inside(subject: Subject, tensor: Tensor) -> Clue | None:
    """Not finite, but finite and nearly right for an upstream gradient or for inputs that are much smaller."""
    bad = [seen for seen in tensor.wrong if not np.all(np.isfinite(seen.yours))]
    if len(bad) < 2 or any(distance(s.yours, s.true) > SMALL for s in tensor.wrong if s not in bad):
        return None
    for upstream in (True, False):
        if all(_is_right_smaller(subject, tensor, seen, upstream=upstream) for seen in bad):
            what, what_zh = ("the upstream gradient", "上游梯度") if upstream else ("all arguments", "全部参数")
            shown = Text(
                f"it is nan or infinite, and finite and right when {what} is made a million times smaller",
                f"出现 nan 或无穷大；把{what_zh}缩小到百万分之一，就是有限值，而且是对的",
            )
            return Clue("overflow", (tensor.name,), shown, bad[0])
    return None


def _is_right_smaller(subject: Subject, tensor: Tensor, seen: Seen, *, upstream: bool) -> bool:
    changed = {} if upstream else {name: TINY * seen.draw.case.args[name] for name in subject.differentiated}
    found = subject.both(seen.draw, TINY if upstream else 1.0, **changed)
    if found is None or found[0] is None:
        return False
    yours, true = found[0][tensor.position], found[1][tensor.position]
    return yours.shape == true.shape and distance(yours, true) <= SMALL


def _grid_error(tensor: Tensor, moved: Moved) -> float | None:
    """The largest error, if errors stay while the inputs move by much less and are others when they move by more."""
    errors = [(seen, distance(seen.yours, seen.true)) for seen in tensor.wrong]
    fit = [(seen, error) for seen, error in errors if GRID[0] <= error <= GRID[1] and seen.true.size > 1]
    if len(fit) < max(2, len(errors) / 2) or not all(_jumps(tensor, seen, error, moved) for seen, error in fit[:4]):
        return None
    return max(error for _, error in fit)


def _jumps(tensor: Tensor, seen: Seen, error: float, moved: Moved) -> bool:
    scale = 10.0 ** np.floor(np.log10(error))  # the same for most tensors
    here, near, far = (_off(tensor, moved(seen.draw, move)) for move in (0.0, NEAR * scale, FAR))
    if here is None or near is None or far is None:
        return False
    size = float(np.linalg.norm(here))
    return float(np.linalg.norm(near - here)) <= size / 3 and float(np.linalg.norm(far - here)) >= 2 * size / 3


def _moved_inputs(subject: Subject, draw: Draw, move: float) -> Both | None:
    """What yours and the solution give when every input is changed by up to this share of itself."""
    rng, args = stream("rounding"), draw.case.args
    changed = {name: args[name] * (1 + move * rng.uniform(-1, 1, args[name].shape)) for name in subject.differentiated}
    return subject.both(draw, **changed)


def _off(tensor: Tensor, both: Both | None) -> Array | None:
    if both is None or both[0] is None:
        return None
    yours, true = both[0][tensor.position], both[1][tensor.position]
    return yours - true if yours.shape == true.shape and np.all(np.isfinite(yours)) else None
