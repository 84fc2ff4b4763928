"""Attention with a mask, forward and backward."""

import numpy as np


def masked_forward(q, k, v, mask):
    """Scaled dot-product attention in which a query sees some of the keys only.

    q (N, T, D), k (N, S, D), v (N, S, E); mask (N, T, S) of booleans:
    the query t of sample n sees the key s where mask[n, t, s] is True.
    A query that sees no key at all reads 0.
    Returns (y, cache): y (N, T, E); cache is whatever masked_backward needs.
    """
    raise NotImplementedError


def masked_backward(dy, cache):
    """Gradients of the loss with respect to q, k and v; the mask has none.

    dy (N, T, E) is the gradient with respect to y.
    Returns (dq, dk, dv): dq (N, T, D), dk (N, S, D), dv (N, S, E).
    """
    raise NotImplementedError
