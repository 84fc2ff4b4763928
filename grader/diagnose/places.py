"""Patterns of place: the right numbers under another name, in another order, or summed over other axes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, permutations

import numpy as np

from exercises.content import Text
from grader.diagnose import clue, shares
from grader.diagnose.axes import SPACE
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import Evidence, Seen, Tensor, same
from grader.diagnose.paths import PARTS, Kept, Part
from grader.draws import Draw
from grader.numgrad import Array


def find(evidence: Evidence, tensors: Sequence[Tensor]) -> list[Clue]:
    """Transposed, summed otherwise, exchanged; one explanation for each tensor at most."""
    found: dict[str, Clue] = {}
    for tensor in tensors:
        for seek in (_transposed, _not_summed, _wrong_axis, _bordered, _unfilled):
            said = seek(evidence, tensor) if tensor.enough else None
            if said is not None:
                found[tensor.name] = said
                break
    rest = [tensor for tensor in tensors if tensor.name not in found and tensor.enough]
    return [*_exchanged(evidence, rest), *found.values()]


def _exchanged(evidence: Evidence, tensors: Sequence[Tensor]) -> Iterator[Clue]:
    """Gradients under another's name: `order` where they are the same ones, `another-gradient` where one is missing."""
    taken = {tensor.name: other for tensor in tensors if (other := _other(evidence, tensor)) is not None}
    returned = {name for name in taken if name in taken.values()}
    cycle = {name for name in returned if taken[name] in returned}
    for tensor in tensors:
        other = taken.get(tensor.name)
        if other is None:
            continue
        shown = Text(f"{tensor.name} holds {other}", f"{tensor.name} 里是 {other}")
        if tensor.name in cycle:
            pairs = [(name, held) for name, held in taken.items() if name in cycle]
            shown = Text(
                ", ".join(f"{name} holds {held}" for name, held in pairs),
                "，".join(f"{name} 里是 {held}" for name, held in pairs),
            )
        yield clue.of(tensor, "order" if tensor.name in cycle else "another-gradient", shown)


def _other(evidence: Evidence, tensor: Tensor) -> str | None:
    """Another output or gradient, or an upstream one, that is this array in every case."""
    for other in evidence.tensors:
        if other is not tensor and tensor.is_everywhere(partial(_beside, other=other)):
            return other.name
    for i, name in enumerate(() if evidence.forward else evidence.solution.layer.receiving):
        if tensor.is_everywhere(partial(_upstream, position=i)):
            return name
    return None


def _beside(seen: Seen, other: Tensor) -> Array:
    return next(s.true for s in other.seen if s.draw is seen.draw)


def _upstream(seen: Seen, position: int) -> Array:
    return _received(seen.draw, position)


def _received(draw: Draw, position: int) -> Array:
    return draw.upstreams[0][position]


def _turned(seen: Seen, order: tuple[int, ...]) -> Array:
    return seen.true.transpose(order)


def _poured(seen: Seen, order: tuple[int, ...]) -> Array:
    return seen.true.transpose(order).reshape(seen.true.shape)


def _transposed(_: Evidence, tensor: Tensor) -> Clue | None:
    """The axes in another order, or the numbers of a transposed array poured into the right shape."""
    for order in permutations(range(len(tensor.axes))):
        if list(order) == sorted(order):
            continue
        axes = ", ".join(tensor.axes[i] for i in order)
        if tensor.is_everywhere(partial(_turned, order=order)):
            right = ", ".join(tensor.axes)
            shown = Text(f"its axes are ({axes}) where they must be ({right})", f"轴的顺序是 ({axes})，应为 ({right})")
            return clue.of(tensor, "transposed", shown)
        if tensor.is_everywhere(partial(_poured, order=order)):
            shown = Text(
                f"the numbers stand in the reading order of ({axes}): reshape does not transpose",
                f"数字按 ({axes}) 的先后顺序排列：reshape 并不等于转置",
            )
            return clue.of(tensor, "transposed", shown)
    return None


def _not_summed(_: Evidence, tensor: Tensor) -> Clue | None:
    """More axes than there should be, and summing those away gives what is right."""
    extra = {seen.yours.ndim - seen.true.ndim for seen in tensor.wrong}
    if len(extra) != 1 or (count := extra.pop()) <= 0:
        return None
    for over in combinations(range(len(tensor.axes) + count), count):
        sums = [(seen, _sum(seen.yours, over)) for seen in tensor.wrong]
        long = any(seen.yours.shape[axis] > 1 for seen, _ in sums for axis in over)
        if long and all(same(total, seen.true) for seen, total in sums):
            said = ", ".join(map(str, over))
            shown = Text(f"its sum over axis {said} is right", f"再沿 axis {said} 求和就对了")
            return clue.of(tensor, "not-summed", shown)
    return None


def _wrong_axis(evidence: Evidence, tensor: Tensor) -> Clue | None:
    """A sum over other axes of something of which it is a sum, as a bias's gradient is."""
    if all(same(seen.yours.reshape(-1), seen.true.reshape(-1)) for seen in tensor.wrong):
        return None  # the sum is right, and only its shape is not
    for source in () if evidence.forward else _sources(evidence, tensor):
        axes = source.axes
        right = tuple(k for k, axis in enumerate(axes) if axis not in tensor.axes)
        for over in _subsets(len(axes)):
            yours = over != right and all(source.gives(seen, over, seen.yours) for seen in tensor.wrong)
            if yours and all(source.gives(seen, right, seen.true) for seen in tensor.wrong):
                mine, wanted = (", ".join(axes[k] for k in group) for group in (over, right))
                shown = Text(
                    f"it is {source.en} summed over {mine} instead of {wanted}",
                    f"它是{source.zh}对 {mine} 的和，应当对 {wanted} 求和",
                )
                return clue.of(tensor, "wrong-axis", shown)
    return None


