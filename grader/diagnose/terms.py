"""Patterns of what is missing: the solution is run with one path shut, and gives just what the learner has.

Owns which paths are tried: the upstream gradient as ones, in part or without its negative numbers; an argument as
zero, in part, reshaped or with its blocks exchanged; a shared weight without some of its steps. A path is named only
where the solution without it gives the learner's array in every case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations, pairwise
from math import prod

import numpy as np

from exercises.content import Text
from grader.diagnose import shares
from grader.diagnose.axes import SPACE, block_name, blocks, cut
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import Evidence, Tensor
from grader.diagnose.paths import ALONE, PARTS, Kept, Path, matched
from grader.diagnose.solution import Arrays
from grader.draws import Draw
from grader.numgrad import Array

OPEN = 60.0
"""Added to a gate's input it makes a sigmoid or a tanh 1 to the last digit; taken away, 0 and -1."""


def find(evidence: Evidence, tensors: Sequence[Tensor]) -> list[Clue]:
    """The first path for each tensor that gives the learner's array in every case."""
    return matched(_paths(evidence), [tensor for tensor in tensors if tensor.enough and _shaped(tensor)])


def _shaped(tensor: Tensor) -> bool:
    return all(seen.yours.shape == seen.true.shape for seen in tensor.wrong)


def _paths(evidence: Evidence) -> Iterator[Path]:
    if evidence.forward:
        yield from _arguments(evidence, evidence.solution.outputs)
        yield from _cut_arguments(evidence, evidence.solution.outputs)
        yield from _scaled_arguments(evidence)
        yield from _blocks_exchanged(evidence)
        yield from _gates(evidence)
    else:
        yield from _averaged(evidence)
        yield from _upstreams(evidence)
        yield from _arguments(evidence, evidence.solution.gradients)
        yield from _cut_arguments(evidence, evidence.solution.gradients)
        yield from _steps(evidence)


def _upstreams(evidence: Evidence) -> Iterator[Path]:
    """The upstream gradient as ones, without its negative entries, or without some of its indices."""
    solution = evidence.solution

    def changed(draw: Draw, change: Callable[[Array], Array]) -> Arrays:
        return solution.pulled(draw, tuple(change(array) for array in draw.upstreams[0]))

    yield Path(
        "ones-upstream",
        Text("yours is what an upstream gradient of all ones would give", "你的结果相当于上游梯度全为 1"),
        partial(changed, change=np.ones_like),
    )
    yield Path(
        "missing-term",
        Text(
            "yours is what remains when the negative entries of the upstream gradient are 0",
            "你的结果相当于把上游梯度中的负数都当成 0",
        ),
        partial(changed, change=_positive),
    )
    for axes in evidence.upstream_axes[:1]:
        for group in _groups(evidence, axes):
            positions = tuple(axes.index(name) for name in group)
            alone = {part.index: Kept(partial(changed, change=partial(part.keep, axes=positions))) for part in ALONE}
            for part in PARTS:
                if part.one or len(group) == 1:
                    shown = part.of("the upstream gradient", "上游梯度", group)
                    run = alone[part.index] if part.one else partial(_without, evidence, alone[part.index])
                    yield Path("missing-term", shown, run)


def _averaged(evidence: Evidence) -> Iterator[Path]:
    """Each entry divided by how many positions it is used at, where that is not the same for all."""
    names = dict.fromkeys(axis for tensor in evidence.wrong for axis in evidence.summed(tensor))
    for count in range(len(names) + 1):
        for kept in combinations(names, count):
            shown = Text(
                "each entry is the true one divided by the number of places it is used in",
                "每个元素都等于正确值除以它被用到的次数",
            )
            yield Path("mean-for-sum", shown, partial(_divided, evidence=evidence, kept=kept))


def _divided(draw: Draw, evidence: Evidence, kept: Sequence[str]) -> Arrays:
    """The truth over its number of terms, of which those along `kept` are no reason to divide."""
    truth, sizes = evidence.solution.truth(draw, "gradient"), evidence.sizes_in(draw)
    counts = evidence.solution.terms(draw)
    if truth is None or counts is None:
        return None
    size = prod(sizes[name] for name in kept)
    return tuple(t / np.maximum(c / size, 1.0) for t, c in zip(truth, counts, strict=True))


