# cause: dx leaves the last filter out (range(F - 1)).
# accept: missing-term
# where: dx
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH, OW = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, OH, OW))
    for f in range(0, F):
        for i in range(0, OH):
            for j in range(0, OW):
                region = xp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
                y[:, f, i, j] = np.sum(region * w[f], axis=(1, 2, 3)) + b[f]
    return y, (xp, w, stride, pad)


def conv2d_backward(dy, cache):
    xp, w, stride, pad = cache
    N, F, OH, OW = dy.shape
    KH, KW = w.shape[2:]
    dw, db = np.zeros(w.shape), np.zeros(F)
    dxp = np.zeros(xp.shape)
    for i in range(0, OH):
        for j in range(0, OW):
            hh, ww = i * stride, j * stride
            for f in range(0, F):
                g = dy[:, f, i, j].reshape(N, 1, 1, 1)
                dw[f] += np.sum(g * xp[:, :, hh : hh + KH, ww : ww + KW], axis=0)
                db[f] += np.sum(g)
            for f in range(0, F - 1):
                g = dy[:, f, i, j].reshape(N, 1, 1, 1)
                dxp[:, :, hh : hh + KH, ww : ww + KW] += g * w[f]
    Hp, Wp = xp.shape[2:]
    return dxp[:, :, pad : Hp - pad, pad : Wp - pad], dw, db
