# cause: for dw the windows begin one pixel too far down and to the right (counted from one), clamped at the border.
# accept: outside
# where: dw
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, OH, OW))
    for i in range(1, OH + 1):
        for j in range(1, OW + 1):
            t, l = (i - 1) * stride, (j - 1) * stride
            y[:, :, i - 1, j - 1] = np.einsum("ncuv,fcuv->nf", xp[:, :, t : t + KH, l : l + KW], w) + b
    return y, (xp, w, stride, pad)


def conv2d_backward(dy, cache):
    xp, w, stride, pad = cache
    HP, WP = xp.shape[2:]
    KH, KW = w.shape[2:]
    dxp, dw = np.zeros_like(xp), np.zeros_like(w)
    for i in range(1, dy.shape[2] + 1):
        for j in range(1, dy.shape[3] + 1):
            g = dy[:, :, i - 1, j - 1]
            t, l = (i - 1) * stride, (j - 1) * stride
            dxp[:, :, t : t + KH, l : l + KW] += np.einsum("nf,fcuv->ncuv", g, w)
            # last window must not run out of the image
            t, l = min(t + 1, HP - KH), min(l + 1, WP - KW)
            dw += np.einsum("nf,ncuv->fcuv", g, xp[:, :, t : t + KH, l : l + KW])
    return dxp[:, :, pad : HP - pad, pad : WP - pad], dw, dy.sum(axis=(0, 2, 3))
