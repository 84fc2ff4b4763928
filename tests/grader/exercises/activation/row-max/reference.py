"""The largest entry of every row, and who may have the gradient where several are largest."""

import numpy as np

from exercises.catalog import Case


def forward(x):
    """y[n] = max over d of x[n, d]."""
    return x.max(-1)


def _by_weights(weights):
    """The maximum as a weighted sum of the largest entries; the weights follow the real part alone."""

    def rowmax(x):
        return (weights(x.real == x.real.max(-1, keepdims=True)) * x).sum(-1)

    return rowmax


def _first(largest):
    return largest & (largest.cumsum(-1) == 1)


subgradients = [
    _by_weights(_first),
    _by_weights(lambda largest: _first(largest[..., ::-1])[..., ::-1]),
    _by_weights(lambda largest: largest / largest.sum(-1, keepdims=True)),
]


def cases(rng):
    """Sizes (N, D)."""

    def case(name, sizes, hidden=False):
        return Case(name, {"x": rng.standard_normal(sizes)}, hidden)

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 7)),
        Case("kink: ties", {"x": rng.integers(0, 3, (6, 5)).astype(float)}),
        Case("kink: all alike", {"x": np.tile(rng.standard_normal((4, 1)), 3)}),
        case("hidden", (5, 6), hidden=True),
    ]
