"""L1 and L2 penalty on a weight matrix, forward and backward."""

import numpy as np


def l1_l2_penalty_forward(w, l1, l2):
    """l1 times the sum of |w| plus l2 times the sum of w², over all entries; nothing is averaged.

    w (D, M) are weights; l1 and l2 are numbers, 0 or more.
    Returns (loss, cache): loss is one number; cache is whatever l1_l2_penalty_backward needs.
    """
    raise NotImplementedError


def l1_l2_penalty_backward(dloss, cache):
    """Gradient with respect to the weights; where a weight is 0, any slope of |w| from -1 to 1 is a subgradient.

    dloss is one number, the gradient with respect to loss.
    Returns dw (D, M).
    """
    raise NotImplementedError
