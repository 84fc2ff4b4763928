"""How far two arrays are apart, on which scale, and where.

Owns the metric and the tolerance. There is no absolute tolerance anywhere: errors are relative to the size of the
terms that were summed, so a verdict does not change when a loss, an input or a tensor is scaled. An absolute
tolerance is how well-known checkers accept a gradient of the wrong sign once the loss is scaled by 1e-6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.report import Entry

Array = np.ndarray[Any, Any]

TOLERANCE = 1e-12
SAME = 1e-13
"""Two runs of one computation agree to this; bits may differ, since alignment changes the order of sums."""
SINGLE = 2e-5
"""What single precision may cost: 6e-8 an operation, over some hundred of them."""
SINGLE_MOST = 1e-4
"""What it is let off where the code is known to be right in double precision: an LSTM was seen at 3e-5."""
SLIGHT = 1e-6
"""What a formula may lose, or an epsilon bias, while it is right."""
WORST = 5
TINY = 1e-140
"""A number whose square is still far from where digits get lost."""


@dataclass(frozen=True)
class Comparison:
    """The largest relative error and the entries that have it."""

    error: float
    worst: tuple[Entry, ...] = ()
    errors: Array | None = field(default=None, compare=False, repr=False)
    """Of every entry; None where they were not looked at one by one, or agree."""

    def within(self, tolerance: float) -> bool:
        """NaN is within nothing: `not error > tolerance` would let it pass."""
        return self.error <= tolerance


def values(yours: Array, right: Array, otherwise: float = 0.0) -> Comparison:
    """Forward values: each entry against max(|right|, rms of right), or against `otherwise` where all are zero."""
    scales = magnitudes(right)
    return entries(yours, right, scales if np.any(scales) else np.full(right.shape, otherwise))


def magnitudes(array: Array) -> Array:
    """What errors of values are relative to: |entry|, or the rms of all where that is larger."""
    return np.asarray(np.maximum(np.abs(array), norm(array) / np.sqrt(max(array.size, 1))))


def alike(one: Array, two: Array, tolerance: float) -> bool:
    """Whether two arrays, of which either may be a learner's, hold the same real numbers; nan is like nothing."""
    if one.shape != two.shape or not one.dtype.kind == two.dtype.kind == "f":
        return False
    return bool((one == two).all()) or bool(np.all(_errors(one, two, magnitudes(two)) <= tolerance))


def entries(yours: Array, right: Array, scales: Array) -> Comparison:
    """Entry by entry against `scales` (or |right| where that is larger); both zero agree."""
    error = _errors(yours, right, scales)
    largest = float(error.max(initial=0.0))
    if largest <= SAME:
        return Comparison(largest)
    order = np.argsort(np.where(np.isnan(error), np.inf, error).ravel())[::-1][:WORST]
    worst = tuple(
        Entry(tuple(int(i) for i in np.unravel_index(k, right.shape)), float(yours.flat[k]), float(right.flat[k]))
        for k in order
        if not error.flat[k] <= SAME
    )
    return Comparison(float(error.flat[order[0]]), worst, error)


def signed(yours: Array, right: Array, scales: Array) -> Array:
    """The errors of `entries` with their signs, to be subtracted from those at another point."""
    with np.errstate(over="ignore", invalid="ignore"):
        difference = yours.astype(np.float64) - right
    return np.asarray(np.copysign(_errors(yours, right, scales), difference))


def products(one: Sequence[Array], two: Sequence[Array]) -> Array:
    """All the products, entry by entry, as one vector; a learner's may overflow."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.concatenate([(a * b).ravel() for a, b in zip(one, two, strict=True)])


def contraction(terms_u: Array, terms_v: Array) -> float:
    """|Σ u∘g − Σ v∘Ju| / max(‖u∘g‖₂, ‖v∘Ju‖₂) for one direction u and one cotangent v.

    `terms_u` holds u∘g of all gradients, `terms_v` v∘Ju of all outputs. The norm is the usual size of a sum of terms
    of random sign, so the metric does not blow up where the sum itself cancels.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        difference = np.abs(terms_u.sum() - terms_v.sum())
    size = max(norm(terms_u), norm(terms_v))
    return float(_ratio(np.asarray(difference), np.asarray(size)))


@dataclass(frozen=True)
class Contracted:
    """Two lists of vectors, (K, n) and (C, n), with Σ a∘b and ‖a∘b‖₂ for all pairs of them, (K, C) each."""

    one: Array
    two: Array
    sums: Array
    sizes: Array


def contracted(one: Array, two: Array) -> Contracted:
    """What can be known once of slopes Ju (K, n) and cotangents v (C, n), whatever gradients they are held against."""
    with np.errstate(all="ignore"):
        return Contracted(one, two, one @ two.T, np.sqrt((one * one) @ (two * two).T))


def contractions(yours: tuple[Array, Array], right: Contracted) -> Array:
    """The `contraction` of every direction with every cotangent, (K, C), all at once.

    `yours` holds directions u (K, m) and gradients g (C, m), `right` slopes and cotangents, of which the first C count.
    A number that is none, or too large to be squared, is an infinite error.
    """
    mine, count = contracted(*yours), len(yours[1])
    sums, true = mine.sums, right.sums[:, :count]
    with np.errstate(all="ignore"):
        scales = np.maximum(mine.sizes, right.sizes[:, :count])
        if scales.min(initial=TINY) < TINY or not np.isfinite(scales).all():
            sums, sizes = _contracted_scaled(*yours)
            true, true_sizes = _contracted_scaled(right.one, right.two[:count])
            scales = np.maximum(sizes, true_sizes)
        errors = np.asarray(np.abs(sums - true) / scales)
    errors[(sums == true) & np.isfinite(scales)] = 0.0
    errors[~np.isfinite(errors) | ~np.isfinite(scales)] = np.inf
    return errors


def _contracted_scaled(one: Array, two: Array) -> tuple[Array, Array]:
    """The same where squares would vanish or overflow."""
    largest = [np.abs(rows).max(axis=1, keepdims=True, initial=0.0) for rows in (one, two)]
    a, b = (rows / np.where(most > 0, most, 1.0) for rows, most in zip((one, two), largest, strict=True))
    scale, small = largest[0] * largest[1].T, contracted(a, b)
    return small.sums * scale, small.sizes * scale


def norm(array: Array) -> float:
    """‖array‖₂ without squares that overflow or vanish: a learner's 1e200 must not make a scale infinite."""
    flat = array.ravel()
    with np.errstate(over="ignore", invalid="ignore"):
        quick = float(np.sqrt(np.dot(flat, flat))) if array.dtype == np.float64 else 0.0
    if TINY < quick < np.inf:
        return quick
    largest = float(np.max(np.abs(array), initial=0.0))
    return largest * float(np.linalg.norm(array.ravel() / largest)) if 0.0 < largest < np.inf else largest


def _errors(yours: Array, right: Array, scales: Array) -> Array:
    with np.errstate(over="ignore", invalid="ignore"):
        difference = np.abs(yours.astype(np.float64) - right)
    return _ratio(difference, np.maximum(scales, np.abs(right)))


def _ratio(difference: Array, scale: Array) -> Array:
    """Infinite where the scale is: whatever is small against infinity would pass."""
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        ratio = np.where(np.isfinite(scale), difference / scale, np.inf)
    return np.where(difference == 0.0, 0.0, ratio)
