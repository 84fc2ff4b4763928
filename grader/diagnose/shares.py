"""What each step sends to a weight that all steps share, though the forward shows only the sum.

Where an input x (…, D) meets a weight (D, K), x is given one more feature for every row, 1 in that row and 0 elsewhere,
with weights 0. No output changes, and the gradients of those weights are what arrives at every row: da (…, K). A
weight's share of a step follows from da and from what the weight is multiplied with: x, nothing (a bias), or the
states before each step. That the shares add up to the true gradient is checked, and otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grader.diagnose.evidence import Evidence, Tensor, same
from grader.diagnose.paths import Part
from grader.draws import Draw
from grader.numgrad import Array

STEPS = "T"
"""The size that counts steps in every exercise about sequences."""


def partial_sums(draw: Draw, evidence: Evidence, part: Part) -> tuple[Array, ...] | None:
    """Every gradient with only a part of its steps; those that are no sum over steps as they are."""
    truth = evidence.solution.truth(draw, "gradient")
    found = arriving(draw, evidence)
    if truth is None or found is None:
        return None
    x_name, da = found
    return tuple(
        true if (terms := _shares(draw, evidence, tensor, x_name, da)) is None else _kept(terms, part)
        for tensor, true in zip(evidence.tensors, truth, strict=True)
    )


def _kept(terms: Array, part: Part) -> Array:
    return np.asarray(part.keep(terms, (0,)).sum(axis=0))


def axes_of_arriving(evidence: Evidence) -> tuple[str, ...]:
    """The size names of what `arriving` gives; none where no input with steps meets a weight."""
    found = _meeting(evidence)
    return (*evidence.axes_of(found[0])[:-1], evidence.axes_of(found[1])[-1]) if found else ()


def arriving(draw: Draw, evidence: Evidence) -> tuple[str, Array] | None:
    """The first input with a step axis, and da: what arrives where it meets its weight."""
    found = _meeting(evidence)
    if found is None:
        return None
    x_name, w_name = found
    x, w = draw.case.args[x_name], draw.case.args[w_name]
    rows = x[..., 0].size
    marks = np.eye(rows).reshape(*x.shape[:-1], rows)
    longer = {x_name: np.concatenate([x, marks], -1), w_name: np.concatenate([w, np.zeros((rows, w.shape[1]))])}
    gradients = evidence.solution.gradients(draw, **longer)
    if gradients is None:
        return None
    found_rows = gradients[evidence.solution.layer.wrt.index(w_name)][x.shape[-1] :]
    return x_name, found_rows.reshape(*x.shape[:-1], -1)


def _meeting(evidence: Evidence) -> tuple[str, str] | None:
    """An input (…, T, …, D) and the one weight (D, K) that it meets."""
    args = {a.name: a.shape for a in evidence.solution.layer.forward.args if a.differentiate}
    for x_name, axes in args.items():
        weights = [n for n, shape in args.items() if len(shape) == 2 and shape[0] == axes[-1] and n != x_name]
        if STEPS in axes[:-1] and len(weights) == 1:
            return x_name, weights[0]
    return None


def _shares(draw: Draw, evidence: Evidence, tensor: Tensor, x_name: str, da: Array) -> Array | None:
    """(T, *shape): one term for each step, if they add up to this gradient."""
    true = next(seen.true for seen in tensor.seen if seen.draw is draw)
    steps = evidence.axes_of(x_name).index(STEPS)
    rows = np.moveaxis(da, steps, 0).reshape(da.shape[steps], -1, da.shape[-1])
    for factor in _factors(draw, evidence, x_name, steps):
        if factor is None:
            terms = rows.sum(axis=1)
        else:
            terms = np.einsum("trd,trk->tdk", np.moveaxis(factor, steps, 0).reshape(*rows.shape[:2], -1), rows)
        if terms.shape[1:] == true.shape and same(terms.sum(axis=0), true):
            return np.asarray(terms)
    return None


def _factors(draw: Draw, evidence: Evidence, x_name: str, steps: int) -> Iterator[Array | None]:
    """What a weight may be multiplied with at each step: 1, x, or an output one step earlier after its first state."""
    yield None
    yield draw.case.args[x_name]
    forward = evidence.solution.layer.forward
    for output, right in zip(forward.outputs, draw.right, strict=True):
        for argument in forward.args if STEPS in output.shape else ():
            if argument.shape == tuple(axis for axis in output.shape if axis != STEPS):
                first = np.expand_dims(draw.case.args[argument.name], steps)
                earlier = np.delete(right, -1, axis=steps)
                yield np.concatenate([first, earlier], axis=steps)
