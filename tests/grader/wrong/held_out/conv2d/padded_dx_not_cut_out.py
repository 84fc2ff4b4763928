# cause: the shares go to the padded array, but dx is an array of zeros that is never filled from it.
# accept: zero
# where: dx
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    (n, c, h, wd), (f, _, kh, kw) = x.shape, w.shape
    oh = (h - kh + 2 * pad) // stride + 1
    ow = (wd - kw + 2 * pad) // stride + 1
    y = np.zeros((n, f, oh, ow))
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    for a in range(n):
        img = x_pad[a]
        for i in range(oh):
            for j in range(ow):
                piece = img[:, i * stride:i * stride + kh, j * stride:j * stride + kw]
                y[a, :, i, j] = (w * piece).sum(axis=(1, 2, 3)) + b
    return y, (x, w, b, stride, pad)


def conv2d_backward(dy, cache):
    x, w, b, stride, pad = cache
    n, f, oh, ow = dy.shape
    kh, kw = w.shape[2], w.shape[3]
    dx = np.zeros(x.shape)
    dw = np.zeros(w.shape)
    db = np.zeros(b.shape)

    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx_pad = np.zeros(x_pad.shape)
    for a in range(n):
        for k in range(f):
            db[k] += dy[a, k].sum()
            for i in range(oh):
                for j in range(ow):
                    vs, hs = i * stride, j * stride
                    dx_pad[a, :, vs:vs + kh, hs:hs + kw] += w[k] * dy[a, k, i, j]
                    dw[k] += x_pad[a, :, vs:vs + kh, hs:hs + kw] * dy[a, k, i, j]
    return dx, dw, db
