"""A small convolutional network: its loss, and the gradients of all its parameters."""

import numpy as np


def cnn(params, x, t):
    """Mean cross-entropy of: 3x3 convolution (padding 1), ReLU, 2x2 max pooling, flatten, linear layer, softmax.

    params is a dict: wc (F, C, 3, 3), bc (F,), w (M, K), b (K,), with M = F * (H // 2) * (W // 2).
    x (N, C, H, W) are images, t (N,) their labels, integers from 0 to K - 1.
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    raise NotImplementedError
