"""What a gradient check found: frozen values and the text a person reads.

Owns the layout. Refuses to compute a derivative and to look for patterns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SHOWN = 3
"""Kinks listed; their number is always said."""


@dataclass(frozen=True)
class WrongEntry:
    """One entry where the gradient is wrong."""

    index: tuple[int, ...]
    yours: float
    true: float

    @property
    def ratio(self) -> float:
        """yours / true; inf where the true value is 0."""
        return self.yours / self.true if self.true else float("inf")


@dataclass(frozen=True)
class Kink:
    """An entry without a derivative: any value between the one-sided ones is a subgradient."""

    index: tuple[int, ...]
    yours: float
    sides: tuple[float, float]
    """When the entry goes down, when it goes up."""
    accepted: bool

    def text(self, name: str) -> str:
        """One sentence."""
        low, high = self.sides
        where = "is one of them" if self._is_one() else "is between them" if self._between() else "is a mix of them"
        end = where if self.accepted else "is neither nor between; if it should be right, move the input off the kink"
        return (
            f"{name}{list(self.index)} sits at a kink: one-sided derivatives {low:.6g} and {high:.6g}; "
            f"yours, {self.yours:.6g}, {end}"
        )

    def _is_one(self) -> bool:
        return any(abs(self.yours - side) <= 1e-6 * max(map(abs, self.sides)) for side in self.sides)

    def _between(self) -> bool:
        return min(self.sides) <= self.yours <= max(self.sides)


@dataclass(frozen=True)
class InputCheck:
    """The verdict on the gradient for one input."""

    name: str
    shape: tuple[int, ...]
    ok: bool
    error: float
    """The largest relative error found (0.5: off by half)."""
    tolerance: float
    """What was allowed: 1e-10, more where the inputs, the function or the method have fewer digits."""
    checked: str
    """`every entry`, or how many directions and, after a failure, entries."""
    wrong: int = 0
    """How many wrong entries were found; among all only if every entry was checked."""
    worst: tuple[WrongEntry, ...] = ()
    factor: float | None = None
    """yours / true where it is one number for all entries."""
    pattern: str = ""
    """What all wrong entries have in common, in words."""
    kinks: tuple[Kink, ...] = ()

    def lines(self, width: int) -> Iterator[str]:
        """One line, and below it the wrong entries and the kinks."""
        verdict = "ok   " if self.ok else "WRONG"
        line = (
            f"  {self.name:<{width}}  {verdict}  error {self.error:.1e}, allowed {self.tolerance:.0e}  {self.checked}"
        )
        yield line
        if self.pattern:
            yield f"      {self.pattern}"
        if self.worst:
            yield f"      {'index':<12} {'yours':>14} {'true':>14} {'yours/true':>12}"
        for entry in self.worst:
            index = str(list(entry.index))
            yield f"      {index:<12} {entry.yours:>14.8g} {entry.true:>14.8g} {entry.ratio:>12.8g}"
        shown = sorted(self.kinks, key=lambda kink: kink.accepted)[:SHOWN]
        yield from (f"      {kink.text(self.name)}" for kink in shown)
        if len(self.kinks) > SHOWN:
            yield f"      ... and {len(self.kinks) - SHOWN} more entries at kinks"


@dataclass(frozen=True, repr=False)
class GradientCheck:
    """The result of `check_gradient`: true if every gradient is right; printing it tells what is wrong, and where."""

    inputs: tuple[InputCheck, ...]
    method: str
    """Where the true values come from."""
    seed: int
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every gradient is right."""
        return all(found.ok for found in self.inputs)

    @property
    def error(self) -> float:
        """The largest relative error of all."""
        return max((found.error for found in self.inputs), default=0.0)

    def raise_if_wrong(self) -> GradientCheck:
        """Raise AssertionError with the whole text if a gradient is wrong; else give the result back."""
        if not self.ok:
            raise AssertionError(str(self))
        return self

    def __getitem__(self, name: str) -> InputCheck:
        return next(found for found in self.inputs if found.name == name)

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        wrong = [found.name for found in self.inputs if not found.ok]
        head = f"gradient of {', '.join(wrong)} is WRONG" if wrong else "gradient is right"
        width = max((len(found.name) for found in self.inputs), default=0)
        lines = [f"{head} (true values: {self.method}; seed {self.seed})"]
        for found in self.inputs:
            lines += found.lines(width)
        return "\n".join([*lines, *(f"  note: {note}" for note in self.notes)])

    __repr__ = __str__
