"""Multi-head self-attention, forward and backward."""

import numpy as np


def multi_head_forward(x, wq, wk, wv, wo, heads):
    """Every step of a sequence looks at every step of it, in several heads.

    x (N, T, D); wq, wk and wv (D, E) give queries, keys and values, of which head i has the columns
    i * E / heads to (i + 1) * E / heads; wo (E, M); heads is an int that divides E.
    Returns (y, cache): y (N, T, M); cache is whatever multi_head_backward needs.
    """
    raise NotImplementedError


def multi_head_backward(dy, cache):
    """Gradients of the loss with respect to x and the four projections.

    dy (N, T, M) is the gradient with respect to y.
    Returns (dx, dwq, dwk, dwv, dwo): dx (N, T, D), dwq, dwk and dwv (D, E), dwo (E, M).
    """
    raise NotImplementedError
