# cause: im2col's columns run over (OH, OW, N), the product is reshaped as if they ran over (N, OH, OW).
# accept: only-batch
# where: y
import numpy as np


def im2col_indices(x_shape, kh, kw, stride, pad):
    N, C, H, W = x_shape
    oh = (H + 2 * pad - kh) // stride + 1
    ow = (W + 2 * pad - kw) // stride + 1
    i0 = np.tile(np.repeat(np.arange(kh), kw), C)
    i1 = stride * np.repeat(np.arange(oh), ow)
    j0 = np.tile(np.arange(kw), kh * C)
    j1 = stride * np.tile(np.arange(ow), oh)
    i = i0.reshape(-1, 1) + i1.reshape(1, -1)
    j = j0.reshape(-1, 1) + j1.reshape(1, -1)
    k = np.repeat(np.arange(C), kh * kw).reshape(-1, 1)
    return k, i, j, oh, ow


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    k, i, j, oh, ow = im2col_indices(x.shape, kh, kw, stride, pad)
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    cols = xp[:, k, i, j].transpose(1, 2, 0).reshape(kh * kw * C, -1)
    res = w.reshape(F, -1) @ cols + b.reshape(-1, 1)
    y = res.reshape(F, N, oh, ow).transpose(1, 0, 2, 3)
    return y, (x.shape, w, cols, stride, pad)


def conv2d_backward(dy, cache):
    x_shape, w, cols, stride, pad = cache
    N, C, H, W = x_shape
    F, _, kh, kw = w.shape
    db = np.sum(dy, axis=(0, 2, 3))
    dy_r = dy.transpose(1, 2, 3, 0).reshape(F, -1)
    dw = (dy_r @ cols.T).reshape(w.shape)
    dcols = w.reshape(F, -1).T @ dy_r
    k, i, j, _, _ = im2col_indices(x_shape, kh, kw, stride, pad)
    dxp = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    np.add.at(dxp, (slice(None), k, i, j), dcols.reshape(C * kh * kw, -1, N).transpose(2, 0, 1))
    return dxp[:, :, pad:pad + H, pad:pad + W], dw, db
