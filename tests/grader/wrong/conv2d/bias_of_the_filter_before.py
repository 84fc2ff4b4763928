# cause: filter f gets the bias of filter f - 1 (the index is decreased once too often; -1 is the last).
# accept: outside
# where: y
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, C, KH, KW = w.shape
    OH, OW = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, OH, OW))
    # filters numbered 1..F like in the slides
    for f in range(1, F + 1):
        k = f - 1
        for r in range(OH):
            for c in range(OW):
                field = xp[:, :, r * stride : r * stride + KH, c * stride : c * stride + KW]
                y[:, k, r, c] = (field * w[k]).sum((1, 2, 3)) + b[k - 1]
    return y, (xp, w, stride, pad)


def conv2d_backward(dy, cache):
    xp, w, stride, pad = cache
    N, F, OH, OW = dy.shape
    KH, KW = w.shape[2:]
    dxp = np.zeros(xp.shape)
    dw = np.zeros(w.shape)
    for k in range(F):
        for r in range(OH):
            for c in range(OW):
                g = dy[:, k, r, c][:, None, None, None]
                rs, cs = slice(r * stride, r * stride + KH), slice(c * stride, c * stride + KW)
                dw[k] += (g * xp[:, :, rs, cs]).sum(0)
                dxp[:, :, rs, cs] += g * w[k]
    dx = dxp[:, :, pad : xp.shape[2] - pad, pad : xp.shape[3] - pad]
    return dx, dw, dy.sum(axis=(0, 2, 3))
