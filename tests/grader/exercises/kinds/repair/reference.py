"""Mean binary cross-entropy of a linear model, and the arrays on which it is tried."""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(w, b, x, t):
    """The mean over the batch of softplus(z) - t z, z = x w + b."""
    z = w @ x.T + np.asarray(b)[..., None]
    return (smooth.softplus(z) - t * z).mean(-1)


def cases(rng):
    """Sizes (N, D)."""

    def case(name, sizes, scale=1.0, hidden=False):
        N, D = sizes
        args = {"w": scale * rng.standard_normal(D), "b": np.array(rng.standard_normal())}
        args |= {"x": rng.standard_normal((N, D)), "t": rng.integers(0, 2, N).astype(float)}
        return Case(name, args, hidden)

    return [
        case("tiny", (4, 3)),
        case("batch of one", (1, 5)),
        case("saturated", (7, 4), scale=20.0),
        case("one feature", (5, 1)),
        case("hidden", (9, 6), hidden=True),
    ]
