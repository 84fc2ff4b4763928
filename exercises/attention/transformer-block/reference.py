"""What a pre-norm transformer block must compute, and the sequences on which it is tried.

Works for real, complex and long double arrays and for a leading stack axis on all of them. One head after the other,
and the heads' results are added instead of joined, unlike in `solution.py`.
"""

import math

import numpy as np

from exercises import smooth
from exercises.catalog import Case


def forward(x, gamma1, beta1, wq, wk, wv, wo, gamma2, beta2, w1, b1, w2, b2, heads, eps):
    """h = x + attention(norm(x)), y = h + relu(norm(h) w1 + b1) w2 + b2."""
    h = x + _attention(_normed(x, gamma1, beta1, eps), wq, wk, wv, wo, heads)
    z = _normed(h, gamma2, beta2, eps) @ w1[..., None, :, :] + b1[..., None, None, :]
    return h + np.where(z > 0, z, 0 * z) @ w2[..., None, :, :] + b2[..., None, None, :]


def _normed(x, gamma, beta, eps):
    deviation = np.sqrt(smooth.var(x, keepdims=True) + eps)
    return (x - x.mean(-1, keepdims=True)) / deviation * gamma[..., None, None, :] + beta[..., None, None, :]


def _attention(u, wq, wk, wv, wo, heads):
    width = wq.shape[-1] // heads
    wq, wk, wv, wo = (w[..., None, :, :] for w in (wq, wk, wv, wo))
    total = 0
    for i in range(heads):
        own = slice(i * width, (i + 1) * width)
        scores = (u @ wq[..., own]) @ (u @ wk[..., own]).swapaxes(-1, -2) / math.sqrt(width)
        a = np.exp(scores - smooth.logsumexp(scores, keepdims=True))
        total = total + a @ (u @ wv[..., own]) @ wo[..., own, :]
    return total


def cases(rng):
    """Sizes (N, T, D, E, F) and heads; one head and several, one unit, branches that hardly count, many scales.

    Never on a kink of the ReLU, but for one chance in some millions.
    """

    def case(name, sizes, heads, hidden=False, **how):
        return Case(name, block(rng, sizes, heads, **how), hidden)

    return [
        case("tiny", (1, 4, 3, 1, 2), 1, eps=0.1),
        case("batch of one", (1, 3, 5, 4, 6), 2),
        case("one head", (2, 4, 5, 3, 7), 1),
        case("three heads", (3, 2, 4, 6, 5), 3),
        case("heads of one column", (2, 3, 6, 4, 5), 4),
        case("one hidden unit", (4, 5, 6, 2, 1), 2),
        case("branches that hardly count", (3, 4, 5, 2, 6), 2, branch=1e-3),
        case("branches that count most", (2, 5, 4, 6, 3), 3, branch=30.0),
        case("large inputs", (5, 3, 4, 2, 8), 1, scale=100.0),
        case("wide", (6, 8, 12, 16, 20), 4),
        case("hidden", (3, 5, 6, 4, 7), 2, scale=3.0, hidden=True),
        case("hidden long", (2, 9, 4, 3, 6), 3, eps=1e-2, hidden=True),
    ]


def block(rng, sizes, heads, eps=1e-3, scale=1.0, branch=1.0):
    """`scale` is that of x, `branch` that of what the two branches add to it."""
    N, T, D, E, F = sizes

    def weights(rows, columns, size=1.0):
        return size * rng.standard_normal((rows, columns)) / math.sqrt(rows)

    return {
        "x": scale * rng.standard_normal((N, T, D)),
        "gamma1": rng.uniform(0.5, 1.5, D),
        "beta1": 0.5 * rng.standard_normal(D),
        "wq": weights(D, E),
        "wk": weights(D, E),
        "wv": weights(D, E),
        "wo": weights(E, D, branch),
        "gamma2": rng.choice([-1.0, 1.0], D) * rng.uniform(0.5, 1.5, D),
        "beta2": 0.5 * rng.standard_normal(D),
        "w1": weights(D, F),
        "b1": 0.5 * rng.standard_normal(F),
        "w2": weights(F, D, branch),
        "b2": branch * rng.standard_normal(D),
        "heads": heads,
        "eps": eps,
    }
