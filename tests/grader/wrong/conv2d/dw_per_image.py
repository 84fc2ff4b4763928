# cause: dw is kept apart for every image, (N, F, C, KH, KW); it must be summed over the batch.
# accept: not-summed
# where: dw
import numpy as np


def patches(x, KH, KW, s):
    N, C, H, W = x.shape
    sn, sc, sh, sw = x.strides
    shape = (N, C, (H - KH) // s + 1, (W - KW) // s + 1, KH, KW)
    return np.lib.stride_tricks.as_strided(x, shape, (sn, sc, sh * s, sw * s, sh, sw))


def conv2d_forward(x, w, b, stride, pad):
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    P = patches(xp, *w.shape[2:], stride)
    y = np.tensordot(P, w, axes=((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2) + b[None, :, None, None]
    return y, (xp, P, w, stride, pad)


def conv2d_backward(dy, cache):
    xp, P, w, stride, pad = cache
    KH, KW = w.shape[2:]
    dw = np.einsum("nfij,ncijuv->nfcuv", dy, P)
    db = np.einsum("nfij->f", dy)
    dxp = np.zeros(xp.shape)
    contrib = np.einsum("nfij,fcuv->ncijuv", dy, w)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            dxp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW] += contrib[:, :, i, j]
    dx = dxp[:, :, pad : dxp.shape[2] - pad, pad : dxp.shape[3] - pad]
    return dx, dw, db
