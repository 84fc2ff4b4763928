"""Train a network with one hidden layer by mini-batches."""

import numpy as np


def train(params, x, t, order, steps, lr):
    """Take `steps` steps of gradient descent on the mean cross-entropy of softmax(tanh(x W1 + b1) W2 + b2).

    params is a dict: W1 (D, H), b1 (H,), W2 (H, C), b2 (C,), where training begins. It stays as it is.
    x (N, D) holds a sample a row, t (N,) its class, an integer from 0 to C - 1.
    order (K, B): step k is taken on the samples order[k]; after row K - 1 comes row 0 again.
    steps is an int from 0 up, lr the learning rate. Returns a dict with the keys and shapes of params.
    """
    raise NotImplementedError
