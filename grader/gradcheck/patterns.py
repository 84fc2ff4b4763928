"""What all wrong entries of a gradient have in common, in words: the sentence a colleague would say.

Owns the list of patterns and their wording. Each is a fact about the numbers, checked on every known entry; what
caused it is the reader's to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

import numpy as np

from grader.compare import norm
from grader.numgrad import Array, Arrays

CLOSE = 1e-7
"""Patterns hold to this or better, relative."""


@dataclass(frozen=True)
class Seen:
    """One wrong gradient beside the true one, as far as they are known."""

    name: str
    yours: Array
    true: Array
    known: Array
    """Where `true` was computed or is known to equal yours; elsewhere it means nothing."""
    wrong: Array
    scales: Array
    """What an error in an entry is relative to."""
    error: float
    tolerance: float
    inputs: Arrays
    """All inputs at this point."""
    returned: Arrays
    """All the gradients that were returned."""
    sizes: Mapping[str, int]
    """Lengths in the inputs and the output, by what one writes for them."""

    def close(self, one: Array, two: Array) -> bool:
        """Whether they agree wherever the true value is known."""
        off, sizes = np.abs(one - two)[self.known], np.maximum(np.abs(two), self.scales)[self.known]
        return bool(np.all(off <= self.slack * sizes))

    @property
    def slack(self) -> float:
        """How near is equal, relative: well within the error that is to be explained."""
        return max(min(CLOSE, 0.01 * self.error), 10 * self.tolerance)


@dataclass(frozen=True)
class Pattern:
    """One sentence, and the factor where there is one for all entries."""

    text: str = ""
    factor: float | None = None


def described(seen: Seen) -> Pattern:
    """The first pattern that fits, or an empty one."""
    with np.errstate(all="ignore"):
        number = _factor(seen)
        if number is not None:
            return Pattern(_factor_text(f"all of the gradient for {seen.name}", number, seen.sizes), number)
        if not seen.known.all():
            return Pattern()
        return Pattern(next(chain(_moved(seen), _exchanged(seen), _off_by(seen), _place(seen)), ""))


def _factor(seen: Seen) -> float | None:
    """One number that every known entry is off by, if there is one."""
    clear = seen.known & (np.abs(seen.true) > 1e-3 * seen.scales)
    if not clear.any() or (clear.sum() < 2 and seen.known.sum() > 1):
        return None
    found = float(np.median(seen.yours[clear] / seen.true[clear]))
    size = max(1.0, abs(found))
    return found if np.isfinite(found) and seen.close(seen.yours / size, found / size * seen.true) else None


def _moved(seen: Seen) -> Iterator[str]:
    """The right numbers in other places."""
    name, yours, true = seen.name, seen.yours, seen.true
    if yours.ndim == 2 and yours.shape[0] == yours.shape[1] and seen.close(yours, true.T):
        yield f"the gradient for {name} is the transpose of the true one"
    for axis, length in enumerate(yours.shape):
        along = f" along axis {axis}" if yours.ndim > 1 else ""
        if length > 1 and seen.close(yours, np.flip(true, axis)):
            yield f"the gradient for {name} is the true one reversed{along}"
        for by in (1, -1) if length > 2 else ():
            if seen.close(yours, np.roll(true, by, axis)):
                yield f"the gradient for {name} is the true one moved by {by:+d}{along}"
    if seen.close(np.abs(yours), np.abs(true)):
        yield f"{seen.wrong.sum()} of {yours.size} entries of the gradient for {name} have the wrong sign"


def _exchanged(seen: Seen) -> Iterator[str]:
    """The gradient for another input, or one factor short."""
    if not np.any(seen.true):
        return
    for other, theirs in seen.returned.items():
        if other != seen.name and theirs.shape == seen.true.shape and seen.close(theirs, seen.true):
            yield f"the true gradient for {seen.name} is what you return for {other}"
    for other, x in seen.inputs.items():
        if x.shape != seen.true.shape or not np.ptp(x):
            continue
        if seen.close(seen.yours * x, seen.true):
            yield f"the true gradient for {seen.name} is yours times {other}, entry by entry"
        if seen.close(seen.yours, seen.true * x):
            yield f"the gradient for {seen.name} is the true one times {other}, entry by entry"


def _off_by(seen: Seen) -> Iterator[str]:
    """The same thing too much or too little in every entry."""
    off = seen.yours - seen.true
    if off.size < 3 or not seen.wrong.all():
        return
    for other, x in {"": np.ones(off.shape), **seen.inputs}.items():
        if x.shape == off.shape and norm(x):
            times = float(np.vdot(x, off) / np.vdot(x, x))
            if norm(off - times * x) <= 1e-4 * norm(off):
                what = f"{abs(times):.6g}" + (f" times {other}" if other else ", the same in every entry")
                yield f"the gradient for {seen.name} is too {'large' if times > 0 else 'small'} by {what}"


def _place(seen: Seen) -> Iterator[str]:
    """A row or a column that holds all wrong entries, and one factor among them."""
    axes = range(seen.wrong.ndim)
    for axis in axes:
        rows = np.flatnonzero(seen.wrong.any(axis=tuple(k for k in axes if k != axis)))
        if len(rows) == 1 < min(seen.wrong.shape[axis], seen.wrong.sum()):
            index = ", ".join(str(rows[0]) if k == axis else ":" for k in axes)
            ratios = seen.yours[seen.wrong] / seen.true[seen.wrong]
            same = np.ptp(ratios) <= seen.slack * np.max(np.abs(ratios))
            where = f"all wrong entries of the gradient for {seen.name} are in [{index}]"
            yield where + (f"; {_factor_text('each', float(ratios[0]), seen.sizes)}" if same else "")


def _factor_text(what: str, number: float, sizes: Mapping[str, int]) -> str:
    """ "all of db is 1/4 of the true value (4 = x.shape[0])"; the sizes are a fact, not a cause."""
    if number == 0.0:
        return f"{what} is 0"
    if abs(number + 1.0) < 1e-9:
        return f"{what} has the wrong sign"
    close = Fraction(number).limit_denominator(1000)
    exact = abs(float(close) - number) <= 1e-8 * abs(number)
    text = f"{close}" if exact and close.denominator > 1 else f"{number:.8g}"
    of = f"{text} of" if exact and abs(close) < 1 else f"{text} times"
    length = abs(close.denominator if abs(close.numerator) == 1 else close.numerator) if exact else 0
    said = [where for where, size in sizes.items() if size == length and length > 1][:2]
    return f"{what} is {of} the true value" + (f" ({length} = {' = '.join(said)})" if said else "")
