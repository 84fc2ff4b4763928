"""A plain RNN once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x, h0, wx, wh, b):
    """One sample, one step and one unit after the other."""
    samples, steps, features = x.shape
    units = len(b)
    h = np.zeros((samples, steps, units))
    for n in range(samples):
        old = [float(v) for v in h0[n]]
        for t in range(steps):
            new = []
            for u in range(units):
                terms = [float(x[n, t, d]) * float(wx[d, u]) for d in range(features)]
                terms += [old[k] * float(wh[k, u]) for k in range(units)]
                new.append(math.tanh(math.fsum(terms) + float(b[u])))
            old = new
            h[n, t] = new
    return h
