"""Whether a function computes in single precision inside, whatever the type of its results.

Such a function stands still while an input moves by less than a float32 can tell, and jumps now and then. Differences
of tiny steps then are noise, or a steady and wrong zero; and its gradient is right to seven digits, not sixteen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from grader.numgrad import Array, Arrays

NEAR, MIDDLE, FAR = 1e-11, 1e-5, 1e-3
"""Relative moves: many ulps of a float64 and so little of a float32 that few in a thousand jump; and plenty of both."""
ALIVE = 1e-6
"""A number counts if it moved by this much of itself when the input moved far; and in the middle at all, which it
would not if the far one crossed a step of the function."""
WAYS = 3
Evaluate = Callable[[Arrays], Array | None]
"""The numbers with some inputs replaced; None where they cannot be had."""


def stands_still(evaluate: Evaluate, point: Mapping[str, Array], name: str) -> bool:
    """Whether most numbers that move when the input moves far do not move at all when it moves a little."""
    rng, here = np.random.default_rng(0), evaluate({})
    if here is None:
        return False
    alive = still = 0
    for _ in range(WAYS):
        signs = rng.choice((-1.0, 1.0), point[name].shape) * rng.uniform(0.5, 1.0, point[name].shape)
        moves = (NEAR, MIDDLE, FAR)
        near, middle, far = (evaluate({name: point[name] * (1.0 + move * signs)}) for move in moves)
        if near is None or middle is None or far is None:
            continue
        with np.errstate(invalid="ignore"):
            moved = (np.abs(far - here) > ALIVE * np.abs(here)) & (middle != here)
        alive += int(moved.sum())
        still += int((moved & (near == here)).sum())
    return still > alive / 2
