# cause: the bias is added before the sum over the window, so it counts C * KH * KW times.
# accept: outside
# where: y
import numpy as np


def conv_single_step(a_slice, W, b):
    s = a_slice * W + b
    return np.sum(s)


def conv2d_forward(x, w, b, stride, pad):
    m, C, H, W = x.shape
    F, _, fh, fw = w.shape
    n_H = int((H - fh + 2 * pad) / stride) + 1
    n_W = int((W - fw + 2 * pad) / stride) + 1
    Z = np.zeros((m, F, n_H, n_W))
    X_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    for i in range(m):
        for h in range(n_H):
            for ww in range(n_W):
                for c in range(F):
                    a_slice = X_pad[i, :, h * stride:h * stride + fh, ww * stride:ww * stride + fw]
                    Z[i, c, h, ww] = conv_single_step(a_slice, w[c], b[c])
    return Z, (x, w, b, stride, pad)


def conv2d_backward(dZ, cache):
    x, w, b, stride, pad = cache
    m, C, H, W = x.shape
    F, _, fh, fw = w.shape
    X_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dX_pad = np.zeros_like(X_pad)
    dW = np.zeros_like(w)
    db = np.zeros_like(b)
    for i in range(m):
        for h in range(dZ.shape[2]):
            for ww in range(dZ.shape[3]):
                for c in range(F):
                    a_slice = X_pad[i, :, h * stride:h * stride + fh, ww * stride:ww * stride + fw]
                    dX_pad[i, :, h * stride:h * stride + fh, ww * stride:ww * stride + fw] += w[c] * dZ[i, c, h, ww]
                    dW[c] += a_slice * dZ[i, c, h, ww]
                    db[c] += dZ[i, c, h, ww]
    return dX_pad[:, :, pad:pad + H, pad:pad + W], dW, db
