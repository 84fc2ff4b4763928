"""Derivatives along a direction of a function nobody promised anything about: the sharpest method it allows.

Owns the choice of the method, its steps, and an estimate of its error. Refuses to know what is right or wrong.

The complex step has no error of its own (see `numgrad`), but NumPy's abs, sign, var, norm and others drop or bend the
imaginary part without a word; it is used only where it agrees with a real method along one direction of every input.
The real method is the central difference with Richardson's extrapolation (Ridders, Advances in Engineering Software
4, 1982), in 80-bit long double where the function keeps it, else in float64. Its steps go down a ladder until one
settles: large ones lose no digits, small ones do not cross a kink. How many digits there are to lose is found out.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

import numpy as np

from grader.compare import norm
from grader.gradcheck.arguments import GradientCheckError
from grader.gradcheck.precision import stands_still
from grader.gradcheck.subject import Subject
from grader.numgrad import STEP, Array, Arrays

AGREE = 1e-6
"""Two methods that agree to this differentiate the same function."""
WIDE: Any = np.longdouble
"""64 bits like any other on some platforms, and then of no use."""
VAGUE = 1e-3
"""With so much uncertainty an agreement says nothing."""
HALVINGS = 4
QUICK = 1e-5
EPS = float(np.finfo(np.float64).eps)
COMPLEX, EXTENDED, DOUBLE = "complex step", "80-bit long double differences", "float64 differences (Richardson)"
LADDERS: dict[type[Any], tuple[float, ...]] = {
    np.float64: (2.0**-5, 2.0**-9, 1e-5, 1e-7),
    np.longdouble: (2.0**-10, 1e-5, 1e-8),
}
LARGER = (2.0**-3,)
"""What functions in single precision need."""
SIDES: dict[type[Any], float] = {np.float64: 1e-6, np.longdouble: 1e-9}


@dataclass(frozen=True)
class Slope:
    """v∘Ju, all outputs as one vector; `error`: by how much their sum may be off beyond rounding."""

    terms: Array
    error: float = 0.0

    @property
    def value(self) -> float:
        """The derivative of Σ v∘y along u."""
        return float(self.terms.sum())


class Slopes:
    """Derivatives of Σ v∘y at one point, input by input."""

    def __init__(self, subject: Subject, point: Mapping[str, Array]) -> None:
        self._subject = subject
        self._points: dict[type[Any], Arrays] = {np.float64: {n: x.astype(np.float64) for n, x in point.items()}}
        self._upstreams = [np.asarray(v, np.float64) for v in subject.upstreams]
        base = self._terms(np.float64, {})
        if base is None:
            raise GradientCheckError("the function fails on float64 copies of its inputs: pass float64 arrays")
        self.size = norm(base)
        """‖v∘y‖₂, what rounding in the function is relative to."""
        self._base = base
        self.method = ""
        self._coarse: dict[str, bool] = {}

    @cached_property
    def kind(self) -> type[Any]:
        """The number type of real differences: a long double call is slow, so it is tried where it is needed."""
        if np.finfo(WIDE).eps >= np.finfo(np.float64).eps:
            return np.float64
        found = self._terms(WIDE, {})
        kept = found is not None and found.dtype == WIDE and norm(found - self._base) <= AGREE * self.size
        return np.longdouble if kept else np.float64

    def coarse(self, name: str) -> bool:
        """Whether differences are taken of a function in which this input goes through single precision."""
        if self.method == COMPLEX:  # it would have lost the imaginary part
            return False
        return self._stands_still(name)

    def choose(self, directions: Mapping[str, Array]) -> None:
        """The complex step, if it agrees with a float64 difference along each direction; else real differences."""
        for name, u in directions.items():
            step = QUICK * self._scale(name, u)
            found, real = self._complex(name, u), _extrapolated(self._curve(name, u, np.float64), step, EPS)
            if found is None or real is None or not self.agree(found, real):
                return self.fall_back()
            if 10 * real.error >= VAGUE * norm(real.terms) and self._stands_still(name):
                return self.fall_back()  # two zeros, and both may be wrong
        self.method = COMPLEX
        return None

    def fall_back(self) -> None:
        """Real differences: the complex step is not to be had, or was caught."""
        self.method = EXTENDED if self.kind is np.longdouble else DOUBLE

    def agree(self, one: Slope, two: Slope) -> bool:
        """Whether two methods found one derivative, as far as they can tell."""
        slack = AGREE * max(norm(one.terms), norm(two.terms)) + 10 * (one.error + two.error)
        return norm(one.terms - two.terms) <= slack

    def along(self, name: str, u: Array) -> Slope:
        """The derivative when the input `name` moves along u, of the same shape."""
        if self.method == COMPLEX:
            found = self._complex(name, u)
            if found is not None:
                return found
        return self.real(name, u)

    def real(self, name: str, u: Array) -> Slope:
        """The same by real differences: the step of the ladder with the smallest estimate of its error."""
        at, scale = self._curve(name, u, self.kind), self._scale(name, u)
        best: Slope | None = None
        steps = (*(LARGER if self.coarse(name) else ()), *LADDERS[self.kind])
        for step in [*(s * scale for s in steps), *self._least(name, u, scale)]:
            found = _extrapolated(at, step, self._eps(name))
            if found is not None and (best is None or found.error < best.error):
                best = found
            if best is not None and best.error <= max(1e-11 * norm(best.terms), 1e-12 * self.size / scale):
                return best
        if best is None:
            raise GradientCheckError(
                f"the function fails or is not finite close to {name}: move {name} away from there"
            )
        return best

    def sides(self, name: str, u: Array) -> tuple[Slope, Slope] | None:
        """The two one-sided derivatives where they differ: at a kink, or within about 1e-8 of one. None elsewhere.

        At a smooth point their gap shrinks with the step; at a kink it stays.
        """
        at, scale = self._curve(name, u, self.kind), self._scale(name, u)
        here, pairs = at(0.0), []
        for step in (SIDES[self.kind] * scale, SIDES[self.kind] * scale / 64):
            ahead, behind = at(step), at(-step)
            if here is None or ahead is None or behind is None:
                return None
            noise = 4 * self._eps(name) * max(norm(ahead), norm(behind)) / step
            pairs.append((_slope((ahead - here) / step, noise), _slope((here - behind) / step, noise)))
        wide, narrow = (norm(a.terms - b.terms) for a, b in pairs)
        ahead_, behind_ = pairs[1]
        least = 1e-3 * max(norm(ahead_.terms), norm(behind_.terms)) + 10 * ahead_.error
        return pairs[1] if narrow > least and narrow > 0.5 * wide else None

    def _terms(self, kind: type[Any], moved: Mapping[str, Array]) -> Array | None:
        """v∘y with some inputs moved, in the function's own precision; None where it fails or is not finite."""
        outputs = self._attempt(kind, moved)
        if outputs is None:
            return None
        terms = np.concatenate([(v * y).ravel() for v, y in zip(self._upstreams, outputs, strict=True)])
        return terms if np.all(np.isfinite(terms)) else None

    def _attempt(self, kind: type[Any], moved: Mapping[str, Array]) -> tuple[Array, ...] | None:
        if kind not in self._points:
            self._points[kind] = {n: x.astype(kind) for n, x in self._points[np.float64].items()}
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            try:
                outputs = self._subject.forward({**self._points[kind], **moved})
            except Exception:  # noqa: BLE001 (a function may refuse a number type or a point in any way it likes)
                return None
        same = [y.shape for y in outputs] == [v.shape for v in self._upstreams]
        return outputs if same and all(y.dtype.kind in "fc" for y in outputs) else None

    def _complex(self, name: str, u: Array) -> Slope | None:
        terms = self._terms(np.float64, {name: np.asarray(self._points[np.float64][name] + 1j * STEP * u)})
        if terms is None or not abs(norm(terms.real) - self.size) <= AGREE * self.size:
            return None
        return Slope(np.asarray(terms.imag / STEP))

    def _curve(self, name: str, u: Array, kind: type[Any]) -> Callable[[float], Array | None]:
        def at(t: float) -> Array | None:
            return self._terms(kind, {name: np.asarray(self._points[kind][name] + kind(t) * u.astype(kind))})

        return at

    def _stands_still(self, name: str) -> bool:
        if name not in self._coarse:
            self._coarse[name] = stands_still(partial(self._terms, np.float64), self._points[np.float64], name)
        return self._coarse[name]

    def _eps(self, name: str) -> float:
        return float(np.finfo(np.float32 if self.coarse(name) else self.kind).eps)

    def _scale(self, name: str, u: Array) -> float:
        """The t for which t·u is as large as the input: steps are parts of it."""
        return size_of(self._points[np.float64][name]) / float(np.max(np.abs(u), initial=0.0) or 1.0)

    def _least(self, name: str, u: Array, scale: float) -> list[float]:
        """A last step for moved entries that are tiny beside the others, log(1e-12) say."""
        ratios = np.abs(self._points[np.float64][name][u != 0.0]) / np.abs(u[u != 0.0])
        smallest = float(np.min(ratios[ratios > 0.0], initial=np.inf)) * 2.0**-5
        return [smallest] if smallest < 1e-6 * scale else []


def size_of(x: Array) -> float:
    """The rms of an input, 1 where it is all zeros or empty."""
    return norm(x) / float(np.sqrt(x.size)) if np.any(x) else 1.0


def _slope(terms: Array, error: float) -> Slope:
    return Slope(terms.astype(np.float64), error)


def _extrapolated(at: Callable[[float], Array | None], step: float, eps: float) -> Slope | None:
    """Richardson's table over four halved steps; its error: the last gap on the diagonal, and rounding."""
    table, size = [], 0.0
    for k in range(HALVINGS):
        h = step * 0.5**k
        ahead, behind = at(h), at(-h)
        if ahead is None or behind is None:
            return None
        size = size or max(norm(ahead), norm(behind))
        table.append((ahead - behind) / (2 * h))
    gap = 0.0
    for order in range(1, HALVINGS):
        before = table[0]
        table = [fine + (fine - coarse) / (4**order - 1) for coarse, fine in pairwise(table)]
        gap = norm(table[0] - before)
    return _slope(table[0], gap + 2 * eps * size / (step * 0.5 ** (HALVINGS - 1)))
