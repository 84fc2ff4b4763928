# cause: dw and db are divided by the batch size; they must be sums, a mean in the loss is already in dy.
# accept: factor mean-for-sum
# true: dw-averaged-over-batch db-averaged-over-batch
# two known mistakes at once
# where: dw db
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def windows(xp, kh, kw, s):
    return sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::s, ::s]


def conv2d_forward(x, w, b, stride, pad):
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    win = windows(xp, w.shape[2], w.shape[3], stride)
    y = np.einsum("ncijuv,fcuv->nfij", win, w) + b[:, None, None]
    return y, (x.shape, xp, w, stride, pad)


def conv2d_backward(dy, cache):
    xshape, xp, w, s, pad = cache
    m = dy.shape[0]
    kh, kw = w.shape[2:]
    dw = np.einsum("nfij,ncijuv->fcuv", dy, windows(xp, kh, kw, s)) / m
    db = np.einsum("nfij->f", dy) / m
    dxp = np.zeros(xp.shape)
    oh, ow = dy.shape[2:]
    for u in range(kh):
        for v in range(kw):
            dxp[:, :, u:u + oh * s:s, v:v + ow * s:s][:, :, :oh, :ow] += np.einsum("nfij,fc->ncij", dy, w[:, :, u, v])
    return dxp[:, :, pad:pad + xshape[2], pad:pad + xshape[3]], dw, db
