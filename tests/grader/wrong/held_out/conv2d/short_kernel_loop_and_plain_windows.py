# cause: dw is the sum of the windows without dy; and dx leaves out the last column of the kernel (range(KW - 1)).
# accept: ones-upstream
# accept: missing-term
# where: dx dw
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            h, k = i * stride, j * stride
            y[:, :, i, j] = np.einsum("nckl,fckl->nf", xp[:, :, h:h + KH, k:k + KW], w) + b
    return y, (x, xp, w, stride, pad)


def conv2d_backward(dy, cache):
    x, xp, w, s, pad = cache
    F, C, KH, KW = w.shape
    OH, OW = dy.shape[2:]
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    for i in range(OH):
        for j in range(OW):
            # dy/dw is the window
            dw += xp[:, :, i * s:i * s + KH, j * s:j * s + KW].sum(axis=0)
            for u in range(KH):
                for v in range(KW - 1):
                    dxp[:, :, i * s + u, j * s + v] += dy[:, :, i, j] @ w[:, :, u, v]
    db = dy.sum(axis=3).sum(axis=2).sum(axis=0)
    return dxp[:, :, pad:pad + x.shape[2], pad:pad + x.shape[3]], dw, db
