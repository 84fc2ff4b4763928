# cause: dy is masked where y is negative, the backward of a ReLU that this layer does not have.
# accept: outside
# where: dx dw db
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1))
    for i, j in np.ndindex(y.shape[2:]):
        window = xp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
        y[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    mask = y > 0
    return y, (xp, w, stride, pad, mask)


def conv2d_backward(dy, cache):
    xp, w, stride, pad, mask = cache
    dy = dy * mask
    KH, KW = w.shape[2:]
    dxp, dw = np.zeros_like(xp), np.zeros_like(w)
    for i, j in np.ndindex(dy.shape[2:]):
        where = (..., slice(i * stride, i * stride + KH), slice(j * stride, j * stride + KW))
        dw += np.einsum("nf,ncuv->fcuv", dy[:, :, i, j], xp[where])
        dxp[where] += np.einsum("nf,fcuv->ncuv", dy[:, :, i, j], w)
    dx = dxp[:, :, pad : xp.shape[2] - pad, pad : xp.shape[3] - pad]
    return dx, dw, dy.sum(axis=(0, 2, 3))
