"""Max pooling: the forward remembers who won each window, the backward pays the winners."""

import numpy as np


def maxpool_forward(x, size, stride):
    """y[n, c, i, j] is the largest pixel of the window at (i, j)."""
    N, C, H, W = x.shape
    OH = (H - size) // stride + 1
    OW = (W - size) // stride + 1

    y = np.empty((N, C, OH, OW))
    best = np.empty((N, C, OH, OW), int)
    for i in range(OH):
        for j in range(OW):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size].reshape(N, C, -1)
            y[:, :, i, j] = window.max(axis=2)
            best[:, :, i, j] = window.argmax(axis=2)  # of several largest the first, row by row
    return y, (x.shape, best, size, stride)


def maxpool_backward(dy, cache):
    """Each number of dy goes whole to the pixel that it came from; the others of the window get nothing."""
    shape, best, size, stride = cache
    dx = np.zeros(shape)
    n, c = np.ogrid[: shape[0], : shape[1]]
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            u, v = np.divmod(best[:, :, i, j], size)  # the winner's row and column in its window
            # Windows may overlap, so a pixel can win several times. Within one (i, j) no place comes twice.
            dx[n, c, i * stride + u, j * stride + v] += dy[:, :, i, j]
    return dx
