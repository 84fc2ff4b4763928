# cause: dx keeps one image per filter, (N, F, C, H, W); the filters' shares must be summed.
# accept: not-summed
# where: dx
import numpy as np

def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    OH = (xp.shape[2] - KH) // stride + 1
    OW = (xp.shape[3] - KW) // stride + 1
    y = np.zeros((N, F, OH, OW))
    for u in range(KH):
        for v in range(KW):
            part = xp[:, :, u:u + stride * (OH - 1) + 1:stride, v:v + stride * (OW - 1) + 1:stride]
            y += np.einsum('nchw,fc->nfhw', part, w[:, :, u, v])
    y += b.reshape(1, F, 1, 1)
    return y, (x.shape, xp, w, stride, pad)

def conv2d_backward(dy, cache):
    (N, C, H, W), xp, w, stride, pad = cache
    F, _, KH, KW = w.shape
    OH, OW = dy.shape[2:]
    dw = np.zeros_like(w)
    dxp = np.zeros((N, F) + xp.shape[1:])
    for u in range(KH):
        rows = slice(u, u + stride * (OH - 1) + 1, stride)
        for v in range(KW):
            cols = slice(v, v + stride * (OW - 1) + 1, stride)
            dw[:, :, u, v] = np.einsum('nfhw,nchw->fc', dy, xp[:, :, rows, cols])
            dxp[:, :, :, rows, cols] += np.einsum('nfhw,fc->nfchw', dy, w[:, :, u, v])
    db = dy.sum(axis=(0, 2, 3))
    return dxp[..., pad:pad + H, pad:pad + W], dw, db
