"""AdamW."""

import numpy as np


def adamw(w, dw, m, v, t, lr, beta1, beta2, eps, decay):
    """One step of Adam with decoupled weight decay.

    w (D, M) are weights, dw (D, M) the gradient of the loss at w, without any penalty; m and v (D, M) the averages
    of earlier gradients and of their squares, before any correction; t is the number of this step, 1 for the first
    (int); lr, beta1, beta2, eps and decay are floats, and the decay is multiplied by lr.
    Returns (w, m, v), all new; the arguments stay as they are.
    """
    raise NotImplementedError
