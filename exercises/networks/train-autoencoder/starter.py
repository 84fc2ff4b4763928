"""Train an autoencoder by mini-batches, with momentum."""

import numpy as np


def train(params, x, order, steps, lr, momentum):
    """Take `steps` steps on the mean squared error of the network of networks/autoencoder.

    params is a dict: W1 (D, H), b1 (H,), W2 (H, K), b2 (K,), W3 (K, H), b3 (H,), W4 (H, D), b4 (D,), where training
    begins. It stays as it is. x (N, D) holds a sample a row; it is the input and the target.
    order (S, B): step k is taken on the samples order[k]; after row S - 1 comes row 0 again.
    steps is an int from 0 up. Every parameter has a velocity, 0 at first: v = momentum * v + gradient, and the
    parameter moves by -lr * v. Returns a dict with the keys and shapes of params.
    """
    raise NotImplementedError
