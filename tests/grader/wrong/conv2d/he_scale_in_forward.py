# cause: the forward scales the filters with sqrt(2 / fan_in), which belongs to their initialisation.
# accept: outside
# where: y
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    F, C, KH, KW = w.shape
    scale = np.sqrt(2.0 / (C * KH * KW))
    ws = w * scale  # He init
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    OH, OW = (xp.shape[2] - KH) // stride + 1, (xp.shape[3] - KW) // stride + 1
    y = np.empty((len(x), F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            win = xp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            y[:, :, i, j] = np.tensordot(win, ws, ((1, 2, 3), (1, 2, 3))) + b
    return y, (xp, ws, scale, stride, pad)


def conv2d_backward(dy, cache):
    xp, ws, scale, stride, pad = cache
    KH, KW = ws.shape[2:]
    dxp, dws = np.zeros_like(xp), np.zeros_like(ws)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            s = np.s_[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            dws += np.tensordot(dy[:, :, i, j], xp[s], (0, 0))
            dxp[s] += np.tensordot(dy[:, :, i, j], ws, (1, 0))
    HP, WP = xp.shape[2:]
    return dxp[:, :, pad : HP - pad, pad : WP - pad], dws * scale, dy.sum(axis=(0, 2, 3))
