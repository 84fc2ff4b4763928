# cause: the image is padded with its own opposite border (mode "wrap"), it must be padded with zeros.
# accept: borders
# where: y
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_forward(x, w, b, stride, pad):
    widths = ((0, 0), (0, 0), (pad, pad), (pad, pad))
    xp = np.pad(x, widths, mode="wrap")
    kh, kw = w.shape[-2:]
    win = sliding_window_view(xp, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    y = np.einsum("ncijuv,fcuv->nfij", win, w, optimize=True) + b[:, None, None]
    return y, (x.shape, xp.shape, win, w, stride, pad)


def conv2d_backward(dy, cache):
    shape, padded, win, w, stride, pad = cache
    dw = np.einsum("nfij,ncijuv->fcuv", dy, win, optimize=True)
    dxp = np.zeros(padded)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            dxp[:, :, i * stride : i * stride + w.shape[2], j * stride : j * stride + w.shape[3]] += np.einsum(
                "nf,fcuv->ncuv", dy[:, :, i, j], w
            )
    return dxp[:, :, pad : pad + shape[2], pad : pad + shape[3]], dw, dy.sum(axis=(0, 2, 3))
