# cause: dw has the wrong sign; and db stays at zero, its sums go to a name that nobody returns.
# accept: sign factor
# accept: zero
# where: dw db
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, C, KH, KW = w.shape
    OH = int((H + 2 * pad - KH) / stride) + 1
    OW = int((W + 2 * pad - KW) / stride) + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            sl = xp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            for f in range(F):
                y[:, f, i, j] = (sl * w[f]).sum(axis=(1, 2, 3)) + b[f]
    return y, (x, xp, w, b, stride, pad)


def conv2d_backward(dy, cache):
    x, xp, w, b, stride, pad = cache
    F, C, KH, KW = w.shape
    dxp, dw, db = np.zeros_like(xp), np.zeros_like(w), np.zeros_like(b)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            rows = slice(i * stride, i * stride + KH)
            cols = slice(j * stride, j * stride + KW)
            for f in range(F):
                delta = dy[:, f, i, j][:, None, None, None]
                dxp[:, :, rows, cols] += delta * w[f]
                dw[f] -= (delta * xp[:, :, rows, cols]).sum(axis=0)
    for f in range(F):
        d_b = dy[:, f].sum()
    dx = dxp[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]
    return dx, dw, db
