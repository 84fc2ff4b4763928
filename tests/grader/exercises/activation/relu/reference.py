"""max(x, 0), and the derivatives that people give it at 0."""

import numpy as np

from exercises.catalog import Case


def forward(x):
    """y = max(x, 0)."""
    return np.where(x > 0, x, 0 * x)


def _with_slope(at_zero):
    """ReLU with this derivative at 0: the branch is taken by the real part, so that no step can choose another."""

    def relu(x):
        return np.where(x.real > 0, x, np.where(x.real == 0, at_zero * x, 0 * x))

    return relu


subgradients = [_with_slope(0.0), _with_slope(0.5), _with_slope(1.0)]


def cases(rng):
    """Sizes (N, D)."""

    def case(name, sizes, hidden=False):
        return Case(name, {"x": rng.standard_normal(sizes)}, hidden)

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 7)),
        Case("kink: many zeros", {"x": rng.permutation(np.r_[np.zeros(9), rng.standard_normal(6)]).reshape(5, 3)}),
        Case("kink: zeros only", {"x": np.zeros((2, 6))}),
        case("hidden", (5, 6), hidden=True),
    ]
