# cause: for dw the window is read before its left edge is moved, so it is that of the position before.
# accept: outside
# where: dw
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH, OW = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, OH, OW))
    top = 0
    for i in range(OH):
        left = 0
        for j in range(OW):
            y[:, :, i, j] = np.einsum("nckl,fckl->nf", xp[:, :, top : top + KH, left : left + KW], w) + b
            left += stride
        top += stride
    return y, (x.shape, xp, w, stride, pad)


def conv2d_backward(dy, cache):
    (N, C, H, W), xp, w, stride, pad = cache
    F, _, KH, KW = w.shape
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    db = np.zeros(F)
    left = 0
    for i in range(dy.shape[2]):
        top = i * stride
        for j in range(dy.shape[3]):
            window = xp[:, :, top : top + KH, left : left + KW]
            left = j * stride
            grad = dy[:, :, i, j]
            db += grad.sum(axis=0)
            dw += np.einsum("nf,nckl->fckl", grad, window)
            dxp[:, :, top : top + KH, left : left + KW] += np.einsum("nf,fckl->nckl", grad, w)
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, db
