"""The GRU once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x, h0, wx, wh, b):
    """One sample, one step and one unit after the other; blocks stand in the order r, z, n."""
    samples, steps, features = x.shape
    units = h0.shape[1]
    h = np.zeros((samples, steps, units))

    def summed(n, t, state, column):
        """The input of one gate or candidate, where `state` is what wh reads."""
        from_x = math.fsum(float(x[n, t, d]) * float(wx[d, column]) for d in range(features))
        from_h = math.fsum(state[k] * float(wh[k, column]) for k in range(units))
        return from_x + from_h + float(b[column])

    for n in range(samples):
        old = [float(v) for v in h0[n]]
        for t in range(steps):
            kept = [_sigmoid(summed(n, t, old, u)) * old[u] for u in range(units)]
            new = []
            for u in range(units):
                z = _sigmoid(summed(n, t, old, units + u))
                candidate = math.tanh(summed(n, t, kept, 2 * units + u))
                new.append((1 - z) * candidate + z * old[u])
            old = new
            h[n, t] = new
    return h


def _sigmoid(a):
    """Of a large negative number e^-a would overflow."""
    return 1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a))
