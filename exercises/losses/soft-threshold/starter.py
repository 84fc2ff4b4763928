"""Soft threshold, the proximal step of the L1 penalty."""

import numpy as np


def soft_threshold(w, threshold):
    """For every entry of w the x that minimises (x - w)²/2 + threshold·|x|.

    w (D, M) are weights; threshold is a number, 0 or more.
    Returns a new array (D, M).
    """
    raise NotImplementedError
