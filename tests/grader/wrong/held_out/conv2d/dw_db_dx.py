# cause: the gradients are returned in the order dw, db, dx.
# accept: order another-gradient
# where: dx dw db
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    F, C, HH, WW = w.shape
    N, _, H, W = x.shape
    H_out = int((H + 2 * pad - HH) / stride) + 1
    W_out = int((W + 2 * pad - WW) / stride) + 1
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant", constant_values=0)
    out = np.empty((N, F, H_out, W_out))
    for i in range(H_out):
        for j in range(W_out):
            a_slice = X[:, None, :, i * stride:i * stride + HH, j * stride:j * stride + WW]
            out[:, :, i, j] = (a_slice * w[None]).sum(axis=(2, 3, 4)) + b
    cache = {"x": x, "X": X, "w": w, "stride": stride, "pad": pad}
    return out, cache


def conv2d_backward(dy, cache):
    x, X, w = cache["x"], cache["X"], cache["w"]
    stride, pad = cache["stride"], cache["pad"]
    HH, WW = w.shape[2:]
    dX, dw = np.zeros_like(X), np.zeros_like(w)
    db = np.sum(dy, axis=(0, 2, 3))
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            hs, ws = i * stride, j * stride
            g = dy[:, :, i, j][:, :, None, None, None]
            dX[:, :, hs:hs + HH, ws:ws + WW] += (g * w[None]).sum(axis=1)
            dw += (g * X[:, None, :, hs:hs + HH, ws:ws + WW]).sum(axis=0)
    dx = dX[:, :, pad:pad + x.shape[2], pad:pad + x.shape[3]]
    return dw, db, dx
