"""One step of an LSTM once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x, h0, c0, wx, wh, b):
    """One sample and one unit after the other; gates stand in the order i, f, g, o."""
    samples, features = x.shape
    units = h0.shape[1]
    h, c = np.zeros((samples, units)), np.zeros((samples, units))

    def gate_input(n, column):
        from_x = sum(float(x[n, d]) * float(wx[d, column]) for d in range(features))
        from_h = sum(float(h0[n, k]) * float(wh[k, column]) for k in range(units))
        return from_x + from_h + float(b[column])

    for n, u in np.ndindex(samples, units):
        i, f, o = (_sigmoid(gate_input(n, gate * units + u)) for gate in (0, 1, 3))
        cell = f * float(c0[n, u]) + i * math.tanh(gate_input(n, 2 * units + u))
        h[n, u], c[n, u] = o * math.tanh(cell), cell
    return h, c


def _sigmoid(a):
    """Of a large negative number e^-a would overflow."""
    return 1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a))
