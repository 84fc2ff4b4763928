"""Adam once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(w, dw, m, v, t, lr, beta1, beta2, eps):
    """One weight after the other."""
    new_w, new_m, new_v = np.zeros(w.shape), np.zeros(w.shape), np.zeros(w.shape)
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            g = float(dw[i, j])
            mean = beta1 * float(m[i, j]) + (1 - beta1) * g
            square = beta2 * float(v[i, j]) + (1 - beta2) * g * g
            size = math.sqrt(square / (1 - beta2**t)) + eps
            new_m[i, j], new_v[i, j] = mean, square
            new_w[i, j] = float(w[i, j]) - lr * (mean / (1 - beta1**t)) / size
    return new_w, new_m, new_v
