"""How far two arrays are apart, on which scale, and where.

Owns the metric and the tolerance. There is no absolute tolerance anywhere: errors are relative to the size of the
terms that were summed, so a verdict does not change when a loss, an input or a tensor is scaled. An absolute
tolerance is how well-known checkers accept a gradient of the wrong sign once the loss is scaled by 1e-6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.report import Entry

Array = np.ndarray[Any, Any]

TOLERANCE = 1e-12
SAME = 1e-13
"""Two runs of one computation agree to this; bits may differ, since alignment changes the order of sums."""
SINGLE = 2e-5
"""What single precision may cost: 6e-8 an operation, over some hundred of them."""
CALIBRATED = 1e-8
WORST = 5


@dataclass(frozen=True)
class Comparison:
    """The largest relative error and the entries that have it."""

    error: float
    worst: tuple[Entry, ...] = ()

    def within(self, tolerance: float) -> bool:
        """NaN is within nothing: `not error > tolerance` would let it pass."""
        return self.error <= tolerance


def values(yours: Array, right: Array) -> Comparison:
    """Forward values: each entry against max(|right|, rms of right)."""
    return entries(yours, right, magnitudes(right))


def magnitudes(array: Array) -> Array:
    """What errors of values are relative to: |entry|, or the rms of all where that is larger."""
    return np.asarray(np.maximum(np.abs(array), norm(array) / np.sqrt(max(array.size, 1))))


def alike(one: Array, two: Array, tolerance: float) -> bool:
    """Whether two arrays, of which either may be a learner's, hold the same real numbers; nan is like nothing."""
    if one.shape != two.shape or not one.dtype.kind == two.dtype.kind == "f":
        return False
    return bool(np.all(_errors(one, two, magnitudes(two)) <= tolerance))


def entries(yours: Array, right: Array, scales: Array) -> Comparison:
    """Entry by entry against `scales` (or |right| where that is larger); both zero agree."""
    error = _errors(yours, right, scales)
    if not error.size:
        return Comparison(0.0)
    order = np.argsort(np.where(np.isnan(error), np.inf, error).ravel())[::-1][:WORST]
    worst = tuple(
        Entry(tuple(int(i) for i in np.unravel_index(k, right.shape)), float(yours.flat[k]), float(right.flat[k]))
        for k in order
        if not error.flat[k] <= SAME
    )
    return Comparison(float(error.flat[order[0]]), worst)


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


def norm(array: Array) -> float:
    """‖array‖₂ without squares that overflow or vanish: a learner's 1e200 must not make a scale infinite."""
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
