"""RMSProp once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(w, dw, s, lr, rho, eps):
    """One weight after the other."""
    new_w, new_s = np.zeros(w.shape), np.zeros(w.shape)
    for d in range(w.shape[0]):
        for m in range(w.shape[1]):
            g = float(dw[d, m])
            square = rho * float(s[d, m]) + (1 - rho) * g * g
            new_s[d, m] = square
            new_w[d, m] = float(w[d, m]) - lr / (math.sqrt(square) + eps) * g
    return new_w, new_s
