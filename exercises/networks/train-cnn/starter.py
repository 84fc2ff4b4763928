"""Train a small convolutional network by mini-batches."""

import numpy as np


def train(params, x, t, order, steps, lr):
    """Take `steps` steps of gradient descent on the mean cross-entropy of the network of networks/cnn.

    params is a dict: wc (F, C, 3, 3), bc (F,), w (M, K), b (K,), where training begins. It stays as it is.
    x (N, C, H, W) are images, t (N,) their classes, integers from 0 to K - 1.
    order (S, B): step k is taken on the images order[k]; after row S - 1 comes row 0 again.
    steps is an int from 0 up, lr the learning rate. Returns a dict with the keys and shapes of params.
    """
    raise NotImplementedError
