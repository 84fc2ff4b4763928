"""The residual block once more, number by number: what `reference.py` is held against."""

import numpy as np


def forward(x, w1, b1, w2, b2):
    """One sample after the other: every hidden unit, cut off at 0, then every output on top of its own input."""
    (samples, features), units = x.shape, len(b1)
    y = np.zeros((samples, features))
    for n in range(samples):
        hidden = []
        for k in range(units):
            a = sum(float(x[n, d]) * float(w1[d, k]) for d in range(features)) + float(b1[k])
            hidden.append(a if a > 0 else 0.0)
        for d in range(features):
            branch = sum(hidden[k] * float(w2[k, d]) for k in range(units)) + float(b2[d])
            y[n, d] = float(x[n, d]) + branch
    return y
