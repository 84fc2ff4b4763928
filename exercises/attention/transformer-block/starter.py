"""A pre-norm transformer block, forward and backward."""

import numpy as np


def transformer_block_forward(x, gamma1, beta1, wq, wk, wv, wo, gamma2, beta2, w1, b1, w2, b2, heads, eps):
    """h = x + attention(layernorm1(x)); y = h + mlp(layernorm2(h)).

    x (N, T, D); gamma1, beta1, gamma2, beta2 (D,) belong to the two LayerNorms over the last axis, with eps (float);
    wq, wk, wv (D, E) and wo (E, D) to multi-head self-attention with `heads` heads (int), without mask;
    w1 (D, F), b1 (F,), w2 (F, D), b2 (D,) to the MLP, which has a ReLU in the middle.
    Returns (y, cache): y (N, T, D); cache is whatever transformer_block_backward needs.
    """
    raise NotImplementedError


def transformer_block_backward(dy, cache):
    """Gradients of the loss with respect to x and all twelve parameters.

    dy (N, T, D) is the gradient with respect to y.
    Returns (dx, dgamma1, dbeta1, dwq, dwk, dwv, dwo, dgamma2, dbeta2, dw1, db1, dw2, db2), each with the shape of
    what it belongs to.
    """
    raise NotImplementedError
