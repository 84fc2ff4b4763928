"""2-D average pooling, forward and backward."""

import numpy as np


def avgpool_forward(x, size, stride):
    """Take the mean of every window of size rows and size columns, channel by channel.

    x (N, C, H, W); size and stride are ints, the same for rows and columns; there is no padding.
    Returns (y, cache): y (N, C, OH, OW) with OH = (H - size) // stride + 1, and OW alike;
    cache is whatever avgpool_backward needs.
    """
    raise NotImplementedError


def avgpool_backward(dy, cache):
    """Gradient of the loss with respect to x.

    dy (N, C, OH, OW) is the gradient with respect to y.
    Returns dx (N, C, H, W).
    """
    raise NotImplementedError
