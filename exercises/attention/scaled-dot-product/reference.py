"""What scaled dot-product attention must compute, and the sequences on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on q, k and v. The softmax goes through
its logarithm, unlike the quotient of `solution.py`.
"""

import math

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(q, k, v):
    """y = e^(s - log sum e^s) v with the scores s = q kᵀ / sqrt(D)."""
    scores = q @ k.swapaxes(-1, -2) / math.sqrt(q.shape[-1])
    low = scores - scores.real.max(axis=-1, keepdims=True)
    return np.exp(low - smooth.logsumexp(low, keepdims=True)) @ v


def cases(rng):
    """Sizes (N, T, S, D, E); one query, one key, one feature; weights that are equal, ordinary and nearly certain.

    With one key dq and dk are 0, which is exact however it is computed only for one column of values.
    """

    def case(name, sizes, spread=1.0, scale=1.0, hidden=False):
        """`spread` is about the deviation of the scores; `scale` is that of the values."""
        N, T, S, D, E = sizes
        q = math.sqrt(spread) * rng.standard_normal((N, T, D))
        k = math.sqrt(spread) * rng.standard_normal((N, S, D))
        return Case(name, {"q": q, "k": k, "v": scale * rng.standard_normal((N, S, E))}, hidden)

    def high(name, sizes, hidden=False):
        """Rows that stand at about +800 or -800 as a whole: e^s is inf or 0, the weights are ordinary.

        The numbers are short in binary, so that scores are exact; the slope in the large column of q cancels to 1/800.
        """
        drawn = case(name, sizes)
        q, k, D = drawn.args["q"], drawn.args["k"], sizes[3]
        q[..., 0] = rng.permuted(np.resize([8.0, -8.0], q.shape[:2]), axis=1) * math.sqrt(D)
        k[..., 0] = 100.0 + k[..., 0] / 32
        args = {"q": np.round(q * 64) / 64, "k": np.round(k * 1024) / 1024, "v": drawn.args["v"]}
        return Case(name, args, hidden, ill_conditioned=True)

    return [
        case("tiny", (1, 3, 2, 5, 4)),
        case("batch of one", (1, 4, 5, 3, 2)),
        case("batch of seven", (7, 2, 3, 5, 4)),
        case("one query", (3, 1, 6, 4, 2)),
        case("one key", (4, 5, 1, 3, 1)),
        case("one feature", (2, 4, 7, 1, 3)),
        case("weights that hardly differ", (3, 4, 5, 2, 6), spread=1e-2),
        case("weights that are nearly certain", (2, 5, 4, 3, 6), spread=2.5),
        case("large values", (2, 6, 3, 4, 5), scale=1e5),
        high("scores of 800", (2, 4, 5, 16, 3)),
        case("wide", (8, 16, 24, 32, 20)),
        case("hidden", (5, 3, 4, 6, 2), hidden=True),
        case("hidden long", (2, 9, 11, 5, 3), scale=1e-3, hidden=True),
    ]
