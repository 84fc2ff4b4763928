# cause: the output width is computed from the height of the image (copy and paste).
# accept: only-non-square
# where: y
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (H + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            win = xp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            # w cut to the window in case it sticks out
            ww = w[:, :, : win.shape[2], : win.shape[3]]
            y[:, :, i, j] = np.tensordot(win, ww, axes=([1, 2, 3], [1, 2, 3])) + b
    return y, (x, xp, w, stride, pad)


def conv2d_backward(dy, cache):
    x, xp, w, stride, pad = cache
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            r, c = i * stride, j * stride
            g = dy[:, :, i, j]
            dw += np.tensordot(g, xp[:, :, r : r + KH, c : c + KW], axes=(0, 0))
            dxp[:, :, r : r + KH, c : c + KW] += np.tensordot(g, w, axes=(1, 0))
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, dy.sum(axis=(0, 2, 3))
