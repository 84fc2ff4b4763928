# expect: pass
import numpy as np


def shapes(x, w, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    return N, C, H, W, F, KH, KW, (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1


def padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def im2col(xp, KH, KW, OH, OW, stride):
    N, C = xp.shape[:2]
    cols = np.empty((N, C, KH, KW, OH, OW))
    for u in range(KH):
        for v in range(KW):
            cols[:, :, u, v] = xp[:, :, u : u + stride * OH : stride, v : v + stride * OW : stride]
    return cols.transpose(0, 4, 5, 1, 2, 3).reshape(N * OH * OW, -1)


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W, F, KH, KW, OH, OW = shapes(x, w, stride, pad)
    cols = im2col(padded(x, pad), KH, KW, OH, OW, stride)
    y = (cols @ w.reshape(F, -1).T + b).reshape(N, OH, OW, F).transpose(0, 3, 1, 2)
    return y, (x.shape, cols, w, stride, pad)


def conv2d_backward(dy, cache):
    (N, C, H, W), cols, w, stride, pad = cache
    F, _, KH, KW = w.shape
    OH, OW = dy.shape[2:]
    g = dy.transpose(0, 2, 3, 1).reshape(-1, F)
    dw = (g.T @ cols).reshape(w.shape)
    dcols = (g @ w.reshape(F, -1)).reshape(N, OH, OW, C, KH, KW).transpose(0, 3, 4, 5, 1, 2)
    dxp = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for u in range(KH):
        for v in range(KW):
            dxp[:, :, u : u + stride * OH : stride, v : v + stride * OW : stride] += dcols[:, :, u, v]
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, g.sum(axis=0)
