"""The data that programs are trained on: real, small, and shipped. `SOURCES.md` says where it comes from.

Owns reading it and the split into what is trained on and what is held out. Refuses to scale, flatten or shuffle for an
exercise: its reference does, because its statement says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent
THIRD = 3
"""Every third digit is held out. They stand in the order in which people wrote them, so that everyone's hand is among
those trained on; the last third held out instead costs a small network about four points."""


@dataclass(frozen=True)
class Digits:
    """Handwritten digits: images (N, 8, 8) of numbers from 0 to 1, and labels (N,) from 0 to 9."""

    images: NDArray[np.float64]
    labels: NDArray[np.int64]


@cache
def _digits() -> Digits:
    with np.load(FOLDER / "digits.npz") as stored:
        return Digits(stored["images"] / 16.0, stored["labels"].astype(np.int64))


def digits_to_train() -> Digits:
    """1 198 of 1 797, in the order of the set: shuffle them."""
    return _chosen(held_out=False)


def digits_held_out() -> Digits:
    """The other 599."""
    return _chosen(held_out=True)


def _chosen(held_out: bool) -> Digits:
    third = np.arange(len(_digits().labels)) % THIRD == THIRD - 1
    return Digits(_digits().images[third == held_out], _digits().labels[third == held_out])


@cache
def text() -> str:
    """The House That Jack Built, in small letters without punctuation: 1 904 characters of 25 kinds."""
    lines = (FOLDER / "jack.txt").read_text(encoding="utf-8").lower().split("\n")
    return "\n".join("".join(c for c in line if c.isalpha() or c == " ") for line in lines if line)


@cache
def alphabet() -> str:
    """Every character of the text once, sorted: its index stands for a character."""
    return "".join(sorted(set(text())))
