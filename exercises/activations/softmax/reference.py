"""What a softmax must compute, and the logits on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on z.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(z):
    """p = e^(z - log sum e^z), row by row; the row's largest entry is taken off first, to keep the digits."""
    low = z - z.real.max(axis=-1, keepdims=True)
    return np.exp(low - smooth.logsumexp(low, keepdims=True))


def cases(rng):
    """Sizes (N, C); undecided and overflowing rows, and rows at very different heights.

    No class comes nearer to certainty than about 0.99: beyond, dp - mean has so few digits left that right code would
    look wrong. Past a lead of 750 the gradient is 0 in float64.
    """

    def case(name, sizes, scale=1.0, height=0.0, hidden=False):
        return Case(name, {"z": scale * rng.uniform(-2.0, 2.0, sizes) + height}, hidden)

    def thousands(name, sizes, hidden=False):
        """Levels of -1000, 0 and 1000 in every row; of the highest there is one."""
        N, C = sizes
        levels = rng.permuted(np.tile(np.arange(C) % 2 - 1.0, (N, 1)), axis=1)
        levels[np.arange(N), rng.integers(0, C, N)] = 1.0
        return Case(name, {"z": 1000.0 * levels + rng.standard_normal(sizes)}, hidden)

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 5)),
        case("two classes", (9, 2)),
        case("one class", (4, 1)),
        case("more classes than samples", (2, 13)),
        case("no class preferred", (5, 3), scale=0.0, height=rng.standard_normal((5, 1))),
        case("rows far apart", (7, 6), height=np.array([390.0, -390.0, 0.0, 5.0, 0.0, 0.0, 9.0])[:, None]),
        case("whole rows at 1000 and -1000", (4, 5), height=np.array([1000.0, -1000.0, 0.0, 1000.0])[:, None]),
        thousands("logits of 1000", (6, 3)),
        case("wide", (3, 1200)),
        case("hidden batch of twelve", (12, 7), hidden=True),
        thousands("hidden logits of 1000", (3, 8), hidden=True),
    ]
