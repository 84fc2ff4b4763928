"""What multi-head self-attention must compute, and the sequences on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on all of them. One head after the other,
by slices of the weights, and their results are added instead of joined, unlike in `solution.py`.
"""

import math

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, wq, wk, wv, wo, heads):
    """The sum over heads of softmax(q kᵀ / sqrt(d)) v wo, with that head's columns of wq, wk, wv and rows of wo."""
    width = wq.shape[-1] // heads
    wq, wk, wv, wo = (w[..., None, :, :] for w in (wq, wk, wv, wo))
    y = 0
    for i in range(heads):
        own = slice(i * width, (i + 1) * width)
        q, k, v = x @ wq[..., own], x @ wk[..., own], x @ wv[..., own]
        scores = q @ k.swapaxes(-1, -2) / math.sqrt(width)
        a = np.exp(scores - smooth.logsumexp(scores, keepdims=True))
        y = y + a @ v @ wo[..., own, :]
    return y


def cases(rng):
    """Sizes (N, T, D, E, M) and heads; one head, heads of one column, one step; weights equal or nearly certain.

    With one step dwq and dwk are 0, which is exact however it is computed only for heads of one column.
    """

    def case(name, sizes, heads, spread=1.0, scale=1.0, hidden=False):
        """`spread` is about the deviation of the scores; `scale` is that of the values."""
        N, T, D, E, M = sizes
        pull = math.sqrt(spread / D)
        args = {
            "x": rng.standard_normal((N, T, D)),
            "wq": pull * rng.standard_normal((D, E)),
            "wk": pull * rng.standard_normal((D, E)),
            "wv": scale * rng.standard_normal((D, E)),
            "wo": rng.standard_normal((E, M)) / math.sqrt(E),
            "heads": heads,
        }
        return Case(name, args, hidden)

    return [
        case("tiny", (1, 3, 2, 4, 5), 2),
        case("batch of one", (1, 4, 3, 6, 2), 3),
        case("one head", (3, 4, 5, 2, 6), 1),
        case("heads of one column", (2, 5, 4, 3, 6), 3),
        case("one step", (4, 1, 5, 3, 2), 3),
        case("two heads", (5, 3, 2, 8, 4), 2),
        case("four heads", (2, 5, 3, 12, 7), 4),
        case("weights that hardly differ", (3, 6, 4, 2, 5), 2, spread=1e-2),
        case("weights that are nearly certain", (2, 4, 6, 9, 3), 3, spread=2.5),
        case("large values", (3, 4, 2, 6, 5), 2, scale=1e4),
        case("wide", (8, 12, 16, 24, 20), 4),
        case("hidden", (3, 5, 4, 10, 2), 5, hidden=True),
        case("hidden long", (2, 9, 3, 6, 4), 2, scale=1e-3, hidden=True),
    ]
