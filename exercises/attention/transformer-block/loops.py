"""A pre-norm transformer block once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x, gamma1, beta1, wq, wk, wv, wo, gamma2, beta2, w1, b1, w2, b2, heads, eps):
    """One sample after the other; every step by itself, but for what it reads from the others."""
    y = np.zeros(x.shape)
    for n, rows in enumerate(x.tolist()):
        u = [_normed(row, gamma1, beta1, eps) for row in rows]
        read = _read(*([_times(row, w) for row in u] for w in (wq, wk, wv)), heads)
        for t, row in enumerate(rows):
            h = [old + new for old, new in zip(row, _times(read[t], wo), strict=True)]
            z = _times(_normed(h, gamma2, beta2, eps), w1)
            active = [max(value + float(bias), 0.0) for value, bias in zip(z, b1, strict=True)]
            out = _times(active, w2)
            y[n, t] = [a + b + float(bias) for a, b, bias in zip(h, out, b2, strict=True)]
    return y


def _normed(row, gamma, beta, eps):
    mean = math.fsum(row) / len(row)
    root = math.sqrt(math.fsum((value - mean) ** 2 for value in row) / len(row) + eps)
    return [float(g) * (value - mean) / root + float(b) for value, g, b in zip(row, gamma, beta, strict=True)]


def _times(row, w):
    return [math.fsum(value * float(weight) for value, weight in zip(row, column, strict=True)) for column in w.T]


def _read(q, k, v, heads):
    """What every step reads: in each head an average of the values, by one over a sum of ratios."""
    steps, width = len(q), len(q[0]) // heads
    read = [[0.0] * len(q[0]) for _ in range(steps)]
    for t in range(steps):
        for head in range(heads):
            own = range(head * width, (head + 1) * width)
            scores = [math.fsum(q[t][c] * k[s][c] for c in own) / math.sqrt(width) for s in range(steps)]
            for s, mine in enumerate(scores):
                weight = 1 / math.fsum(math.exp(other - mine) for other in scores)
                for c in own:
                    read[t][c] += weight * v[s][c]
    return read
