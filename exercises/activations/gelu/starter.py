"""GELU in its tanh form, forward and backward."""

import numpy as np


def gelu_forward(x):
    """½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), entry by entry.

    x (N, D), of any size.
    Returns (y, cache): y (N, D); cache is whatever gelu_backward needs.
    """
    raise NotImplementedError


def gelu_backward(dy, cache):
    """Gradient of the loss with respect to x: that of the tanh form, not of the erf form.

    dy (N, D) is the gradient with respect to y.
    Returns dx (N, D).
    """
    raise NotImplementedError
