"""What the multi-class hinge loss must be, and the scores on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on z.
"""

import numpy as np

from exercises.catalog import Case


def _with_slope(slope):
    """The loss for a ramp with this derivative; `slope` takes the missing margin to a number between 0 and 1."""

    def hinge(z, t):
        missing = 1 - (z[..., np.arange(len(t)), t][..., None] - z)
        wrong = np.arange(z.shape[-1]) != t[:, None]
        return (slope(missing) * missing * wrong).sum((-2, -1)) / len(t)

    return hinge


forward = _with_slope(lambda missing: missing > 0)
subgradients = [
    _with_slope(lambda missing: 1.0 * (missing.real > 0)),
    _with_slope(lambda missing: 1.0 * (missing.real >= 0)),
    _with_slope(lambda missing: np.heaviside(missing.real, 0.5)),
]


def cases(rng):
    """Sizes (N, C); margins kept, violated and, in the cases named for it, exactly 1."""

    def case(name, sizes, scale=1.0, lead=0.0, hidden=False):
        """The right class gets a lead, one for all samples or one for each."""
        N, C = sizes
        t = rng.integers(0, C, N)
        z = scale * rng.standard_normal(sizes)
        z[np.arange(N), t] += lead
        return Case(name, {"z": z, "t": t}, hidden)

    def kink(name, sizes, hidden=False):
        """Whole scores: many comparisons end at a margin of exactly 1, the first row's with certainty."""
        z = rng.integers(-2, 3, sizes).astype(float)
        t = rng.integers(0, sizes[1], sizes[0])
        z[0] = z[0, t[0]] - 1
        z[0, t[0]] += 1
        return Case(name, {"z": z, "t": t}, hidden)

    return [
        case("tiny", (3, 4), lead=-0.5),
        case("batch of one", (1, 5), lead=-1.0),
        case("two classes", (9, 2)),
        case("more classes than samples", (2, 13)),
        case("every margin violated", (5, 4), scale=0.1, lead=-2.0),
        case("half of the samples keep every margin", (8, 3), lead=np.tile([9.0, 0.0], 4)),
        case("large scores", (4, 6), scale=1e3),
        case("nearly equal scores", (7, 5), scale=1e-3),
        kink("kink: margins of exactly 1", (5, 4)),
        case("wide", (64, 80)),
        case("hidden batch of twelve", (12, 7), lead=1.0, hidden=True),
        kink("kink: hidden three classes", (6, 3), hidden=True),
    ]
