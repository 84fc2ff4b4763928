# cause: in the full convolution for dx the filters are flipped top to bottom only, not left to right.
# accept: outside
# where: dx
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view as windows


def conv2d_forward(x, w, b, stride, pad):
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    p = windows(xp, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    y = np.einsum("ncijuv,fcuv->nfij", p, w) + b[:, None, None]
    return y, (xp.shape, p, w, stride, pad)


def conv2d_backward(dy, cache):
    (N, C, HP, WP), p, w, stride, pad = cache
    F, _, KH, KW = w.shape
    OH, OW = dy.shape[2:]
    dw = np.einsum("nfij,ncijuv->fcuv", dy, p)
    db = dy.sum(axis=(0, 2, 3))
    # dilate by the stride, pad by K - 1, correlate with the flipped kernel
    up = np.zeros((N, F, HP + KH - 1, WP + KW - 1))
    up[:, :, KH - 1 : KH - 1 + OH * stride : stride, KW - 1 : KW - 1 + OW * stride : stride] = dy
    flipped = np.flip(w, axis=2)
    dxp = np.einsum("nfijuv,fcuv->ncij", windows(up, (KH, KW), axis=(2, 3)), flipped)
    return dxp[:, :, pad : HP - pad, pad : WP - pad], dw, db
