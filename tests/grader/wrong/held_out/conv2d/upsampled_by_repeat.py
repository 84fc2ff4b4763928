# cause: for dx with stride > 1, dy is spread by repeating its entries; there must be zeros between them.
# accept: only-stride
# where: dx
import numpy as np


def correlate(x, w):
    # x n c h w,  w f c u v,  stride 1, no pad
    kh, kw = w.shape[2:]
    oh, ow = x.shape[2] - kh + 1, x.shape[3] - kw + 1
    out = np.zeros((x.shape[0], w.shape[0], oh, ow))
    for u in range(kh):
        for v in range(kw):
            out += np.einsum("ncij,fc->nfij", x[:, :, u:u + oh, v:v + ow], w[:, :, u, v])
    return out


def conv2d_forward(x, w, b, stride, pad):
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = correlate(xp, w)[:, :, ::stride, ::stride] + b.reshape(1, -1, 1, 1)
    return y, (x, xp, w, stride, pad)


def conv2d_backward(dy, cache):
    x, xp, w, stride, pad = cache
    f, c, kh, kw = w.shape
    oh, ow = dy.shape[2:]

    dw = np.zeros_like(w)
    for i in range(oh):
        for j in range(ow):
            patch = xp[:, :, i * stride:i * stride + kh, j * stride:j * stride + kw]
            dw += np.tensordot(dy[:, :, i, j], patch, axes=(0, 0))

    # transposed convolution: upsample dy, full padding, flipped kernel with in/out channels swapped
    up = dy.repeat(stride, axis=2).repeat(stride, axis=3)
    full_h, full_w = xp.shape[2] - kh + 1, xp.shape[3] - kw + 1
    big = np.zeros((dy.shape[0], f, full_h, full_w))
    a, d = min(full_h, up.shape[2]), min(full_w, up.shape[3])
    big[:, :, :a, :d] = up[:, :, :a, :d]
    big = np.pad(big, ((0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)))
    dxp = correlate(big, w[:, :, ::-1, ::-1].transpose(1, 0, 2, 3))
    dx = dxp[:, :, pad:pad + x.shape[2], pad:pad + x.shape[3]]
    return dx, dw, dy.sum(axis=(0, 2, 3))
