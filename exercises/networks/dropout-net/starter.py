"""A network with dropout in both hidden layers: its loss, and its gradients."""

import numpy as np


def dropout_net(params, x, t, mask1, mask2, keep, training):
    """The mean cross-entropy of a network with two hidden ReLU layers, dropout after each, and its gradients.

    params is a dict: W1 (D, H), b1 (H,), W2 (H, M), b2 (M,), W3 (M, C), b3 (C,).
    x (N, D) holds a sample a row, t (N,) its class, an integer from 0 to C - 1.
    mask1 (N, H) and mask2 (N, M) are bool, True where a unit of that hidden layer is kept. keep, a float in (0, 1],
    is the probability with which each True was drawn. training is a bool: where it is False nothing is dropped.
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    raise NotImplementedError
