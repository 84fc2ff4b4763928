# cause: the cache holds padded images and the backward pads them again, so the windows for dw are off by pad.
# accept: outside
# true: borders
# what it says holds: right wherever pad = 0
# where: dw
import numpy as np


def zero_pad(a, p):
    return np.pad(a, ((0, 0), (0, 0), (p, p), (p, p)))


def conv2d_forward(x, w, b, stride, pad):
    kh, kw = w.shape[2:]
    x = zero_pad(x, pad)
    oh = (x.shape[2] - kh) // stride + 1
    ow = (x.shape[3] - kw) // stride + 1
    y = np.stack([
        np.stack([
            np.einsum("ncuv,fcuv->nf", x[:, :, i * stride:i * stride + kh, j * stride:j * stride + kw], w) + b
            for j in range(ow)
        ], axis=-1)
        for i in range(oh)
    ], axis=-2)
    return y, (x, w, stride, pad)


def conv2d_backward(dy, cache):
    x, w, stride, pad = cache
    kh, kw = w.shape[2:]
    x_padded = zero_pad(x, pad)
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            r, c = i * stride, j * stride
            d = dy[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, x_padded[:, :, r:r + kh, c:c + kw])
            dx[:, :, r:r + kh, c:c + kw] += np.einsum("nf,fcuv->ncuv", d, w)
    if pad > 0:
        dx = dx[:, :, pad:-pad, pad:-pad]
    return dx, dw, dy.sum(axis=(0, 2, 3))