def _without(evidence: Evidence, only: Callable[[Draw], Arrays], draw: Draw) -> Arrays:
    """What is left of the truth: a backward is linear in the upstream gradient."""
    truth, taken = evidence.solution.truth(draw, "gradient"), only(draw)
    return None if truth is None or taken is None else tuple(t - o for t, o in zip(truth, taken, strict=True))


def _arguments(evidence: Evidence, run: Callable[..., Arrays]) -> Iterator[Path]:
    """An argument that is left out, or reshaped where it should be transposed."""
    for argument in evidence.solution.layer.forward.args:
        if not argument.differentiate:
            continue
        name = argument.name
        yield Path(
            "missing-term",
            Text(f"yours is what remains when {name} is 0", f"你的结果相当于把 {name} 当成 0"),
            partial(_changed, run=run, name=name, change=np.zeros_like),
        )
        if len(argument.shape) == 2:
            shown = Text(
                f"yours is what a reshape of {name} gives where it must be transposed",
                f"你的结果相当于对 {name} 做了 reshape，而不是转置",
            )
            yield Path("transposed", shown, partial(_changed, run=run, name=name, change=_reshaped))


def _cut_arguments(evidence: Evidence, run: Callable[..., Arrays]) -> Iterator[Path]:
    """Only some indices of an axis of an argument that is summed over, and that no upstream gradient has."""
    taken = {axis for axes in evidence.upstream_axes for axis in axes} | {shares.STEPS}
    for argument in evidence.solution.layer.forward.args:
        for k, axis in enumerate(argument.shape):
            if axis not in taken and blocks(axis) == 1 and argument.differentiate:
                taken.add(axis)
                for part in PARTS:
                    change = partial(part.keep, axes=(k,))
                    yield Path(
                        "missing-term",
                        part.of(argument.name, argument.name, (axis,)),
                        partial(_changed, run=run, name=argument.name, change=change),
                    )


def _scaled_arguments(evidence: Evidence) -> Iterator[Path]:
    """An argument multiplied with a size or divided by one: a mean of products, a bias added too often."""
    summed = {axis for tensor in evidence.wrong for axis in evidence.summed(tensor)}
    for argument in evidence.solution.layer.forward.args:
        if not argument.differentiate:
            continue
        name = argument.name
        own = [axis for axis in argument.shape if axis in summed]
        groups = (group for count in range(2, len(own) + 1) for group in combinations(own, count))
        for axes in (*((axis,) for axis in evidence.wrong[0].seen[0].sizes), *groups):
            size = "·".join(axes)
            over = f"({size})" if len(axes) > 1 else size
            yield Path(
                "mean-for-sum" if set(axes) <= summed.intersection(argument.shape) else "factor",
                Text(
                    f"yours is what {name}/{over} in the place of {name} gives",
                    f"你的结果相当于用 {name}/{over} 代替了 {name}",
                ),
                partial(_sized, evidence=evidence, name=name, axes=axes, power=-1),
            )
            yield Path(
                "factor",
                Text(
                    f"yours is what {size}·{name} in the place of {name} gives",
                    f"你的结果相当于用 {size}·{name} 代替了 {name}",
                ),
                partial(_sized, evidence=evidence, name=name, axes=axes, power=1),
            )
        for factor, shown in ((-1.0, f"-{name}"), (2.0, f"2·{name}"), (0.5, f"{name}/2")):
            yield Path(
                "sign" if factor < 0 else "factor",
                Text(f"yours is what {shown} in the place of {name} gives", f"你的结果相当于用 {shown} 代替了 {name}"),
                partial(_changed, run=evidence.solution.outputs, name=name, change=partial(np.multiply, factor)),
            )


