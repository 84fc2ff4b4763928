"""An autoencoder: how badly it reproduces its input, and the gradients of all its parameters."""

import numpy as np


def autoencoder(params, x):
    """The mean squared error between x and its reconstruction through a code of K numbers, and its gradients.

    h = tanh(x W1 + b1), code = h W2 + b2, g = tanh(code W3 + b3), y = g W4 + b4.
    params is a dict: W1 (D, H), b1 (H,), W2 (H, K), b2 (K,), W3 (K, H), b3 (H,), W4 (H, D), b4 (D,).
    x (N, D) holds a sample a row; it is the input and the target.
    Returns (loss, grads): loss is one number, the mean over all N * D squares; grads is a dict with the keys and
    shapes of params.
    """
    raise NotImplementedError
