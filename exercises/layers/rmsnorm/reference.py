"""What RMS normalization must compute, and the sequences on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x and gamma.
"""

import numpy as np

from exercises.catalog import Case


def forward(x, gamma, eps):
    """y[n, t] = gamma * x[n, t] / sqrt(mean of the squares of x[n, t] + eps)."""
    D = x.shape[-1]
    squares = (x[..., None, :] @ x[..., :, None])[..., 0]
    return x * (gamma[..., None, None, :] / np.sqrt(squares / D + eps))


def cases(rng):
    """Sizes (N, T, D); vectors of many sizes, far from zero, all zero; a single feature.

    With an eps far below the square a single feature is always at -1 or 1, and what is left of dx is rounding: there
    eps is large.
    """

    def case(name, sizes, eps=1e-5, scale=1.0, centre=0.5, hidden=False):
        N, T, D = sizes
        args = {
            "x": scale * (rng.standard_normal((N, T, D)) + centre * rng.standard_normal((N, T, 1))),
            "gamma": rng.choice([-1.0, 1.0], D) * rng.uniform(0.5, 2.0, D),
            "eps": eps,
        }
        return Case(name, args, hidden)

    def padded(name, sizes):
        """The second half of every sequence is padding."""
        drawn = case(name, sizes, eps=1e-3)
        drawn.args["x"][:, sizes[1] // 2 :] = 0.0
        return drawn

    sizes_of_vectors = 10.0 ** np.linspace(-1, 1, 8).reshape(2, 4, 1)
    return [
        case("tiny", (2, 3, 4), eps=0.1),
        case("batch of one", (1, 5, 6), eps=1e-3),
        case("one step", (4, 1, 7)),
        case("vectors of many sizes", (2, 4, 5), scale=sizes_of_vectors),
        case("one feature", (5, 3, 1), eps=0.5),
        padded("vectors of zeros", (3, 4, 5)),
        case("far from zero", (3, 2, 8), centre=30.0),
        case("large numbers", (2, 5, 3), eps=1e-6, scale=1e5),
        case("far smaller than eps", (4, 3, 5), scale=1e-5),
        case("batch of nine", (9, 2, 4)),
        case("wide", (12, 8, 32)),
        case("hidden", (5, 6, 7), eps=1e-3, hidden=True),
        case("hidden many features", (2, 3, 23), scale=1e-2, hidden=True),
    ]
