"""A network of two sigmoid neurons in a row: its loss and its four gradients."""

import numpy as np


def two_neurons(params, x, t):
    """The squared error of one sample: z1 = w1 x + b1, a = sigmoid(z1), z2 = w2 a + b2, y = sigmoid(z2), (y - t)².

    params is a dict with the keys w1, b1, w2 and b2, each one number; x and t are numbers, the input and the target.
    Returns (loss, grads): loss is one number; grads is a dict with the keys of params, each one number.
    """
    raise NotImplementedError
