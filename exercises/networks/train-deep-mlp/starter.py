"""Train a network of three layers by mini-batches, with momentum."""

import numpy as np


def train(params, x, t, order, steps, lr, beta):
    """Take `steps` steps with momentum down the mean cross-entropy of the ReLU network of networks/deep-mlp.

    params is a dict: W0 (D, H), b0 (H,), W1 (H, M), b1 (M,), W2 (M, C), b2 (C,), where training begins. It stays
    as it is.
    x (N, D) holds a sample a row, t (N,) its class, an integer from 0 to C - 1.
    order (K, B): step k is taken on the samples order[k]; after row K - 1 comes row 0 again.
    steps is an int from 0 up, lr the learning rate, beta the share of a velocity that is left after a step:
    v = beta v + gradient, w = w - lr v, with v = 0 before the first step.
    Returns a dict with the keys and shapes of params.
    """
    raise NotImplementedError
