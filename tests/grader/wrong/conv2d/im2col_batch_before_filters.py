# cause: dy (N, F, ...) is reshaped to (F, N * positions) without moving the filter axis to the front, for dw.
# accept: only-batch
# where: dw
import numpy as np


def im2col(xp, kh, kw, stride, oh, ow):
    n, c = xp.shape[:2]
    col = np.zeros((c, kh, kw, n, oh, ow))
    for u in range(kh):
        for v in range(kw):
            col[:, u, v] = xp[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride].transpose(1, 0, 2, 3)
    return col.reshape(c * kh * kw, n * oh * ow)


def conv2d_forward(x, w, b, stride, pad):
    n, c, h, wd = x.shape
    f, c, kh, kw = w.shape
    oh, ow = (h + 2 * pad - kh) // stride + 1, (wd + 2 * pad - kw) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    col = im2col(xp, kh, kw, stride, oh, ow)
    y = w.reshape(f, -1) @ col + b.reshape(f, 1)
    y = y.reshape(f, n, oh, ow).transpose(1, 0, 2, 3)
    return y, (x.shape, xp.shape, w, col, stride, pad)


def conv2d_backward(dy, cache):
    xs, xps, w, col, stride, pad = cache
    n, f, oh, ow = dy.shape
    kh, kw = w.shape[2:]
    db = dy.sum(axis=(0, 2, 3))
    dy_mat = dy.reshape(f, -1)  # 展开成 (F, N*OH*OW)
    dw = (dy_mat @ col.T).reshape(w.shape)

    dxp = np.zeros(xps)
    for u in range(kh):
        for v in range(kw):
            dxp[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride] += np.einsum(
                "nfij,fc->ncij", dy, w[:, :, u, v]
            )
    dx = dxp[:, :, pad : pad + xs[2], pad : pad + xs[3]]
    return dx, dw, db
