# cause: dx is filled without padding; indices past the end are skipped, negative ones wrap to the opposite border.
# accept: borders
# where: dx
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
            win = xp[:, :, i * stride:i * stride + KH, j * stride:j * stride + KW]
            y[:, :, i, j] = win.reshape(N, -1) @ w.reshape(F, -1).T + b
    return y, (x, xp, w, stride, pad)


def conv2d_backward(dy, cache):
    x, xp, w, stride, pad = cache
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            g = dy[:, :, i, j]
            win = xp[:, :, i * stride:i * stride + KH, j * stride:j * stride + KW]
            dw += (g.T @ win.reshape(N, -1)).reshape(w.shape)
            for u in range(KH):
                for v in range(KW):
                    r = i * stride + u - pad
                    c = j * stride + v - pad
                    # nothing to do for pixels outside of the image
                    if r < H and c < W and r >= -H and c >= -W:
                        dx[:, :, r, c] += g @ w[:, :, u, v]
    db = dy.sum(axis=(0, 2, 3))
    return dx, dw, db
