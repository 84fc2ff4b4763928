# cause: dx is divided by KH * KW, as for an average pooling; and dw stays at zero, its shares are added to a copy.
# accept: factor mean-for-sum
# accept: zero
# where: dx dw
import numpy as np


def im2col(x, KH, KW, stride, pad):
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    OH = (x.shape[2] - KH) // stride + 1
    OW = (x.shape[3] - KW) // stride + 1
    rows = []
    for i in range(OH):
        for j in range(OW):
            rows.append(x[:, :, i * stride:i * stride + KH, j * stride:j * stride + KW].reshape(x.shape[0], -1))
    return np.stack(rows, axis=1), OH, OW  # (N, P, C*KH*KW)


def conv2d_forward(x, w, b, stride, pad):
    F, C, KH, KW = w.shape
    cols, OH, OW = im2col(x, KH, KW, stride, pad)
    y = cols @ w.reshape(F, -1).T + b
    y = y.transpose(0, 2, 1).reshape(len(x), F, OH, OW)
    return y, (x.shape, cols, w, stride, pad)


def conv2d_backward(dy, cache):
    shape, cols, w, stride, pad = cache
    N, C, H, W = shape
    F, _, KH, KW = w.shape
    OH, OW = dy.shape[2:]
    d = dy.reshape(N, F, OH * OW)

    dw = np.zeros_like(w)
    dw_flat = dw.flatten()
    for n in range(N):
        dw_flat += (d[n] @ cols[n]).flatten()

    dcols = d.transpose(0, 2, 1) @ w.reshape(F, -1) / (KH * KW)
    dx = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    p = 0
    for i in range(OH):
        for j in range(OW):
            dx[:, :, i * stride:i * stride + KH, j * stride:j * stride + KW] += dcols[:, p].reshape(N, C, KH, KW)
            p += 1
    return dx[:, :, pad:pad + H, pad:pad + W], dw, d.sum(axis=(0, 2))
