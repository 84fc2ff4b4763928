"""Average pooling: every pixel of a window has the same share in the output, and gets the same share back."""

import numpy as np


def avgpool_forward(x, size, stride):
    """y[n, c, i, j] is the mean of the window at (i, j)."""
    N, C, H, W = x.shape
    OH = (H - size) // stride + 1
    OW = (W - size) // stride + 1

    y = np.empty((N, C, OH, OW))
    for i in range(OH):
        for j in range(OW):
            top, left = i * stride, j * stride
            y[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return y, (x.shape, size, stride)  # the layer is linear: its backward needs no pixel


def avgpool_backward(dy, cache):
    """Spread each number of dy evenly over its window."""
    shape, size, stride = cache
    dx = np.zeros(shape)
    share = dy / size**2
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            rows = slice(i * stride, i * stride + size)
            cols = slice(j * stride, j * stride + size)
            # Windows may overlap: a pixel gets a share from every window that it is in.
            dx[:, :, rows, cols] += share[:, :, i, j, None, None]
    return dx