@dataclass(frozen=True)
class _Source:
    """What a tensor may be a sum of, with the names of its axes."""

    axes: tuple[str, ...]
    en: str
    zh: str
    array: Callable[[Draw], Array | None]

    def gives(self, seen: Seen, over: tuple[int, ...], wanted: Array) -> bool:
        """Whether a sum over these axes is this array, as it is, without axes of size 1, or spread over its shape."""
        array = self.array(seen.draw)
        if array is None or not wanted.size:
            return False
        total = _sum(array, over)
        if total.size == 1:
            total = np.broadcast_to(total.reshape(()), wanted.shape)
        return np.squeeze(total).shape == np.squeeze(wanted).shape and same(total.reshape(-1), wanted.reshape(-1))


def _sources(evidence: Evidence, tensor: Tensor) -> Iterator[_Source]:
    """The upstream gradients and, where a shape is wrong, the terms of every sample, or what arrives at every step."""
    for i, axes in enumerate(evidence.upstream_axes):
        yield _Source(axes, "the upstream gradient", "上游梯度", partial(_received, position=i))
    if all(seen.yours.shape == seen.true.shape for seen in tensor.wrong):
        return
    for axes in evidence.upstream_axes[:1]:
        for k, axis in enumerate(axes):
            if axis not in tensor.axes:
                terms = partial(_terms_along, evidence=evidence, position=tensor.position, axis=k)
                yield _Source((axis, *tensor.axes), f"one term for every {axis}", f"沿 {axis} 的各项", Kept(terms))
    names = shares.axes_of_arriving(evidence)
    if names:
        yield _Source(names, "what arrives at every step", "各步传回的梯度", partial(_arriving, evidence=evidence))


def _arriving(draw: Draw, evidence: Evidence) -> Array | None:
    found = shares.arriving(draw, evidence)
    return None if found is None else found[1]


def _terms_along(draw: Draw, evidence: Evidence, position: int, axis: int) -> Array | None:
    """What each index of an axis of the upstream gradient adds to this gradient, on a first axis of its own."""
    first, *others = draw.upstreams[0]
    rest = tuple(map(np.zeros_like, others))
    found = []
    for k in range(first.shape[axis]):
        only = np.zeros_like(first)
        here = (slice(None),) * axis + (k,)
        only[here] = first[here]
        gradients = evidence.solution.pulled(draw, (only, *rest))
        if gradients is None:
            return None
        found.append(gradients[position])
    return np.stack(found)


def _subsets(count: int) -> Iterator[tuple[int, ...]]:
    for size in range(1, count + 1):
        yield from combinations(range(count), size)


def _unfilled(_: Evidence, tensor: Tensor) -> Clue | None:
    """Right in the first or last of some index, or in all others, and 0 in the rest: a loop that ends too early."""
    for k, axis in enumerate(tensor.axes):
        for part in PARTS:
            if tensor.is_everywhere(partial(_kept, part=part, axis=k)):
                at_border = tensor.axes[-2:] in SPACE and axis in tensor.axes[-2:] and not part.one
                shown = Text(
                    f"{part.en} along {axis} is filled in, the rest is 0", f"沿 {axis} 只填了{part.zh}，其余为 0"
                )
                return clue.of(tensor, "borders" if at_border else "missing-term", shown)
    return None


def _kept(seen: Seen, part: Part, axis: int) -> Array:
    return part.keep(seen.true, (axis,))


def _bordered(_: Evidence, tensor: Tensor) -> Clue | None:
    """The right array with a border around it, as padding that was not cut off, or without its own."""
    sizes = [(seen, seen.yours.shape, seen.true.shape) for seen in tensor.wrong]
    if any(len(mine) != len(right) or mine == right for _, mine, right in sizes):
        return None
    wider = all(m >= r for _, mine, right in sizes for m, r in zip(mine, right, strict=True))
    pairs = [(s.yours, s.true) if wider else (s.true, s.yours) for s in tensor.wrong]
    if not all(_within(outer, inner) for outer, inner in pairs):
        return None
    shown = Text("right inside a border that must be cut off", "里面是对的，外面多了一圈没有裁掉的边")
    if not wider:
        shown = Text("right as far as it goes, with its border cut off", "里面是对的，但四周被多裁了一圈")
    return clue.of(tensor, "borders", shown)


def _within(outer: Array, inner: Array) -> bool:
    """Whether one array is the middle of another that is as much larger on either side."""
    wide = [o - i for o, i in zip(outer.shape, inner.shape, strict=True)]
    if not inner.size or min(wide) < 0 or any(w % 2 for w in wide):
        return False
    middle = tuple(slice(w // 2, w // 2 + i) for w, i in zip(wide, inner.shape, strict=True))
    return same(outer[middle], inner)


def _sum(array: Array, over: tuple[int, ...]) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(array.sum(axis=over))
