"""2-D convolution: one loop over the output positions, everything else at once."""

import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    """Slide F filters over N images; y[n, f, i, j] is filter f against the window at (i, j)."""
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))

    y = np.empty((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            top, left = i * stride, j * stride
            window = xp[:, :, top : top + KH, left : left + KW]
            y[:, :, i, j] = np.einsum("nckl,fckl->nf", window, w) + b
    return y, (xp, w, stride, pad)


def conv2d_backward(dy, cache):
    """Undo the forward step by step: each position sends dy to the weights and the pixels it used."""
    xp, w, stride, pad = cache
    KH, KW = w.shape[2:]
    OH, OW = dy.shape[2:]

    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    for i in range(OH):
        for j in range(OW):
            rows = slice(i * stride, i * stride + KH)
            cols = slice(j * stride, j * stride + KW)
            dy_ij = dy[:, :, i, j]  # (N, F)
            # Both add up: every position uses the same weights, and neighbouring windows share pixels.
            dw += np.einsum("nf,nckl->fckl", dy_ij, xp[:, :, rows, cols])
            dxp[:, :, rows, cols] += np.einsum("nf,fckl->nckl", dy_ij, w)
    db = dy.sum(axis=(0, 2, 3))

    # pad : size - pad rather than pad : -pad, which is empty where pad is 0.
    HP, WP = xp.shape[2:]
    dx = dxp[:, :, pad : HP - pad, pad : WP - pad]
    return dx, dw, db
