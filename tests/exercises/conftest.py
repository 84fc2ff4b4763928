"""Two ways to differentiate a function of named arrays along a direction, independent of each other.

Both give one flat vector, all outputs one after the other. Nothing here is shared with the grader's own.
"""

from typing import Any, Protocol

import numpy as np
import pytest

STEP = 1e-30


class Derivative(Protocol):
    def __call__(self, function: Any, args: dict[str, Any], along: dict[str, Any]) -> np.ndarray: ...


def flat(value: Any) -> np.ndarray:
    """The output or the outputs as one vector."""
    outputs = value if isinstance(value, tuple) else (value,)
    return np.concatenate([np.ravel(output) for output in outputs])


def moved(args: dict[str, Any], along: dict[str, Any], step: Any) -> dict[str, Any]:
    """The arguments, those in `along` moved by `step` times the direction."""
    return args | {name: args[name] + step * direction for name, direction in along.items()}


def _complex_step(function: Any, args: dict[str, Any], along: dict[str, Any]) -> np.ndarray:
    return flat(function(**moved(args, along, STEP * 1j))).imag / STEP


def _difference(function: Any, args: dict[str, Any], along: dict[str, Any]) -> np.ndarray:
    """Two central differences, extrapolated; the error is of the fourth order in the step."""

    def central(step: Any) -> np.ndarray:
        ahead, behind = (flat(function(**moved(args, along, h))) for h in (step, -step))
        assert ahead.dtype == np.longdouble, "a step was rounded to float64 on the way"
        return (ahead - behind) / (2 * step)

    step = np.longdouble(1e-5)
    return (4 * central(step / 2) - central(step)) / 3


@pytest.fixture(scope="session")
def complex_step() -> Derivative:
    """The derivative read off the imaginary part."""
    return _complex_step


@pytest.fixture(scope="session")
def difference() -> Derivative:
    """The derivative by differences in 80-bit long double; scale `along` to the size of the arguments."""
    if np.finfo(np.longdouble).eps > 1e-18:
        pytest.skip("this platform has no 80-bit long double")
    return _difference


@pytest.fixture(scope="session")
def both_ways(complex_step: Derivative, difference: Derivative) -> tuple[Derivative, Derivative]:
    """The derivative to be proved and the one that it is held against."""
    return complex_step, difference
