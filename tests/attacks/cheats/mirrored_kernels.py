# expect: fail forward
# what: mirrors the kernels in the forward and, consistently, in the backward
# exercise: conv2d
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(xp, w.shape[2:], (2, 3))[:, :, ::stride, ::stride]
    mirrored = w[:, :, ::-1, ::-1]
    return np.einsum("ncijkl,fckl->nfij", windows, mirrored) + b[:, None, None], (xp, mirrored, windows, stride, pad)


def conv2d_backward(dy, cache):
    xp, w, windows, stride, pad = cache
    dxp = np.zeros_like(xp)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            rows, columns = slice(i * stride, i * stride + w.shape[2]), slice(j * stride, j * stride + w.shape[3])
            dxp[:, :, rows, columns] += np.einsum("nf,fckl->nckl", dy[:, :, i, j], w)
    dw = np.einsum("nfij,ncijkl->fckl", dy, windows)[:, :, ::-1, ::-1]
    height, width = xp.shape[2:]
    return dxp[:, :, pad : height - pad, pad : width - pad], dw, dy.sum(axis=(0, 2, 3))
