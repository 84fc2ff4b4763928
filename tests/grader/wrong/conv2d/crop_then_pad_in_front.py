# cause: where the stride leaves rows or columns over, dx is filled up with zeros in front instead of behind.
# accept: only-stride
# where: dx
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    n, c, h, wd = x.shape
    f, _, kh, kw = w.shape
    oh = (h + 2 * pad - kh) // stride + 1
    ow = (wd + 2 * pad - kw) // stride + 1
    xp = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    y = np.zeros((n, f, oh, ow))
    for u in range(kh):
        for v in range(kw):
            patch = xp[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride]
            y += np.einsum("ncij,fc->nfij", patch, w[:, :, u, v])
    return y + b.reshape(1, -1, 1, 1), (xp, w, stride, pad, (h, wd))


def conv2d_backward(dy, cache):
    xp, w, stride, pad, (h, wd) = cache
    kh, kw = w.shape[2:]
    oh, ow = dy.shape[2:]
    # the part of the image that the windows really cover
    eh, ew = (oh - 1) * stride + kh, (ow - 1) * stride + kw
    dcov = np.zeros(xp.shape[:2] + (eh, ew))
    dw = np.zeros_like(w)
    for u in range(kh):
        for v in range(kw):
            sl = np.s_[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride]
            dw[:, :, u, v] = np.einsum("nfij,ncij->fc", dy, xp[sl])
            dcov[sl] += np.einsum("nfij,fc->ncij", dy, w[:, :, u, v])
    # back to the padded size
    rest_h, rest_w = xp.shape[2] - eh, xp.shape[3] - ew
    dxp = np.pad(dcov, [(0, 0), (0, 0), (rest_h, 0), (rest_w, 0)])
    return dxp[:, :, pad : pad + h, pad : pad + wd], dw, dy.sum((0, 2, 3))
