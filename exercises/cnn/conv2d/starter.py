"""2-D convolution, forward and backward, with stride and zero padding."""

import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    """Slide F filters over N images (cross-correlation: the filters are not flipped).

    x (N, C, H, W), w (F, C, KH, KW), b (F,); stride and pad are ints, the same for rows and columns.
    Returns (y, cache): y (N, F, OH, OW) with OH = (H + 2*pad - KH) // stride + 1, and OW alike;
    cache is whatever conv2d_backward needs.
    """
    raise NotImplementedError


def conv2d_backward(dy, cache):
    """Gradients of the loss with respect to x, w and b.

    dy (N, F, OH, OW) is the gradient with respect to y.
    Returns (dx, dw, db): dx (N, C, H, W), dw (F, C, KH, KW), db (F,).
    """
    raise NotImplementedError
