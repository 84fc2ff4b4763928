# expect: pass
import numpy as np
from numpy.lib.stride_tricks import as_strided


def shapes(x, w, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    return N, C, H, W, F, KH, KW, (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1


def padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def windows(xp, KH, KW, OH, OW, stride):
    n, c, h, w = xp.strides
    return as_strided(xp, xp.shape[:2] + (OH, OW, KH, KW), (n, c, h * stride, w * stride, h, w), writeable=False)


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W, F, KH, KW, OH, OW = shapes(x, w, stride, pad)
    view = windows(padded(x, pad), KH, KW, OH, OW, stride)
    y = np.tensordot(view, w, axes=([1, 4, 5], [1, 2, 3])).transpose(0, 3, 1, 2) + b[None, :, None, None]
    return y, (view, w, x.shape, stride, pad)


def conv2d_backward(dy, cache):
    view, w, shape, stride, pad = cache
    dw = np.tensordot(dy, view, axes=([0, 2, 3], [0, 2, 3]))
    dxp = np.zeros((shape[0], shape[1], shape[2] + 2 * pad, shape[3] + 2 * pad))
    spread = np.einsum("nfij,fcuv->ncijuv", dy, w)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            dxp[:, :, i * stride : i * stride + w.shape[2], j * stride : j * stride + w.shape[3]] += spread[:, :, i, j]
    return dxp[:, :, pad : pad + shape[2], pad : pad + shape[3]], dw, dy.sum((0, 2, 3))
