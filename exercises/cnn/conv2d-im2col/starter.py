"""im2col and its backward, col2im: the windows of a convolution as the rows of a matrix."""

import numpy as np


def im2col_forward(x, kh, kw, stride, pad):
    """Copy every window of kh rows and kw columns into one row of a matrix.

    x (N, C, H, W); kh, kw, stride and pad are ints; pad rows and columns of zeros on every side.
    With OH = (H + 2*pad - kh) // stride + 1 and OW alike:
    Returns (cols, cache): cols (M, K) with M = N*OH*OW and K = C*kh*kw; rows in the order n, i, j,
    columns in the order c, u, v; cache is whatever im2col_backward needs.
    """
    raise NotImplementedError


def im2col_backward(dcols, cache):
    """Gradient of the loss with respect to x, also known as col2im.

    dcols (M, K) is the gradient with respect to cols.
    Returns dx (N, C, H, W).
    """
    raise NotImplementedError
