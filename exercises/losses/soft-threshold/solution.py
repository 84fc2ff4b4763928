"""Soft threshold: every size shrinks by the same amount, and what would pass 0 stops there."""

import numpy as np


def soft_threshold(w, threshold):
    """For every entry the x that minimises (x - w)²/2 + threshold |x|."""
    size = np.maximum(np.abs(w) - threshold, 0)
    return np.sign(w) * size
