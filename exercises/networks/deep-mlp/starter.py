"""A network of any depth: its loss, and the gradients of all layers."""

import numpy as np


def deep_mlp(params, x, t):
    """The mean softmax cross-entropy of a network with ReLU after every layer but the last, and its gradients.

    params is a dict: W0 (D, H), b0 (H,), W1 (H, M), b1 (M,), W2 (M, C), b2 (C,). Write it as a loop over the layers,
    so that it would take any number of them.
    x (N, D) holds a sample a row, t (N,) its class, an integer from 0 to C - 1.
    Logits of any size are allowed: nothing may overflow, and no log may see a 0.
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    raise NotImplementedError
