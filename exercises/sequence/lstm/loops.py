"""The LSTM once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x, h0, c0, wx, wh, b):
    """One sample, one step and one unit after the other; gates stand in the order i, f, g, o."""
    samples, steps, features = x.shape
    units = h0.shape[1]
    h = np.zeros((samples, steps, units))
    for n in range(samples):
        hidden, cell = [float(v) for v in h0[n]], [float(v) for v in c0[n]]
        for t in range(steps):
            a = [
                float(b[k])
                + sum(float(x[n, t, d]) * float(wx[d, k]) for d in range(features))
                + sum(hidden[u] * float(wh[u, k]) for u in range(units))
                for k in range(4 * units)
            ]
            for u in range(units):
                i, f, o = (_sigmoid(a[u + gate * units]) for gate in (0, 1, 3))
                cell[u] = f * cell[u] + i * math.tanh(a[u + 2 * units])
                hidden[u] = o * math.tanh(cell[u])
            h[n, t] = hidden
    return h


def _sigmoid(a):
    """Of a large negative number e^-a would overflow."""
    return 1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a))
