# cause: db is summed over filters and positions (axes 1, 2, 3) instead of batch and positions, so it has length N.
# accept: wrong-axis
# where: db
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    Ho = 1 + (H + 2 * pad - KH) // stride
    Wo = 1 + (W + 2 * pad - KW) // stride
    x_pad = np.pad(x, ((0,), (0,), (pad,), (pad,)), mode="constant")
    out = np.zeros((N, F, Ho, Wo))
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    win = x_pad[n, :, i * stride:i * stride + KH, j * stride:j * stride + KW]
                    out[n, f, i, j] = np.sum(win * w[f]) + b[f]
    return out, (x, x_pad, w, stride, pad)


def conv2d_backward(dy, cache):
    x, x_pad, w, stride, pad = cache
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    _, _, Ho, Wo = dy.shape
    dx_pad = np.zeros_like(x_pad)
    dw = np.zeros_like(w)
    for n in range(N):
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    r, c = i * stride, j * stride
                    dw[f] += dy[n, f, i, j] * x_pad[n, :, r:r + KH, c:c + KW]
                    dx_pad[n, :, r:r + KH, c:c + KW] += dy[n, f, i, j] * w[f]
    db = dy.sum(axis=(1, 2, 3))
    dx = dx_pad[:, :, pad:pad + H, pad:pad + W]
    return dx, dw, db
