"""He and Xavier once more, number by number: what `reference.py` is held against.

The draws themselves are NumPy's, in the order of the results; what is made of them is plain arithmetic.
"""

import math

import numpy as np


def forward(rng, fan_in, fan_out, x, layers):
    """The same draws as the reference's, scaled one by one, and the signal passed on unit by unit."""
    generator = np.random.default_rng(rng)
    width = x.shape[1]
    he = _scaled(generator.standard_normal((fan_in, fan_out)), math.sqrt(2 / fan_in))
    limit = math.sqrt(6) / math.sqrt(fan_in + fan_out)
    xavier = _scaled(2 * generator.random((fan_in, fan_out)) - 1, limit)
    deep = _scaled(generator.standard_normal((layers, width, width)), math.sqrt(2 / width))

    rms = np.zeros(layers)
    rows = x.tolist()
    for i, w in enumerate(deep.tolist()):
        rows = [[max(sum(row[k] * w[k][m] for k in range(width)), 0.0) for m in range(width)] for row in rows]
        rms[i] = math.sqrt(sum(value * value for row in rows for value in row) / (len(rows) * width))
    return he, xavier, deep, rms


def _scaled(drawn, factor):
    return np.array([factor * float(value) for value in drawn.flat]).reshape(drawn.shape)
