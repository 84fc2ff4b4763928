"""RMSProp."""

import numpy as np


def rmsprop(w, dw, s, lr, rho, eps):
    """One step of RMSProp.

    w (D, M) are weights, dw (D, M) the gradient at w, s (D, M) the mean square of earlier gradients;
    lr is the learning rate, rho the share of s that remains, eps is added to the root (floats).
    Returns (w, s), both new; the arguments stay as they are.
    """
    raise NotImplementedError
