"""Patterns of one number: zero, the wrong sign, a mean for a sum, any other factor.

Owns how a factor is called: by a size where it is that size in every case, otherwise as a fraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import isclose, prod

import numpy as np

from exercises.content import Text
from grader.diagnose import clue
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import Evidence, Seen, Tensor

CLOSE = 1e-8
POWERS = ((1.0, "{}"), (-1.0, "1/{}"), (2.0, "{}²"), (-2.0, "1/{}²"), (0.5, "√{}"), (-0.5, "1/√{}"))
LARGEST = 64
"""The largest denominator that is said as a fraction."""


@dataclass(frozen=True)
class Named:
    """A factor that follows the sizes: its name and its value in every wrong case."""

    label: str
    names: tuple[str, ...]
    mean: bool
    """Whether it is one over the number of terms, when the tensor is a sum over these sizes."""


def find(evidence: Evidence, tensors: Sequence[Tensor]) -> list[Clue]:
    """Zero, sign, mean for sum and factor, in each of these tensors."""
    measured = {tensor.name: _ratios(tensor) for tensor in tensors}
    named = {
        tensor.name: _named(evidence, tensor, [abs(r) for r in ratios])
        for tensor in tensors
        if (ratios := measured[tensor.name]) is not None and any(ratios)
    }
    # dx has N rows and is no sum over them; but 1/N in all gradients alike is one mean, not a mean and a factor.
    means = {label.label for label in named.values() if label is not None and label.mean}
    found: list[Clue] = []
    for tensor in tensors:
        ratios = measured[tensor.name]
        if ratios is not None:
            found += _clues(tensor, ratios, named.get(tensor.name), means)
    return found


def _ratios(tensor: Tensor) -> list[float] | None:
    """yours = ratio · true in each wrong case; None where that is not so, or where it is so by chance."""
    ratios = [_ratio(seen) for seen in tensor.wrong]
    known = [ratio for ratio in ratios if ratio is not None]
    return known if tensor.enough and len(known) == len(ratios) else None


def _ratio(seen: Seen) -> float | None:
    if seen.yours.shape != seen.true.shape or not np.any(seen.true):
        return None
    with np.errstate(all="ignore"):
        size = np.max(np.abs(seen.true))
        true, yours = seen.true / size, seen.yours / size
        ratio = float(np.sum(yours * true) / np.sum(true * true))
    if not np.any(seen.yours):
        return 0.0
    return ratio if np.isfinite(ratio) and seen.equals(ratio * seen.true) else None


def _clues(tensor: Tensor, ratios: Sequence[float], label: Named | None, means: set[str]) -> Iterator[Clue]:
    if not any(ratios):
        yield clue.of(tensor, "zero", Text("yours is 0 everywhere", "你的结果处处为 0"))
        return
    if 0.0 in ratios or len({ratio > 0 for ratio in ratios}) > 1:
        return
    sizes = [abs(ratio) for ratio in ratios]
    plain = all(isclose(size, 1.0, rel_tol=CLOSE) for size in sizes)
    if not plain and label is None and not _constant(tensor, sizes):
        return
    if ratios[0] < 0:
        opposite = Text("yours is everywhere of the opposite sign", "你的结果处处与正确值符号相反")
        yield clue.of(tensor, "sign", opposite)
    if not plain:
        yield _sized(tensor, sizes, label, means)


def _sized(tensor: Tensor, sizes: Sequence[float], label: Named | None, means: set[str]) -> Clue:
    example = tensor.example
    value = sizes[tensor.wrong.index(example)]
    if label is None:
        said = fraction(value)
        shown = Text(f"yours is {said} times the true value everywhere", f"你的结果处处是正确值的 {said} 倍")
        return clue.of(tensor, "factor", shown, facts={"ratio": value})
    where = ", ".join(f"{name} = {example.sizes[name]}" for name in label.names)
    times = f"{label.label} = {fraction(value)}"
    shown = Text(
        f"yours is {times} of the true value everywhere ({where})", f"你的结果处处是正确值的 {times}（{where}）"
    )
    if not label.label.startswith("1/"):
        shown = Text(
            f"yours is {times} times the true value everywhere ({where})",
            f"你的结果处处是正确值的 {times} 倍（{where}）",
        )
    name = "mean-for-sum" if label.label in means else "factor"
    facts = {"ratio": value, "factor": label.label, "sizes": {n: example.sizes[n] for n in label.names}}
    return clue.of(tensor, name, shown, facts=facts)


def _constant(tensor: Tensor, sizes: Sequence[float]) -> bool:
    """The same factor in every case; then no case with numbers in it can be right."""
    return all(isclose(size, sizes[0], rel_tol=CLOSE) for size in sizes) and not any(
        np.any(seen.true) for seen in tensor.right
    )


def _named(evidence: Evidence, tensor: Tensor, ratios: Sequence[float]) -> Named | None:
    """The first expression in the sizes that is the factor in every case; the shortest are tried first."""
    cases = [(seen, ratio) for seen, ratio in zip(tensor.wrong, ratios, strict=True)]
    cases += [(seen, 1.0) for seen in tensor.right if np.any(seen.true)]
    if len({round(ratio, 9) for _, ratio in cases}) < 2:
        return None
    for named, power in _expressions(evidence, tensor):
        if all(_follows(seen, named, power, ratio) for seen, ratio in cases):
            return named
    return None


def _follows(seen: Seen, named: Named, power: float, ratio: float) -> bool:
    value = prod(seen.sizes[name] for name in named.names)
    return value > 0 and isclose(value**power, ratio, rel_tol=CLOSE)


def _expressions(evidence: Evidence, tensor: Tensor) -> Iterator[tuple[Named, float]]:
    summed = set(evidence.summed(tensor))
    names = tuple(tensor.seen[0].sizes)
    for count in (1, 2, 3):
        for group in combinations(names, count):
            product = "·".join(group)
            for power, label in POWERS if count == 1 else POWERS[:2]:
                bracketed = f"({product})" if count > 1 and label != "{}" else product
                yield Named(label.format(bracketed), group, power == -1.0 and set(group) <= summed), power


def fraction(value: float) -> str:
    """1/4 where it is one, 0.123457 where not."""
    near = Fraction(value).limit_denominator(LARGEST)
    return str(near) if isclose(float(near), value, rel_tol=CLOSE) else f"{value:.6g}"
