"""Habits that cost digits, found in a source as text: single precision and small literals.

Owns which literals count and how a source looks without them. The source is bytes from a stranger: it is searched with
patterns whose time is linear in its length, and never parsed. A find proves nothing; `harmless` tries what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from grader.compare import SINGLE_MOST, SLIGHT

NARROW = re.compile(
    rb"(?<!finfo\(np\.)(?<!finfo\()\b(?:float32|float16|single|half)\b"
    rb"|(?<=['\"])[<=]?f[24](?=['\"])|(?<=astype\(['\"])f(?=['\"])|(?<=dtype=['\"])f(?=['\"])"
)
WIDENED = {b"single": b"double", b"half": b"double", b"float32": b"float64", b"float16": b"float64"}
EPSILON = re.compile(
    rb"(?<![\w.])(?:\d+(?:\.\d*)?[eE]-0*(?:[5-9]|[12]\d)|0?\.0{4,20}\d{1,9}"
    rb"|10(?:\.0?)?[ ]{0,2}\*\*[ ]{0,2}-[ ]{0,2}(?:[5-9]|[12]\d)|np\.finfo\([\w.'\"]{1,30}\)\.eps)(?![\w.])"
)
MOST_SOURCE = 1 << 18
MOST_EPSILONS = 4
SMALLER = 1e-6


@dataclass(frozen=True)
class Epsilon:
    """A small literal of the source."""

    text: bytes
    value: float
    line: int

    def times(self, source: bytes, factor: float) -> bytes:
        """The source with this literal so many times larger."""
        pattern = rb"(?<![\w.])" + re.escape(self.text) + rb"(?![\w.])"
        return re.sub(pattern, b"(%b*%b)" % (self.text, repr(factor).encode()), source)


@dataclass(frozen=True)
class Habits:
    """Habits that may explain an error, all at once."""

    single: int = 0
    """The first line with single precision, 0 if that is not suspected."""
    epsilons: tuple[Epsilon, ...] = ()

    @property
    def most(self) -> float:
        """The largest error that these habits may cost."""
        return SINGLE_MOST if self.single else SLIGHT

    @property
    def notes(self) -> dict[str, dict[str, Any]]:
        """What is said about them, by note id."""
        found: dict[str, dict[str, Any]] = {"single-precision": {"line": self.single}} if self.single else {}
        if self.epsilons:
            named = ", ".join(e.text.decode("ascii", "replace") for e in self.epsilons)
            found["epsilon"] = {"epsilon": named, "line": self.epsilons[0].line}
        return found

    def without(self, source: bytes, factor: float = SMALLER) -> bytes:
        """The source in double precision and with its epsilons so many times larger."""
        source = NARROW.sub(_widened, source) if self.single else source
        for epsilon in self.epsilons:
            source = epsilon.times(source, factor)
        return source


def suspicions(source: bytes) -> Iterator[Habits]:
    """Each habit by itself, then all epsilons, then everything."""
    if len(source) > MOST_SOURCE:
        return
    narrow = NARROW.search(source)
    single = _line(source, narrow) if narrow else 0
    epsilons = tuple(islice(_epsilons(source), MOST_EPSILONS))
    if single:
        yield Habits(single)
    yield from (Habits(0, (epsilon,)) for epsilon in epsilons)
    if len(epsilons) > 1:
        yield Habits(0, epsilons)
    if single and epsilons:
        yield Habits(single, epsilons)


def _epsilons(source: bytes) -> Iterator[Epsilon]:
    seen = set()
    for match in EPSILON.finditer(source):
        if match[0] not in seen:
            seen.add(match[0])
            yield Epsilon(match[0], _value(match[0]), _line(source, match))


def _value(text: bytes) -> float:
    if b"finfo" in text:
        return float(np.finfo(np.float32 if b"32" in text else np.float64).eps)
    base, power, exponent = text.partition(b"**")
    return float(base) ** float(exponent.replace(b" ", b"")) if power else float(text)


def _line(source: bytes, match: re.Match[bytes]) -> int:
    return source.count(b"\n", 0, match.start()) + 1


def _widened(match: re.Match[bytes]) -> bytes:
    return WIDENED.get(match[0], b"f8")
