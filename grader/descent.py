"""How the parameters of a milestone's network move: the optimizers that are ours.

Owns their state. Refuses to know where gradients come from. Arrays are replaced, never written into: a layer in our own
process may have kept one.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Protocol

import numpy as np

from grader.numgrad import Array

Arrays = Mapping[Hashable, Array]


class Rule(Protocol):
    """One optimizer at work."""

    def moved(self, params: Arrays, grads: Arrays, left: float) -> dict[Hashable, Array]:
        """The parameters after a step; `left` is the share of the training that is still to come, 1 at first."""


class Plain:
    """w - rate · dw."""

    def __init__(self, rate: float) -> None:
        self._rate = rate

    def moved(self, params: Arrays, grads: Arrays, left: float) -> dict[Hashable, Array]:  # noqa: ARG002
        """At the same rate throughout."""
        return {name: w - self._rate * grads[name] for name, w in params.items()}


class Adam:
    """Kingma and Ba's, with their constants; `fades` lets the rate fall to 0 along a line."""

    def __init__(self, rate: float, *, fades: bool = False) -> None:
        self._rate = rate
        self._fades = fades
        self._moments: dict[Hashable, tuple[Array, Array]] = {}
        self._steps = 0

    def moved(self, params: Arrays, grads: Arrays, left: float) -> dict[Hashable, Array]:
        """With both moments corrected for their start at 0."""
        self._steps += 1
        rate = self._rate * (left if self._fades else 1.0)
        return {name: w - rate * self._direction(name, grads[name]) for name, w in params.items()}

    def _direction(self, name: Hashable, dw: Array) -> Array:
        m, v = self._moments.get(name, (np.zeros_like(dw), np.zeros_like(dw)))
        m, v = 0.9 * m + 0.1 * dw, 0.999 * v + 0.001 * dw**2
        self._moments[name] = m, v
        direction: Array = (m / (1 - 0.9**self._steps)) / (np.sqrt(v / (1 - 0.999**self._steps)) + 1e-8)
        return direction
