"""L1 and L2 penalty: a constant pull towards 0, and one in proportion to the weight."""

import numpy as np


def l1_l2_penalty_forward(w, l1, l2):
    """loss = l1 * sum of |w| + l2 * sum of w², over all entries."""
    # Not np.linalg.norm(w, 1): for a matrix that is the largest column sum, and norm(w, 2) the largest singular value.
    loss = np.asarray(l1 * np.abs(w).sum() + l2 * (w**2).sum())
    return loss, (w, l1, l2)


def l1_l2_penalty_backward(dloss, cache):
    """The slope of |w| is its sign (0 at w = 0, in the middle of all that is allowed there), that of w² is 2w."""
    w, l1, l2 = cache
    return dloss * (l1 * np.sign(w) + 2 * l2 * w)
