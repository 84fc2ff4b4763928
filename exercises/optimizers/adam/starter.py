"""Adam."""

import numpy as np


def adam(w, dw, m, v, t, lr, beta1, beta2, eps):
    """One step of Adam.

    w (D, M) are weights, dw (D, M) the gradient at w, m and v (D, M) the averages of earlier gradients and of
    their squares, before any correction; t is the number of this step, 1 for the first (int);
    lr, beta1, beta2 and eps are floats, eps is added to the root.
    Returns (w, m, v), all new; the arguments stay as they are.
    """
    raise NotImplementedError
