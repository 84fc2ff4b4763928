# expect: pass
import numpy as np


def shapes(x, w, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    return N, C, H, W, F, KH, KW, (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1


def padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def correlate(x, w):
    """Stride 1, no padding."""
    KH, KW = w.shape[2:]
    view = np.lib.stride_tricks.sliding_window_view(x, (KH, KW), axis=(2, 3))
    return np.einsum("ncijuv,fcuv->nfij", view, w)


def conv2d_forward(x, w, b, stride, pad):
    xp = padded(x, pad)
    return correlate(xp, w)[:, :, ::stride, ::stride] + b.reshape(1, -1, 1, 1), (xp, w, stride, pad)


def conv2d_backward(dy, cache):
    xp, w, stride, pad = cache
    N, C, HP, WP = xp.shape
    F, _, KH, KW = w.shape
    spread = np.zeros((N, F, HP - KH + 1, WP - KW + 1))
    spread[:, :, ::stride, ::stride][:, :, : dy.shape[2], : dy.shape[3]] = dy
    around = np.pad(spread, ((0, 0), (0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1)))
    dxp = correlate(around, w[:, :, ::-1, ::-1].transpose(1, 0, 2, 3))
    dw = correlate(xp.transpose(1, 0, 2, 3), spread.transpose(1, 0, 2, 3)).transpose(1, 0, 2, 3)
    return dxp[:, :, pad : HP - pad, pad : WP - pad], dw, dy.sum(axis=(0, 2, 3))
