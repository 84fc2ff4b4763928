"""Adam."""

import numpy as np


def adam_step(w, dw, m, v, t, lr):
    """One step with bias correction; t counts from 1."""
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    step = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w - lr * step, m, v
