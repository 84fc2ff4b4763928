"""What the loss of this network must be, and the networks on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(W1, b1, W2, b2, x, t):
    """The mean over the samples of (y[n] - t[n])², y = sigmoid(sigmoid(x W1 + b1) W2 + b2)."""
    h = smooth.sigmoid(x @ W1 + b1[..., None, :])
    y = smooth.sigmoid((h @ W2)[..., 0] + b2)
    return ((y - t) * (y - t)).mean(-1)


def cases(rng):
    """Sizes (N, D, H); nothing is saturated: there 1 - y loses digits, whoever computes it."""

    def case(name, sizes, features=1.0, hidden=False):
        """Targets around ½, never a prediction's neighbour, so that no error is a difference of equals."""
        N, D, H = sizes
        args = {
            "W1": rng.standard_normal((D, H)) / np.sqrt(D) / features, "b1": rng.uniform(0.5, 1.5, H),
            "W2": rng.standard_normal((H, 1)) / np.sqrt(H), "b2": rng.standard_normal(1),
            "x": features * rng.standard_normal((N, D)), "t": rng.choice([-1.0, 2.0], N) + rng.uniform(-0.5, 0.5, N),
        }  # fmt: skip
        return Case(name, args, hidden)

    def start(name, sizes):
        """All parameters 0: every y is ½, and the first layer has no gradient at all."""
        drawn = case(name, sizes)
        return Case(name, {key: value if key in "xt" else 0 * value for key, value in drawn.args.items()})

    return [
        case("tiny", (4, 2, 3)),
        case("batch of one", (1, 3, 5)),
        case("three of everything", (3, 3, 3)),
        case("one hidden unit", (6, 4, 1)),
        case("one feature", (5, 1, 4)),
        start("all parameters zero", (7, 2, 5)),
        case("large features", (8, 3, 4), features=100.0),
        case("hidden batch of eleven", (11, 5, 6), hidden=True),
        case("hidden seven units", (2, 6, 7), hidden=True),
    ]
