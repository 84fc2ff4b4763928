# cause: col2im uses += with repeated fancy indices, which keeps one share per pixel; it needs np.add.at.
# accept: outside
# where: dx
import numpy as np


def get_indices(C, KH, KW, OH, OW, stride):
    i0 = np.tile(np.repeat(np.arange(KH), KW), C)
    i1 = stride * np.repeat(np.arange(OH), OW)
    j0 = np.tile(np.arange(KW), KH * C)
    j1 = stride * np.tile(np.arange(OW), OH)
    i = i0.reshape(-1, 1) + i1.reshape(1, -1)
    j = j0.reshape(-1, 1) + j1.reshape(1, -1)
    k = np.repeat(np.arange(C), KH * KW).reshape(-1, 1)
    return k, i, j


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH, OW = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    k, i, j = get_indices(C, KH, KW, OH, OW, stride)
    cols = xp[:, k, i, j]
    y = (w.reshape(F, -1) @ cols).reshape(N, F, OH, OW) + b.reshape(1, F, 1, 1)
    return y, (xp.shape, cols, w, stride, pad)


def conv2d_backward(dy, cache):
    (N, C, HP, WP), cols, w, stride, pad = cache
    F, _, KH, KW = w.shape
    OH, OW = dy.shape[2:]
    d = dy.reshape(N, F, -1)
    dw = np.einsum("nfp,nkp->fk", d, cols).reshape(w.shape)
    db = d.sum(axis=(0, 2))
    dcols = w.reshape(F, -1).T @ d
    dxp = np.zeros((N, C, HP, WP))
    k, i, j = get_indices(C, KH, KW, OH, OW, stride)
    dxp[:, k, i, j] += dcols
    return dxp[:, :, pad : HP - pad, pad : WP - pad], dw, db
