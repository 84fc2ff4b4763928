"""Where a gradient is looked at: entry by entry, in groups of entries, along directions, or in search of what is off.

Owns the directions and what an error along one is relative to. Refuses to say that a gradient is wrong: a probe that
is off may sit at a kink, or where digits are lost.

An error is relative to the terms a number is a sum of; nothing is forgiven in absolute terms but rounding, which moves
with the scale of loss and input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from grader.compare import SINGLE, norm
from grader.gradcheck.slopes import EPS, VAGUE, Slope, Slopes, size_of
from grader.numgrad import Array, Arrays

TOLERANCE = 1e-10
ROUNDING = 50
"""ulps of ‖gradient‖ that are nobody's mistake in an entry; where the true gradient is nothing but rounding (a bias
before a normalisation), ulps of ‖v∘y‖ / rms of the input."""
GROUP, SPREAD = 16, 30.0
PROBES, SAMPLES, WAYS = 600, 64, 16


@dataclass(frozen=True)
class Probe:
    """Both derivatives of one input along u; `place` is the flat index where u is a unit vector."""

    u: Array
    place: int | None
    yours: float
    slope: Slope
    scale: float
    error: float
    tolerance: float

    @property
    def suspect(self) -> bool:
        """Off (NaN is), or so uncertain that there may be a kink."""
        return not self.error <= self.tolerance or self.tolerance > VAGUE


class Prober:
    """Compares the user's gradients with slopes at one point."""

    def __init__(
        self,
        yours: Arrays,
        point: Mapping[str, Array],
        slopes: Slopes,
        single: Mapping[str, bool],
        rng: np.random.Generator,
    ) -> None:
        self._yours, self._point, self._slopes, self._single, self._rng = yours, point, slopes, single, rng
        sizes = [norm(finite(g)) * size_of(point[name]) for name, g in yours.items()]
        flow = max([slopes.size, *sizes])
        self._least = {name: ROUNDING * flow / size_of(point[name]) for name in yours}
        self._usual = {name: ROUNDING * norm(finite(g)) for name, g in yours.items()}

    def tolerance(self, name: str) -> float:
        """What is asked for where the method has all digits."""
        return SINGLE if self._single[name] else TOLERANCE

    def probe(self, name: str, u: Array, place: int | None = None, ease: float = 1.0) -> Probe:
        """Both derivatives along u; `ease` widens the tolerance."""
        slope, base = self._slopes.along(name, u), self.tolerance(name)
        if place is None:
            with np.errstate(all="ignore"):
                terms = u * self._yours[name]
                yours, size, length = float(terms.sum()), norm(finite(terms)), norm(u)
        else:
            yours, length = float(self._yours[name].flat[place]), 1.0
            size = abs(yours) if np.isfinite(yours) else 0.0
        true = norm(slope.terms)
        nothing = true <= EPS * self._least[name] * length
        rounding = (self._least if nothing else self._usual)[name] * self._eps(name) * length
        scale = max(size, true, rounding / base)
        difference, tolerance = abs(yours - slope.value), base * ease
        error = difference / scale if scale and np.isfinite(scale) else float(difference > 0 or np.isnan(difference))
        return Probe(u, place, yours, slope, scale, error, tolerance + (10 * slope.error / scale if scale else 0.0))

    def entries(self, name: str, places: Iterable[int]) -> Iterator[Probe]:
        """One by one."""
        for place in places:
            u = np.zeros(self._yours[name].shape)
            u.reshape(-1)[place] = 1.0
            yield self.probe(name, u, place)

    def groups(self, name: str) -> Iterator[Probe]:
        """All entries, up to sixteen of similar size at a time, with weights that make each count like the others.

        What passes here would about pass one by one, for a sixteenth of the calls. Small entries are kept from large
        ones, since most are small because their terms cancel, and such terms hide an error in the others. An error by a
        factor 1 + δ may cancel within a group, with odds of tolerance / δ: nothing in double precision, much in single,
        hence twice there. The weights are positive: at a kink the user's value is compared with the derivative on the
        same side everywhere.
        """
        levelling = self._levelling(name)
        for places in _alike(levelling.reshape(-1)) * (2 if self._single[name] else 1):
            u = np.zeros(levelling.shape)
            u.flat[places] = np.abs(self.signs((len(places),))) * levelling.flat[places]
            yield self.probe(name, u, ease=GROUP**-0.5)

    def directions(self, name: str) -> Iterator[Probe]:
        """Two over all entries alike, and one that lifts the small ones up to the large."""
        shape, size = self._yours[name].shape, size_of(self._point[name])
        yield from (self.probe(name, self.signs(shape) * size) for _ in range(2))
        if np.any(finite(self._yours[name])):
            yield self.probe(name, self.signs(shape) * self._levelling(name), ease=10.0)

    def search(self, name: str) -> tuple[list[Probe], bool]:
        """Group testing: the wrong stretches are cut in sixteen until entries are left; or samples, if all is wrong.

        Also whether every wrong stretch was followed to its entries.
        """
        size = self._yours[name].size
        tried: list[Probe] = []
        queue = [(0, size)]
        while queue and len(tried) < PROBES:
            start, stop = queue.pop(0)
            cuts = np.linspace(start, stop, min(WAYS, stop - start) + 1).astype(int)
            parts = list(pairwise(cuts))
            found = [self._stretch(name, int(a), int(b)) for a, b in parts]
            tried += found
            wrong = [(int(a), int(b)) for (a, b), p in zip(parts, found, strict=True) if p.suspect and p.place is None]
            if (start, stop) == (0, size) and 2 * len(wrong) > len(parts):
                places = np.sort(self._rng.choice(size, min(size, SAMPLES), replace=False))
                return list(self.entries(name, places.tolist())), False
            queue += wrong
        return [p for p in tried if p.place is not None], not queue

    def _stretch(self, name: str, start: int, stop: int) -> Probe:
        if stop - start == 1:
            return next(self.entries(name, [start]))
        u = np.zeros(self._yours[name].shape)
        u.reshape(-1)[start:stop] = self.signs((stop - start,))
        return self.probe(name, u)

    def _levelling(self, name: str) -> Array:
        """Weights that make all entries of a gradient equally large, down to where rounding is all there is."""
        g = np.abs(finite(self._yours[name]))
        largest, least = float(g.max(initial=0.0)), ROUNDING * self._eps(name) / self.tolerance(name)
        return largest / np.maximum(g, least * largest) if largest else np.ones(g.shape)

    def _eps(self, name: str) -> float:
        return float(np.finfo(np.float32 if self._single[name] else np.float64).eps)

    def signs(self, shape: tuple[int, ...]) -> Array:
        """Random numbers of both signs, none near 0."""
        return np.asarray(self._rng.choice((-1.0, 1.0), shape) * self._rng.uniform(0.5, 1.5, shape))


def _alike(weights: Array) -> list[list[int]]:
    """Places in groups of at most GROUP, their weights at most SPREAD apart."""
    groups: list[list[int]] = []
    for place in np.argsort(weights, kind="stable").tolist():
        if not groups or len(groups[-1]) == GROUP or weights[place] > SPREAD * weights[groups[-1][0]]:
            groups.append([])
        groups[-1].append(place)
    return groups


def finite(array: Array) -> Array:
    """Zeros in place of nan and infinities."""
    return np.where(np.isfinite(array), array, 0.0)
