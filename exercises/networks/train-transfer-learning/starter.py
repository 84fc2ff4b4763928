"""Train a new head on a pre-trained layer that is frozen, or fine-tuned at a rate of its own."""

import numpy as np


def train(params, x, t, order, frozen, base_lr, decay, steps, lr):
    """Take `steps` steps of gradient descent on the mean cross-entropy of softmax(tanh(x W1 + b1) W2 + b2).

    params is a dict: W1 (D, H), b1 (H,), the pre-trained base; W2 (H, C), b2 (C,), the new head. It stays as it is.
    x (N, D) holds a sample a row, t (N,) its class, an integer from 0 to C - 1.
    order (K, B): step k is taken on the samples order[k]; after row K - 1 comes row 0 again.
    The head moves at the rate lr. The base moves at the rate base_lr, or not at all if frozen, a bool.
    decay, a float: decay * W is added to the gradient of each matrix W that moves, nothing to that of a bias.
    Returns a dict with the keys and shapes of params; if frozen, W1 and b1 are the same to the last bit.
    """
    raise NotImplementedError
