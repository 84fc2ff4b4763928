# expect: pass
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def windows(x, kh, kw, stride, pad):
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    return x.shape, sliding_window_view(x, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]


def conv2d_forward(x, w, b, stride, pad):
    padded, cols = windows(x, w.shape[2], w.shape[3], stride, pad)
    y = np.einsum('ncijuv,fcuv->nfij', cols, w) + b[:, None, None]
    return y, (x.shape, padded, cols, w, stride, pad)


def conv2d_backward(dy, cache):
    shape, padded, cols, w, stride, pad = cache
    dw = np.einsum('nfij,ncijuv->fcuv', dy, cols)
    dxp = np.zeros(padded)
    for u in range(w.shape[2]):
        for v in range(w.shape[3]):
            rows = slice(u, u + stride * dy.shape[2], stride)
            columns = slice(v, v + stride * dy.shape[3], stride)
            dxp[:, :, rows, columns] += np.einsum('nfij,fc->ncij', dy, w[:, :, u, v])
    dx = dxp[:, :, pad:pad + shape[2], pad:pad + shape[3]]
    return dx, dw, dy.sum(axis=(0, 2, 3))
