"""Clipping by the global norm."""

import numpy as np


def clip_by_norm(dw1, db1, dw2, max_norm):
    """Shorten all gradients together to the length max_norm, if they are longer.

    dw1 (D, H), db1 (H,), dw2 (H, M) are the gradients of one network; max_norm is a float, above 0.
    Returns (dw1, db1, dw2, norm): the gradients, new arrays of the same shapes, and their common norm before
    anything was clipped, one number.
    """
    raise NotImplementedError
