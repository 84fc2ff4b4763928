# expect: pass single-precision
import numpy as np


def shapes(x, w, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    return N, C, H, W, F, KH, KW, (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1


def padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def conv2d_forward(x, w, b, stride, pad):
    KH, KW = w.shape[2:]
    xp = padded(x.astype("float32"), pad)
    view = np.lib.stride_tricks.sliding_window_view(xp, (KH, KW), axis=(2, 3))[:, :, ::stride, ::stride]
    y = np.einsum("ncijuv,fcuv->nfij", view, w.astype("float32")) + b.astype("float32")[:, None, None]
    return y.astype("float64"), (view, w, x.shape, stride, pad)


def conv2d_backward(dy, cache):
    view, w, (N, C, H, W), stride, pad = cache
    KH, KW = w.shape[2:]
    dxp = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            dxp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW] += np.tensordot(dy[:, :, i, j], w, 1)
    return dxp[:, :, pad : pad + H, pad : pad + W], np.einsum("nfij,ncijuv->fcuv", dy, view), dy.sum((0, 2, 3))
