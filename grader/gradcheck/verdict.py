"""Compares the user's gradients with the true ones, names the wrong entries, and lets off what is not a mistake.

Owns the order of questions. Before an entry is called wrong: is it at a kink, does a second method agree, is it
computed in single precision, does the gradient change as much when the inputs move by one ulp?
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.compare import WORST, norm
from grader.gradcheck.arguments import GradientCheckError
from grader.gradcheck.patterns import Pattern, Seen, described
from grader.gradcheck.precision import stands_still
from grader.gradcheck.probes import GROUP, WAYS, Probe, Prober, finite
from grader.gradcheck.result import InputCheck, Kink, WrongEntry
from grader.gradcheck.slopes import COMPLEX, Slopes
from grader.gradcheck.subject import Subject
from grader.numgrad import Array, Arrays

ENTRIES = 512
"""Up to this many numbers every entry is checked; the smallest inputs first, the others by directions."""
LOSSY = 1e4
"""How far calibration may widen a tolerance."""
BLIND = 0.1
"""With so much uncertainty a wrong gradient would pass."""


@dataclass(frozen=True)
class Look:
    """What was looked at in one input."""

    probes: tuple[Probe, ...]
    """In place of what was off and then looked at more closely stands what was found there."""
    checked: str
    complete: bool
    """What is off was followed to its entries: all others are known to be right."""

    @property
    def failed(self) -> tuple[Probe, ...]:
        """What is off."""
        return tuple(p for p in self.probes if p.suspect)


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
        self._prober = Prober(self.yours, self._point, self.slopes, self.single, rng)
        self.slopes.choose({name: self._prober.signs(g.shape) for name, g in self.yours.items() if g.size})
        self._heed_precision()

    def check_all(self) -> tuple[InputCheck, ...]:
        """In the order of the inputs; small ones are compared whole."""
        left, looks = ENTRIES, dict.fromkeys(self.yours, self._along_directions)
        for name in sorted(self.yours, key=lambda n: self.yours[n].size):
            left -= self.yours[name].size
            if left >= 0:
                looks[name] = self._at_every_entry
        return tuple(self._check(name, look) for name, look in looks.items())

    def _check(self, name: str, look_at: Callable[[str], Look]) -> InputCheck:
        look = look_at(name)
        kinks, failed = self._kinks(name, look.failed)
        if kinks and not look.complete:
            return self._check(name, self._at_every_entry)
        if failed and self.slopes.method == COMPLEX and not self._confirmed(name, failed):
            self.slopes.fall_back()
            self._heed_precision()
            return self._check(name, look_at)
        allowed = self._calibrated(name, failed)
        failed = [p for p in failed if not p.error <= max(p.tolerance, allowed)]
        if failed and not self.single[name] and self._computed_in_single(name):
            self.single[name] = True
            return self._check(name, look_at)
        return self._result(name, look, failed, kinks, allowed)

    def _heed_precision(self) -> None:
        """No gradient is better than a function that computes in single precision on the way from any input."""
        if any(self.slopes.coarse(name) for name in self.single):
            self.single.update(dict.fromkeys(self.single, True))

    def _at_every_entry(self, name: str) -> Look:
        size = self.yours[name].size
        groups = tuple(self._prober.groups(name)) if size > GROUP else ()
        off = {place for p in groups if p.suspect for place in np.flatnonzero(p.u).tolist()}
        entries = self._prober.entries(name, sorted(off) if groups else range(size))
        return Look((*(p for p in groups if not p.suspect), *entries), "every entry", complete=True)

    def _along_directions(self, name: str) -> Look:
        directions = tuple(self._prober.directions(name))
        checked = f"{len(directions)} random directions"
        if not any(p.suspect for p in directions):
            return Look(directions, checked, complete=True)
        entries, complete = self._prober.search(name)
        found = tuple(entries) if any(p.suspect for p in entries) else (*entries, *directions)
        return Look(found, f"{checked}, then {len(entries)} entries", complete and bool(entries))

    def _result(self, name: str, look: Look, failed: list[Probe], kinks: list[Kink], allowed: float) -> InputCheck:
        shape = self.yours[name].shape
        bent = {kink.index for kink in kinks if kink.accepted}
        judged = [p for p in look.probes if p.place is None or _index(p.place, shape) not in bent]
        tolerance = max([allowed, self._prober.tolerance(name), *(p.tolerance for p in judged)])
        if tolerance > BLIND:
            raise GradientCheckError(
                f"the function is too rough to differentiate numerically in {name}: use smooth, float64 code here"
            )
        wrong = sorted((p for p in failed if p.place is not None), key=_badness, reverse=True)
        found = described(self._seen(name, look, wrong, tolerance)) if failed and not kinks else Pattern()
        return InputCheck(
            name=name,
            shape=shape,
            ok=not failed and all(kink.accepted for kink in kinks),
            error=max((_badness(p) for p in judged), default=0.0),
            tolerance=tolerance,
            checked=look.checked,
            wrong=len(wrong),
            worst=tuple(WrongEntry(_index(p.place or 0, shape), p.yours, p.slope.value) for p in wrong[:WORST]),
            factor=found.factor,
            pattern=found.text,
            kinks=tuple(kinks),
        )

    def _seen(self, name: str, look: Look, wrong: list[Probe], tolerance: float) -> Seen:
        """The true gradient as far as it is known: what passed, passed because it equals the user's."""
        yours = self.yours[name]
        true, scales, bad = yours.copy(), np.abs(finite(yours)), np.zeros(yours.shape, bool)
        known = np.full(yours.shape, look.complete)
        for p in look.probes:
            if p.place is not None:
                true.flat[p.place], scales.flat[p.place], known.flat[p.place] = p.slope.value, p.scale, True
        bad.flat[[p.place for p in wrong if p.place is not None]] = True
        inputs = {n: x.astype(np.float64) for n, x in self._point.items()}
        error = max(map(_badness, look.failed), default=0.0)
        return Seen(name, yours, true, known, bad, scales, error, tolerance, inputs, self.yours, self._lengths())

    def _kinks(self, name: str, failed: Sequence[Probe]) -> tuple[list[Kink], list[Probe]]:
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
        most = min(LOSSY * self._prober.tolerance(name), 1e-2)
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

    def _computed_in_single(self, name: str) -> bool:
        """Whether the user's gradient stands still while an input or an upstream gradient moves a little."""
        upstreams: Arrays = {f"upstream {k}": v for k, v in enumerate(self._subject.upstreams)}
        point = {n: x.astype(np.float64) for n, x in (self._point | upstreams).items()}

        def evaluate(moved: Arrays) -> Array:
            dy = tuple(moved.get(n, v) for n, v in upstreams.items())
            return self._subject.gradients({n: x for n, x in moved.items() if n in self._point}, self._wrt, dy)[name]

        return any(stands_still(evaluate, point, moving) for moving in point)

    def _lengths(self) -> dict[str, int]:
        """What a wrong factor may be the length of."""
        arrays = {**self._point, **({"output": self._subject.outputs[0]} if self._subject.outputs else {})}
        sizes = {f"{n}.shape[{axis}]": length for n, x in arrays.items() for axis, length in enumerate(x.shape)}
        return sizes | {f"{n}.size": x.size for n, x in arrays.items() if x.ndim > 1}


def _complain_if_random(one: Mapping[str, Array], two: Mapping[str, Array]) -> None:
    for name, g in one.items():
        if not np.allclose(g, two[name], rtol=1e-6, atol=1e-6 * norm(finite(g)), equal_nan=True):
            raise GradientCheckError(
                f"the gradient for {name} has other numbers when it is computed twice: keep what is drawn in the cache"
            )


def _badness(p: Probe) -> float:
    return float("inf") if np.isnan(p.error) else p.error


def _index(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(i) for i in np.unravel_index(place, shape))


def _tidy(value: float) -> float:
    """One-sided values have eight digits: show 1, not 0.99999999."""
    return float(f"{value:.6g}") + 0.0
