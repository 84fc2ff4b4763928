# expect: pass
import numpy as np


def shapes(x, w, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    return N, C, H, W, F, KH, KW, (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1


def padded(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W, F, KH, KW, OH, OW = shapes(x, w, stride, pad)
    xp = padded(x, pad)
    y = np.stack(
        [
            np.stack([np.tensordot(xp[:, :, i : i + KH, j : j + KW], w, ((1, 2, 3), (1, 2, 3))) + b for j in js], -1)
            for i, js in ((i * stride, [j * stride for j in range(OW)]) for i in range(OH))
        ],
        -2,
    )
    return y, (x.copy(), w.copy(), stride, pad)


def conv2d_backward(dy, cache):
    x, w, stride, pad = cache
    N, C, H, W, F, KH, KW, OH, OW = shapes(x, w, stride, pad)
    xp = padded(x, pad)
    dw, dxp = np.empty_like(w), np.zeros_like(xp)
    for u in range(KH):
        for v in range(KW):
            window = np.s_[:, :, u : u + stride * (OH - 1) + 1 : stride, v : v + stride * (OW - 1) + 1 : stride]
            dw[:, :, u, v] = np.tensordot(dy, xp[window], ((0, 2, 3), (0, 2, 3)))
            dxp[window] += np.tensordot(dy, w[:, :, u, v], ((1,), (0,))).transpose(0, 3, 1, 2)
    return dxp[:, :, pad : pad + H, pad : pad + W], dw, dy.reshape(N, F, -1).sum(-1).sum(0)
