"""SGD with momentum once more, number by number: what `reference.py` is held against."""

import numpy as np


def forward(w, dw, v, lr, beta):
    """One weight after the other."""
    new_w, new_v = np.zeros(w.shape), np.zeros(w.shape)
    for d in range(w.shape[0]):
        for m in range(w.shape[1]):
            speed = beta * float(v[d, m]) + float(dw[d, m])
            new_v[d, m] = speed
            new_w[d, m] = float(w[d, m]) - lr * speed
    return new_w, new_v
