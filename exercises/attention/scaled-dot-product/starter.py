"""Scaled dot-product attention, forward and backward."""

import numpy as np


def scaled_dot_product_forward(q, k, v):
    """Every query reads an average of the values: y = softmax(q kᵀ / sqrt(D)) v, with the softmax over the keys.

    q (N, T, D): T queries; k (N, S, D) and v (N, S, E): S keys, each with its value.
    Returns (y, cache): y (N, T, E); cache is whatever scaled_dot_product_backward needs.
    """
    raise NotImplementedError


def scaled_dot_product_backward(dy, cache):
    """Gradients of the loss with respect to q, k and v.

    dy (N, T, E) is the gradient with respect to y.
    Returns (dq, dk, dv): dq (N, T, D), dk (N, S, D), dv (N, S, E).
    """
    raise NotImplementedError
