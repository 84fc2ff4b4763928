# cause: np.pad(x, pad) pads batch and channels too, so the channels no longer fit the filters and the forward raises.
# accept: outside
# true: borders
# what it says holds: right wherever pad = 0
# where: y
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, pad)
    y = np.zeros((N, F, OH, OW))
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                window = xp[n, :, i * stride:i * stride + KH, j * stride:j * stride + KW]
                y[n, :, i, j] = np.sum(window * w, axis=(1, 2, 3)) + b
    return y, (x, xp, w, stride, pad)


def conv2d_backward(dy, cache):
    x, xp, w, stride, pad = cache
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    for n in range(N):
        for i in range(dy.shape[2]):
            for j in range(dy.shape[3]):
                window = xp[n, :, i * stride:i * stride + KH, j * stride:j * stride + KW]
                for f in range(F):
                    dw[f] += dy[n, f, i, j] * window
                    dxp[n, :, i * stride:i * stride + KH, j * stride:j * stride + KW] += dy[n, f, i, j] * w[f]
    dx = dxp[:N, :C, pad:pad + H, pad:pad + W]
    return dx, dw, np.sum(dy, axis=(0, 2, 3))
