# cause: dx is averaged over the windows that cover a pixel, it must be their sum.
# accept: mean-for-sum
# where: dx
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.empty((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            p = xp[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW].reshape(N, -1)
            y[:, :, i, j] = p @ w.reshape(F, -1).T + b
    return y, (xp, (H, W), w, stride, pad)


def conv2d_backward(dy, cache):
    xp, (H, W), w, stride, pad = cache
    N, F, OH, OW = dy.shape
    KH, KW = w.shape[2:]
    wm = w.reshape(F, -1)
    dwm = np.zeros_like(wm)
    fold = np.zeros_like(xp)
    count = np.zeros_like(xp)
    for i in range(OH):
        for j in range(OW):
            s = np.s_[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            dwm += dy[:, :, i, j].T @ xp[s].reshape(N, -1)
            fold[s] += (dy[:, :, i, j] @ wm).reshape(xp[s].shape)
            count[s] += 1
    # 重叠的地方被加了好几次，除以次数
    dxp = fold / np.maximum(count, 1)
    return dxp[:, :, pad : pad + H, pad : pad + W], dwm.reshape(w.shape), dy.sum(axis=(0, 2, 3))
