"""Train a network with dropout, and predict without it."""

import numpy as np


def train(params, x, t, order, mask1, mask2, keep, x_new, steps, lr):
    """Take `steps` steps of gradient descent with dropout, then give the logits of new samples without it.

    params is a dict: W1 (D, H), b1 (H,), W2 (H, M), b2 (M,), W3 (M, C), b3 (C,): two hidden ReLU layers with dropout
    after each, and softmax cross-entropy. It stays as it is.
    x (N, D) holds a sample a row, t (N,) its class, an integer from 0 to C - 1.
    order (K, B), mask1 (K, B, H) and mask2 (K, B, M): step k is taken on the samples order[k], and mask1[k], mask2[k]
    say which units of the hidden layers it keeps (bool). keep is the probability of each True. steps is at most K.
    x_new (R, D): samples that are not trained on.
    Returns a dict: the trained parameters with the keys and shapes of params, and z (R, C), the logits that the
    trained network gives for x_new in eval mode.
    """
    raise NotImplementedError
