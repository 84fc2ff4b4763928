# cause: dx skips every window that hangs over into the padding, with it the share of the real pixels it covers.
# accept: borders missing-term
# where: dx
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH, OW = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0,), (0,), (pad,), (pad,)))
    y = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            a = xp[:, None, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            y[..., i, j] = (a * w).sum(axis=(2, 3, 4)) + b
    return y, (x, xp, w, stride, pad)


def conv2d_backward(dy, cache):
    x, xp, w, stride, pad = cache
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            g = dy[:, :, i, j]
            top, left = i * stride, j * stride
            dw += np.einsum("nf,ncuv->fcuv", g, xp[:, :, top : top + KH, left : left + KW])
            # position in the image without padding
            top, left = top - pad, left - pad
            if top < 0 or left < 0 or top + KH > H or left + KW > W:
                continue  # outside, no gradient for padding
            dx[:, :, top : top + KH, left : left + KW] += np.einsum("nf,fcuv->ncuv", g, w)
    return dx, dw, dy.sum(axis=(0, 2, 3))
