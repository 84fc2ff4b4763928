"""What the Huber loss must be, and the residuals on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on y. At |r| = delta value and slope agree
from both sides, so there is one right gradient; only the slope has a corner, which differences would trip over.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(y, t, delta):
    """With a the part of |r| up to delta, an entry costs a²/2, and delta for every unit of |r| beyond."""
    size = smooth.abs(y - t)
    inside = np.minimum(size, delta)
    return (inside * inside / 2 + delta * (size - inside)).sum((-2, -1)) / t.size


subgradients = [forward]


def cases(rng):
    """Sizes (N, D) and delta; residuals on either side of it, all inside, all outside, and just on it."""

    def case(name, sizes, delta=1.0, scale=1.0, around=1.0, hidden=False):
        t = around * rng.standard_normal(sizes)
        y = t + scale * rng.standard_normal(sizes)
        return Case(name, {"y": y, "t": t, "delta": delta}, hidden)

    def both_sides(name, sizes, delta):
        """Of every four residuals one is large, one is small, of either sign."""
        wanted = np.resize([0.3, 3.0, -0.4, -2.5], sizes) * rng.uniform(0.8, 1.2, sizes)
        t = rng.standard_normal(sizes)
        return Case(name, {"y": t + delta * wanted, "t": t, "delta": delta})

    def corner(name):
        """Binary fractions, so that y - t is exact: residuals of ±delta, and others between and beyond."""
        t = rng.integers(-(1 << 20), 1 << 20, (4, 5)) / (1 << 19)
        r = rng.permuted(np.tile([1.5, -1.5, 0.25, -4.0, 2.0], (4, 1)), axis=1)
        return Case(name, {"y": t + r, "t": t, "delta": 1.5})

    def some_exact(name, sizes, delta):
        """Every third prediction is right: a residual of 0 beside others, and no kink there."""
        t = rng.standard_normal(sizes)
        y = t + rng.standard_normal(sizes)
        y.flat[::3] = t.flat[::3]
        return Case(name, {"y": y, "t": t, "delta": delta})

    return [
        both_sides("tiny", (3, 4), 0.7),
        both_sides("batch of one", (1, 5), 1.0),
        corner("kink of the slope: |r| = delta"),
        case("one output", (11, 1), delta=0.8),
        some_exact("some predictions exact", (5, 4), 0.6),
        case("every residual inside", (4, 6), delta=50.0),
        case("every residual outside", (5, 3), delta=1e-3, scale=3.0),
        case("gross outliers", (6, 4), delta=20.0, scale=np.where(np.arange(6) % 3, 3.0, 1e5)[:, None]),
        case("small numbers", (7, 2), delta=1e-4, scale=1e-4, around=1e-4),
        case("wide", (64, 80), delta=1.3),
        case("hidden batch of thirteen", (13, 5), delta=0.4, hidden=True),
        case("hidden more outputs than samples", (2, 15), delta=2.5, scale=3.0, hidden=True),
    ]