def _blocks_exchanged(evidence: Evidence) -> Iterator[Path]:
    """Two blocks of every argument with such an axis in each other's place, or the blocks interleaved."""
    args = [a for a in evidence.solution.layer.forward.args if a.shape and blocks(a.shape[-1]) > 1]
    count = max((blocks(a.shape[-1]) for a in args), default=1)

    def reordered(draw: Draw, change: Callable[[Array], Array]) -> Arrays:
        return evidence.solution.outputs(draw, **{a.name: change(draw.case.args[a.name]) for a in args})

    for one, two in combinations(range(count), 2):
        a, b = block_name(one, count), block_name(two, count)
        shown = Text(f"yours is what exchanging the blocks {a} and {b} gives", f"你的结果相当于把 {a}、{b} 两块互换了")
        yield Path("block", shown, partial(reordered, change=partial(_exchanged, one=one, two=two, count=count)))
    if count > 1:
        shown = Text(
            f"yours is what taking every {count}th column as a block gives",
            f"你的结果相当于每 {count} 列取一列作为一块",
        )
        yield Path("block", shown, partial(reordered, change=partial(_interleaved, count=count)))


def _gates(evidence: Evidence) -> Iterator[Path]:
    """A block of the bias so large or so negative that its gate is 1 or 0: a factor left out, or a term."""
    biases = [a for a in evidence.solution.layer.forward.args if len(a.shape) == 1 and blocks(a.shape[0]) > 1]
    for bias in biases:
        count = blocks(bias.shape[0])
        for number in range(count):
            gate = block_name(number, count)
            for move, en, zh, name in ((OPEN, "large", "大", "block"), (-OPEN, "negative", "负", "missing-term")):
                shown = Text(
                    f"yours is what remains when the input of gate {gate} is very {en}, so that it is fixed",
                    f"你的结果相当于门 {gate} 的输入是很{zh}的数，门的值固定不变",
                )
                change = partial(_moved, number=number, count=count, move=move)
                run = evidence.solution.outputs
                yield Path(name, shown, partial(_changed, run=run, name=bias.name, change=change))


def _steps(evidence: Evidence) -> Iterator[Path]:
    """Some steps of weights that all steps share."""
    for part in PARTS:
        yield Path("missing-term", part.of_steps(), partial(shares.partial_sums, evidence=evidence, part=part))


def _groups(evidence: Evidence, axes: Sequence[str]) -> list[tuple[str, ...]]:
    """Sizes of which a loop may keep one part: each alone, rows with columns, and all that a tensor is summed over."""
    singles = [(axis,) for axis in axes]
    summed = [tuple(axis for axis in axes if axis in evidence.summed(tensor)) for tensor in evidence.wrong]
    return [
        group for group in dict.fromkeys([*singles, *SPACE.intersection(pairwise(axes)), *summed, tuple(axes)]) if group
    ]


def _changed(draw: Draw, run: Callable[..., Arrays], name: str, change: Callable[[Array], Array]) -> Arrays:
    return run(draw, **{name: change(draw.case.args[name])})


def _sized(draw: Draw, evidence: Evidence, name: str, axes: Sequence[str], power: int) -> Arrays:
    sizes = evidence.sizes_in(draw)
    size = prod(sizes[axis] for axis in axes)
    if size <= 0:
        return None
    return evidence.solution.outputs(draw, **{name: draw.case.args[name] * float(size) ** power})


def _positive(array: Array) -> Array:
    return np.asarray(np.maximum(array, 0.0))


def _reshaped(array: Array) -> Array:
    return np.ascontiguousarray(array.reshape(array.shape[::-1]).T)


def _exchanged(array: Array, one: int, two: int, count: int) -> Array:
    order = list(range(count))
    order[one], order[two] = two, one
    return cut(array, count)[..., order, :].reshape(array.shape)


def _interleaved(array: Array, count: int) -> Array:
    size = array.shape[-1] // count
    return np.moveaxis(array.reshape(*array.shape[:-1], size, count), -1, -2).reshape(array.shape)


def _moved(array: Array, number: int, count: int, move: float) -> Array:
    moved = cut(array, count).copy()
    moved[..., number, :] += move
    return moved.reshape(array.shape)
