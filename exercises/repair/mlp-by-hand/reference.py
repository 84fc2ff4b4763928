"""What the loss of a network of sigmoids must be, and the networks on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(W1, b1, W2, b2, x, t):
    """loss = mean over the samples of sum over the outputs of (y - t)², y and the hidden units sigmoids."""
    h = smooth.sigmoid(x @ W1 + b1[..., None, :])
    y = smooth.sigmoid(h @ W2 + b2[..., None, :])
    return ((y - t) ** 2).sum(-1).mean(-1)


def cases(rng):
    """Sizes (N, D, H, C); hidden units that are saturated, targets that are no labels, scales of the data."""

    def case(name, sizes, features=1.0, hidden=False):
        """Inputs of all units within ±2: beyond, 1 - y loses digits."""
        N, D, H, C = sizes
        args = {
            "W1": rng.standard_normal((D, H)) / np.sqrt(D) / features,
            "b1": 0.5 * rng.standard_normal(H),
            "W2": rng.standard_normal((H, C)) / np.sqrt(H),
            "b2": 0.5 * rng.standard_normal(C),
            "x": features * rng.standard_normal((N, D)),
            "t": rng.integers(0, 2, (N, C)).astype(float),
        }
        gentle = 2 / max(2, np.abs(args["x"] @ args["W1"] + args["b1"]).max())
        args |= {"W1": gentle * args["W1"], "b1": gentle * args["b1"]}
        return Case(name, args, hidden)

    def saturated(name, sizes):
        """Every second hidden unit says 0 or 1 whatever it sees."""
        drawn = case(name, sizes)
        drawn.args["b1"][::2] = np.copysign(1000.0, drawn.args["b1"][::2])
        return drawn

    def between(name, sizes):
        """Targets of any size, as in a regression."""
        drawn = case(name, sizes)
        drawn.args["t"] = rng.standard_normal(drawn.args["t"].shape)
        return drawn

    return [
        case("tiny", (5, 3, 4, 2)),
        case("batch of one", (1, 5, 3, 4)),
        case("one output", (6, 4, 3, 1)),
        case("one hidden unit", (7, 3, 1, 4)),
        case("one feature", (4, 1, 6, 3)),
        between("any targets", (8, 2, 5, 3)),
        saturated("saturated units", (9, 3, 6, 5)),
        case("large features", (11, 4, 5, 3), features=100.0),
        case("wide", (16, 40, 30, 8)),
        case("hidden batch of thirteen", (13, 6, 5, 4), hidden=True),
        case("hidden small features", (5, 7, 4, 3), features=1e-3, hidden=True),
    ]
