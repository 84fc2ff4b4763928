# cause: im2col lays a window out as (KH, KW, C) while the filters are flattened as (C, KH, KW).
# accept: outside
# where: y
import numpy as np


def im2col(xp, KH, KW, stride):
    N, C, HP, WP = xp.shape
    rows = []
    for n in range(N):
        for i in range(0, HP - KH + 1, stride):
            for j in range(0, WP - KW + 1, stride):
                window = xp[n, :, i : i + KH, j : j + KW].transpose(1, 2, 0)
                rows.append(window.reshape(-1))
    return np.array(rows)


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH, OW = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    col = im2col(xp, KH, KW, stride)
    y = col @ w.reshape(F, -1).T + b
    return y.reshape(N, OH, OW, F).transpose(0, 3, 1, 2), (x.shape, xp.shape, col, w, stride, pad)


def conv2d_backward(dy, cache):
    xs, xps, col, w, stride, pad = cache
    F, C, KH, KW = w.shape
    N, _, OH, OW = dy.shape
    d = dy.transpose(0, 2, 3, 1).reshape(-1, F)
    dw = (d.T @ col).reshape(w.shape)
    db = d.sum(axis=0)
    dcol = (d @ w.reshape(F, -1)).reshape(N, OH, OW, KH, KW, C)
    dxp = np.zeros(xps)
    for i in range(OH):
        for j in range(OW):
            dxp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW] += dcol[:, i, j].transpose(0, 3, 1, 2)
    return dxp[:, :, pad : pad + xs[2], pad : pad + xs[3]], dw, db
