# cause: dx is scattered with the flat index row * height + column; a row is as long as the width.
# accept: only-non-square
# where: dx
import numpy as np


def indices(hp, wp, kh, kw, oh, ow, s):
    i = np.arange(oh)[:, None, None, None] * s + np.arange(kh)[None, None, :, None]
    j = np.arange(ow)[None, :, None, None] * s + np.arange(kw)[None, None, None, :]
    return i, j  # broadcast to oh, ow, kh, kw


def conv2d_forward(x, w, b, stride, pad):
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), "constant")
    hp, wp = xp.shape[2:]
    kh, kw = w.shape[2:]
    oh, ow = (hp - kh) // stride + 1, (wp - kw) // stride + 1
    i, j = indices(hp, wp, kh, kw, oh, ow, stride)
    cols = xp[:, :, i, j]  # n c oh ow kh kw
    y = np.einsum("ncijkl,fckl->nfij", cols, w) + b[None, :, None, None]
    return y, dict(cols=cols, w=w, stride=stride, pad=pad, xshape=x.shape, xpshape=xp.shape)


def conv2d_backward(dy, cache):
    cols, w, stride, pad = (cache[k] for k in ("cols", "w", "stride", "pad"))
    n, c, h, wd = cache["xshape"]
    hp, wp = cache["xpshape"][2:]
    dw = np.einsum("nfij,ncijkl->fckl", dy, cols)
    db = dy.sum(axis=(0, 2, 3))

    # col2im: windows overlap, so bincount over flat pixel numbers
    dcols = np.einsum("nfij,fckl->ncijkl", dy, w)
    i, j = indices(hp, wp, w.shape[2], w.shape[3], dy.shape[2], dy.shape[3], stride)
    flat = (i * hp + j).ravel() % (hp * wp)
    dxp = np.empty((n, c, hp * wp))
    for a in range(n):
        for k in range(c):
            dxp[a, k] = np.bincount(flat, weights=dcols[a, k].ravel(), minlength=hp * wp)
    dx = dxp.reshape(n, c, hp, wp)[:, :, pad : pad + h, pad : pad + wd]
    return dx, dw, db
