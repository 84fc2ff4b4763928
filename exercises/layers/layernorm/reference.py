"""What layer normalization must compute, and the rows on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on x, gamma and beta.
"""

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, gamma, beta, eps):
    """y[n] = gamma * (x[n] - mean of x[n]) / sqrt(variance of x[n] + eps) + beta, the variance over D."""
    centred = x - x.mean(-1, keepdims=True)
    deviation = np.sqrt(smooth.var(x, keepdims=True) + eps)
    return centred / deviation * gamma[..., None, :] + beta[..., None, :]


def cases(rng):
    """Sizes (N, D); rows of many sizes, far from zero, all zero; rows of two features.

    With an eps far below the variance two features are always at -1 and 1, and what is left of dx is rounding: the
    fewer features, the larger eps is here.
    """

    def case(name, sizes, eps=1e-5, scale=1.0, centre=1.0, hidden=False):
        N, D = sizes
        args = {
            "x": scale * (rng.standard_normal((N, D)) + centre * rng.standard_normal((N, 1))),
            "gamma": rng.choice([-1.0, 1.0], D) * rng.uniform(0.5, 2.0, D),
            "beta": rng.standard_normal(D),
            "eps": eps,
        }
        return Case(name, args, hidden)

    def padded(name, sizes):
        """Every second row is padding."""
        drawn = case(name, sizes, eps=1e-3)
        drawn.args["x"][1::2] = 0.0
        return drawn

    def untouched(name, sizes):
        drawn = case(name, sizes)
        drawn.args.update(gamma=np.ones(sizes[1]), beta=np.zeros(sizes[1]))
        return drawn

    sizes_of_rows = 10.0 ** np.linspace(-1, 1, 6)[:, None]
    return [
        case("tiny", (3, 5), eps=0.1),
        case("batch of one", (1, 7), eps=1e-3),
        case("two features", (4, 2), eps=0.5),
        case("rows of many sizes", (6, 8), scale=sizes_of_rows),
        case("many features", (3, 21)),
        padded("rows of zeros", (5, 6)),
        untouched("gamma = 1 and beta = 0", (4, 9)),
        case("large numbers", (11, 7), scale=1e5),
        case("far smaller than eps", (7, 4), scale=1e-5),
        case("far from zero", (8, 11), centre=30.0),
        case("wide", (32, 48)),
        case("hidden batch of thirteen", (13, 6), eps=1e-3, hidden=True),
        case("hidden row of nineteen", (2, 19), scale=1e-2, hidden=True),
    ]
