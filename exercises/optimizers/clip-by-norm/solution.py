"""Clipping by the global norm: one length, one factor."""

import numpy as np


def clip_by_norm(dw1, db1, dw2, max_norm):
    """All gradients as one vector: longer than max_norm it is shortened to that, and its direction stays."""
    squares = sum((g**2).sum() for g in (dw1, db1, dw2))
    norm = np.sqrt(squares)
    scale = max_norm / max(norm, max_norm)  # 1 where nothing is to be done; all zeros are no 0/0
    return scale * dw1, scale * db1, scale * dw2, norm
