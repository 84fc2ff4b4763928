"""What the mean squared error must be, and the residuals on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on y.
"""

import numpy as np

from exercises.catalog import Case


def forward(y, t):
    """loss = (1 / ND) sum over n, d of (y[n, d] - t[n, d])²."""
    r = y - t
    return (r * r).sum((-2, -1)) / t.size


def cases(rng):
    """Sizes (N, D); a parabola has no kink, so only sizes and scales differ, and how far y is from t."""

    def case(name, sizes, far=1.0, around=1.0, hidden=False):
        t = around * rng.standard_normal(sizes)
        return Case(name, {"y": t + far * rng.standard_normal(sizes), "t": t}, hidden)

    return [
        case("tiny", (3, 4)),
        case("batch of one", (1, 5)),
        case("one output", (9, 1)),
        case("one number", (1, 1)),
        case("more outputs than samples", (2, 17)),
        case("some predictions are perfect", (6, 4), far=np.arange(6)[:, None] % 2),
        case("far off", (4, 7), far=1e6),
        case("close", (5, 3), far=1e-3),
        case("large targets", (7, 2), around=1e4),
        case("wide", (64, 80)),
        case("hidden batch of thirteen", (13, 6), hidden=True),
        case("hidden mixed scales", (8, 5), far=10.0 ** rng.integers(-2, 3, (8, 5)), hidden=True),
    ]
