"""Compares the user's gradients with the true ones, names the wrong entries, and lets off what is not a mistake.

Owns the metric's use, the tolerances and the search. An error is relative to the terms a number is a sum of; nothing
is forgiven in absolute terms but rounding, which moves with the scale of loss and input. Before an entry is called
wrong: is it at a kink, does a second method agree, does the gradient change as much when the inputs move by one ulp?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from grader.compare import SINGLE, WORST, norm
from grader.gradcheck.arguments import GradientCheckError
from grader.gradcheck.result import InputCheck, Kink, WrongEntry, factor_text
from grader.gradcheck.slopes import COMPLEX, EPS, Slope, Slopes, size_of
from grader.gradcheck.subject import Subject
from grader.numgrad import Array, Arrays

ENTRIES = 512
"""Up to this many numbers every entry is checked; the smallest inputs first, the others by directions."""
TOLERANCE = 1e-10
ROUNDING = 50
"""ulps of ‖gradient‖ that are nobody's mistake in an entry; where the true gradient is nothing but rounding (a bias
before a normalisation), ulps of ‖v∘y‖ / rms of the input."""
LOSSY = 1e4
"""How far calibration may widen a tolerance."""
VAGUE, BLIND = 1e-3, 0.1
"""With so much uncertainty one looks for a kink; a wrong gradient would pass."""
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


class Judge:
    """All inputs of one subject at one point."""

    def __init__(self, subject: Subject, wrt: tuple[str, ...] | None, rng: np.random.Generator) -> None:
        self._subject, self._wrt, self._rng = subject, wrt, rng
        raw = subject.gradients({}, wrt)
        _complain_if_random(raw, subject.gradients({}, wrt))
        self.yours: Arrays = {name: g.astype(np.float64) for name, g in raw.items()}
        self._point = {name: leaf.value for name, leaf in subject.leaves.items()}
        narrow = any(a.dtype == np.float32 for a in [*self._point.values(), *subject.outputs])
        self.single = {name: narrow or g.dtype == np.float32 for name, g in raw.items()}
        self.slopes = Slopes(subject, self._point)
        self.slopes.choose({name: self._signs(g.shape) for name, g in self.yours.items() if g.size})
        sizes = [norm(_finite(g)) * size_of(self._point[name]) for name, g in self.yours.items()]
        flow = max([self.slopes.size, *sizes])
        self._least = {n: ROUNDING * flow / size_of(self._point[n]) for n in raw}
        self._usual = {n: ROUNDING * norm(_finite(g)) for n, g in self.yours.items()}

    def check_all(self) -> tuple[InputCheck, ...]:
        """In the order of the inputs; small ones are compared whole."""
        budget, whole = ENTRIES, set()
        for name in sorted(self.yours, key=lambda n: self.yours[n].size):
            budget -= self.yours[name].size
            if budget >= 0:
                whole.add(name)
        return tuple(self.check(name, name in whole) for name in self.yours)

    def check(self, name: str, every: bool) -> InputCheck:
        """The verdict on one input."""
        probes = list(self._entries(name, range(self.yours[name].size)) if every else self._directions(name))
        failed, complete, checked = [p for p in probes if p.suspect], True, "every entry"
        if not every:
            checked = f"{len(probes)} random directions"
        if failed and not every:
            tried, complete = self._search(name)
            directions, failed = failed, [p for p in tried if p.suspect]
            entries = [p for p in tried if p.place is not None]
            probes, checked = entries or probes, f"{checked}, then {len(entries)} entries"
            failed = failed or directions
        kinks, failed = self._kinks(name, failed)
        if kinks and not complete:
            return self.check(name, every=True)
        if failed and self.slopes.method == COMPLEX and not self._confirmed(name, failed):
            self.slopes.fall_back()
            return self.check(name, every)
        allowed = self._calibrated(name, failed)
        failed = [p for p in failed if not p.error <= max(p.tolerance, allowed)]
        return self._result(name, probes, failed, kinks, (checked, allowed, every))

    def _result(
        self, name: str, probes: list[Probe], failed: list[Probe], kinks: list[Kink], how: tuple[str, float, bool]
    ) -> InputCheck:
        checked, allowed, every = how
        bent = {kink.index for kink in kinks if kink.accepted}
        shape = self.yours[name].shape
        judged = [p for p in probes if p.place is None or _index(p.place, shape) not in bent] + failed
        tolerance = max([allowed, self._tolerance(name), *(p.tolerance for p in judged)])
        if tolerance > BLIND:
            raise GradientCheckError(
                f"the function is too rough to differentiate numerically in {name}: use smooth, float64 code here"
            )
        wrong = sorted((p for p in failed if p.place is not None), key=_badness, reverse=True)
        factor = _factor(probes) if failed and not kinks else None
        pattern = factor_text(name, factor, self._lengths()) if factor is not None else ""
        if failed and every and not pattern and _transposed(self.yours[name], probes):
            pattern = f"the gradient for {name} is the transpose of the true one"
        return InputCheck(
            name=name,
            shape=shape,
            ok=not failed and all(kink.accepted for kink in kinks),
            error=max((_badness(p) for p in judged), default=0.0),
            tolerance=tolerance,
            checked=checked,
            wrong=len(wrong),
            worst=tuple(WrongEntry(_index(p.place or 0, shape), p.yours, p.slope.value) for p in wrong[:WORST]),
            factor=factor,
            pattern=pattern,
            kinks=tuple(kinks),
        )

    def _probe(self, name: str, u: Array, place: int | None = None, ease: float = 1.0) -> Probe:
        """Both derivatives along u; `ease` widens the tolerance."""
        slope, base = self.slopes.along(name, u), self._tolerance(name)
        if place is None:
            with np.errstate(all="ignore"):
                terms = u * self.yours[name]
                yours, size, length = float(terms.sum()), norm(_finite(terms)), norm(u)
        else:
            yours, length = float(self.yours[name].flat[place]), 1.0
            size = abs(yours) if np.isfinite(yours) else 0.0
        true = norm(slope.terms)
        nothing = true <= EPS * self._least[name] * length
        rounding = (self._least if nothing else self._usual)[name] * self._eps(name) * length
        scale = max(size, true, rounding / base)
        difference, tolerance = abs(yours - slope.value), base * ease
        error = difference / scale if scale and np.isfinite(scale) else float(difference > 0 or np.isnan(difference))
        return Probe(u, place, yours, slope, scale, error, tolerance + (10 * slope.error / scale if scale else 0.0))

    def _entries(self, name: str, places: Iterable[int]) -> Iterator[Probe]:
        for place in places:
            u = np.zeros(self.yours[name].shape)
            u.reshape(-1)[place] = 1.0
            yield self._probe(name, u, place)

    def _directions(self, name: str) -> Iterator[Probe]:
        """Two over all entries alike, and one that lifts the small ones up to the large."""
        g = np.abs(_finite(self.yours[name]))
        yield from (self._probe(name, self._signs(g.shape) * size_of(self._point[name])) for _ in range(2))
        if (largest := float(g.max(initial=0.0))) > 0.0:
            yield self._probe(name, self._signs(g.shape) * (largest / np.maximum(g, 1e-4 * largest)), ease=10.0)

    def _search(self, name: str) -> tuple[list[Probe], bool]:
        """Group testing: the wrong stretches are cut in sixteen until entries are left; or samples, if all is wrong.

        Also whether every wrong stretch was followed to its entries.
        """
        size = self.yours[name].size
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
                return list(self._entries(name, places.tolist())), False
            queue += wrong
        return [p for p in tried if p.place is not None], not queue

    def _stretch(self, name: str, start: int, stop: int) -> Probe:
        if stop - start == 1:
            return next(self._entries(name, [start]))
        u = np.zeros(self.yours[name].shape)
        u.reshape(-1)[start:stop] = self._signs((stop - start,))
        return self._probe(name, u)

    def _kinks(self, name: str, failed: list[Probe]) -> tuple[list[Kink], list[Probe]]:
        """Failed entries that have no derivative, and the others.

        The interval is that of every output by itself: with several ReLUs at 0 the one of their sum would refuse
        relu'(0) = 0.
        """
        kinks, others = [], []
        for p in failed:
            sides = self.slopes.sides(name, p.u) if p.place is not None else None
            if sides is None:
                others.append(p)
                continue
            ahead, behind = sides
            low = float(np.minimum(ahead.terms, behind.terms).sum())
            high = float(np.maximum(ahead.terms, behind.terms).sum())
            slack = 1e-5 * max(abs(low), abs(high)) + 10 * ahead.error
            accepted = low - slack <= p.yours <= high + slack
            index = _index(p.place or 0, self.yours[name].shape)
            kinks.append(Kink(index, p.yours, (_tidy(behind.value), _tidy(ahead.value)), accepted))
        return kinks, others

    def _confirmed(self, name: str, failed: list[Probe]) -> bool:
        """Whether real differences find the complex step's values where these refuse the user's."""
        some = sorted(failed, key=_badness, reverse=True)[:WAYS]
        return all(self.slopes.agree(p.slope, self.slopes.real(name, p.u)) for p in some)

    def _calibrated(self, name: str, failed: list[Probe]) -> float:
        """A tolerance from the change that one ulp in the inputs makes: 100 times it, up to `LOSSY` base ones."""
        most = min(LOSSY * self._tolerance(name), 1e-2)
        close = [p for p in failed if p.error <= most]
        some, change = sorted(close, key=_badness, reverse=True)[:WAYS], 0.0
        for _ in range(2 if some else 0):
            moved = {n: self._nudged(x) for n, x in self._point.items()}
            theirs, slopes = self._subject.gradients(moved, self._wrt), Slopes(self._subject, moved)
            slopes.method = self.slopes.method
            for p in some:
                yours = float((p.u * theirs[name]).sum()) - float((p.u * self.yours[name]).sum())
                true = slopes.along(name, p.u).value - p.slope.value
                change = max(change, abs(yours) / p.scale, abs(true) / p.scale)
        return min(100 * change, most)

    def _nudged(self, x: Array) -> Array:
        towards = np.where(self._rng.random(x.shape) < 0.5, -np.inf, np.inf).astype(x.dtype)
        return np.asarray(np.where(x == 0.0, x, np.nextafter(x, towards)), dtype=x.dtype)

    def _signs(self, shape: tuple[int, ...]) -> Array:
        return np.asarray(self._rng.choice((-1.0, 1.0), shape) * self._rng.uniform(0.5, 1.5, shape))

    def _tolerance(self, name: str) -> float:
        return SINGLE if self.single[name] else TOLERANCE

    def _eps(self, name: str) -> float:
        return float(np.finfo(np.float32 if self.single[name] else np.float64).eps)

    def _lengths(self) -> dict[str, int]:
        """What a wrong factor may be the length of."""
        arrays = {**self._point, **({"output": self._subject.outputs[0]} if self._subject.outputs else {})}
        sizes = {f"{n}.shape[{axis}]": length for n, x in arrays.items() for axis, length in enumerate(x.shape)}
        return sizes | {f"{n}.size": x.size for n, x in arrays.items() if x.ndim > 1}


def _complain_if_random(one: Mapping[str, Array], two: Mapping[str, Array]) -> None:
    for name, g in one.items():
        if not np.allclose(g, two[name], rtol=1e-6, atol=1e-6 * norm(_finite(g)), equal_nan=True):
            raise GradientCheckError(
                f"the gradient for {name} has other numbers when it is computed twice: keep what is drawn in the cache"
            )


def _finite(array: Array) -> Array:
    return np.where(np.isfinite(array), array, 0.0)


def _badness(p: Probe) -> float:
    return float("inf") if np.isnan(p.error) else p.error


def _index(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(i) for i in np.unravel_index(place, shape))


def _tidy(value: float) -> float:
    """One-sided values have eight digits: show 1, not 0.99999999."""
    return float(f"{value:.6g}") + 0.0


def _factor(probes: list[Probe]) -> float | None:
    """One number that every entry is off by, if there is one."""
    entries = [p for p in probes if p.place is not None]
    clear = [p for p in entries if abs(p.slope.value) > 1e-3 * p.scale and abs(p.slope.value) > 1e4 * p.slope.error]
    if not clear or (len(clear) < 2 and len(entries) > 1):
        return None
    factor = float(np.median([p.yours / p.slope.value for p in clear]))
    fits = all(abs(p.yours - factor * p.slope.value) <= 1e-7 * max(1.0, abs(factor)) * p.scale for p in entries)
    return factor if fits and np.isfinite(factor) else None


def _transposed(yours: Array, probes: list[Probe]) -> bool:
    if yours.ndim != 2 or yours.shape[0] != yours.shape[1] or len(probes) != yours.size:
        return False
    true = np.array([p.slope.value for p in probes]).reshape(yours.shape).T
    return bool(norm(yours - true) <= 1e-7 * norm(true))
