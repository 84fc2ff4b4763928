"""RMSProp: a step of its own for each weight."""

import numpy as np


def rmsprop(w, dw, s, lr, rho, eps):
    """One step: s averages the squared gradients, and dw over its root is about 1 in size for every weight."""
    s = rho * s + (1 - rho) * dw**2
    w = w - lr * dw / (np.sqrt(s) + eps)  # with the new s; eps keeps 0/0 away
    return w, s
