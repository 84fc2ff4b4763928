"""What the loss of an autoencoder must be, and the data on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on every parameter.
"""

import numpy as np

from exercises.catalog import Case


def forward(W1, b1, W2, b2, W3, b3, W4, b4, x):
    """The mean over samples and features of (decoder(encoder(x)) - x)²."""
    code = dense(np.tanh(dense(x, W1, b1)), W2, b2)
    miss = dense(np.tanh(dense(code, W3, b3)), W4, b4) - x
    return (miss * miss).mean((-2, -1))


def dense(x, w, b):
    """x w + b for every matrix of a stack."""
    return x @ w + b[..., None, :]


def cases(rng):
    """Sizes (N, D, H, K); a code of one number and one wider than the data, features that never vary, many scales.

    What goes into a tanh stays below about 3: beyond, 1 - tanh² has lost digits, and right code would look wrong.
    """

    def case(name, sizes, scale=1.0, shift=0.0, hidden=False):
        N, D, H, K = sizes
        args = {}
        for i, (rows, columns) in enumerate([(D, H), (H, K), (K, H), (H, D)], start=1):
            args[f"W{i}"] = 0.8 * rng.standard_normal((rows, columns)) / np.sqrt(rows)
            args[f"b{i}"] = 0.4 * rng.standard_normal(columns)
        args["W1"] /= max(scale, 1.0)
        args["W4"] *= scale
        args["b4"] *= scale
        return Case(name, args | {"x": scale * (rng.standard_normal((N, D)) + shift)}, hidden)

    def constant(name, sizes):
        """The first features are 0 in every sample, like the corners of handwritten digits."""
        drawn = case(name, sizes)
        drawn.args["x"][:, :2] = 0.0
        return drawn

    def silent(name, sizes):
        """The last layer begins at 0: whatever the code, y is b4, and only W4 and b4 get a gradient."""
        drawn = case(name, sizes)
        return Case(name, drawn.args | {"W4": np.zeros_like(drawn.args["W4"])})

    return [
        case("tiny", (5, 3, 2, 1)),
        case("batch of one", (1, 4, 3, 2)),
        case("a code of one number", (6, 5, 4, 1)),
        case("a code wider than the data", (4, 3, 6, 5)),
        case("one hidden unit", (7, 3, 1, 2)),
        constant("features that never vary", (5, 6, 3, 2)),
        silent("a last layer of zeros", (4, 5, 3, 2)),
        case("far from 0", (8, 4, 5, 3), shift=0.7),
        case("large numbers", (3, 6, 4, 2), scale=1e4),
        case("small numbers", (6, 4, 3, 5), scale=1e-5),
        case("wide", (7, 400, 5, 3)),
        case("hidden", (9, 7, 5, 3), hidden=True),
        case("hidden narrow", (3, 8, 2, 4), scale=30.0, hidden=True),
    ]
