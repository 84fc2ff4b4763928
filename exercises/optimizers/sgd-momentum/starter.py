"""SGD with momentum."""

import numpy as np


def sgd_momentum(w, dw, v, lr, beta):
    """One step of gradient descent with momentum.

    w (D, M) are weights, dw (D, M) the gradient at w, v (D, M) the velocity so far;
    lr is the learning rate, beta the share of the velocity that remains (floats).
    Returns (w, v), both new; the arguments stay as they are.
    """
    raise NotImplementedError
