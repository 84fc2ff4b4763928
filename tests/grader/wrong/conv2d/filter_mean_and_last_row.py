# cause: dx is the mean over the filters instead of the sum; and dw leaves the last row of positions out.
# accept: mean-for-sum factor
# accept: missing-term
# where: dx dw
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    OH, OW = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows = [
        np.stack(
            [np.einsum("ncuv,fcuv->nf", xp[:, :, i : i + KH, j : j + KW], w) for j in range(0, OW * stride, stride)], -1
        )
        for i in range(0, OH * stride, stride)
    ]
    return np.stack(rows, axis=2) + b[:, None, None], (xp, (H, W), w, stride, pad)


def conv2d_backward(dy, cache):
    xp, (H, W), w, stride, pad = cache
    KH, KW = w.shape[2:]
    OH, OW = dy.shape[2:]
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    for i in range(OH):
        for j in range(OW):
            r, c = i * stride, j * stride
            per_filter = dy[:, :, i, j][:, :, None, None, None] * w[None]
            dxp[:, :, r : r + KH, c : c + KW] += per_filter.mean(axis=1)
    for i in range(OH - 1):
        for j in range(OW):
            r, c = i * stride, j * stride
            dw += np.einsum("nf,ncuv->fcuv", dy[:, :, i, j], xp[:, :, r : r + KH, c : c + KW])
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, dy.sum(axis=(0, 2, 3))
