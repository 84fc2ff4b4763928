# expect: pass
import numpy as np


def shapes(x, w, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    return N, C, H, W, F, KH, KW, (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1


def padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W, F, KH, KW, OH, OW = shapes(x, w, stride, pad)
    xp = padded(x, pad)
    y = np.zeros((N, F, OH, OW))
    for n in range(N):
        for f in range(F):
            for i in range(OH):
                for j in range(OW):
                    patch = xp[n, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
                    y[n, f, i, j] = np.sum(patch * w[f]) + b[f]
    return y, (x, w, b, stride, pad)


def conv2d_backward(dy, cache):
    x, w, b, stride, pad = cache
    N, C, H, W, F, KH, KW, OH, OW = shapes(x, w, stride, pad)
    xp = padded(x, pad)
    dxp, dw, db = np.zeros_like(xp), np.zeros_like(w), np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            for i in range(OH):
                for j in range(OW):
                    rows, cols = slice(i * stride, i * stride + KH), slice(j * stride, j * stride + KW)
                    db[f] += dy[n, f, i, j]
                    dw[f] += dy[n, f, i, j] * xp[n, :, rows, cols]
                    dxp[n, :, rows, cols] += dy[n, f, i, j] * w[f]
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, db
