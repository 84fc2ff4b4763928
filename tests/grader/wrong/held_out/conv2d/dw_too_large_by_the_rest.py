# cause: dw is xp correlated with the dilated dy; where the stride leaves rows or columns over, dw is too large by them.
# accept: only-stride
# where: dw
import numpy as np

def dilate(a, s):
    n, f, h, w = a.shape
    out = np.zeros((n, f, (h - 1) * s + 1, (w - 1) * s + 1))
    out[:, :, ::s, ::s] = a
    return out

def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    OH, OW = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    y = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            y[:, :, i, j] = np.einsum('nckl,fckl->nf', xp[:, :, i*stride:i*stride+KH, j*stride:j*stride+KW], w)
    y += b[None, :, None, None]
    return y, (xp, w, stride, pad, H, W)

def conv2d_backward(dy, cache):
    xp, w, stride, pad, H, W = cache
    KH, KW = w.shape[2:]
    # dx: plain scatter
    dxp = np.zeros_like(xp)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            dxp[:, :, i*stride:i*stride+KH, j*stride:j*stride+KW] += np.einsum('nf,fckl->nckl', dy[:, :, i, j], w)
    # dw: convolution of the input with the (dilated) gradient
    d = dilate(dy, stride)
    dh, dwid = d.shape[2:]
    oh, ow = xp.shape[2] - dh + 1, xp.shape[3] - dwid + 1
    dw = np.zeros(w.shape[:2] + (oh, ow))
    for u in range(oh):
        for v in range(ow):
            dw[:, :, u, v] = np.einsum('nfij,ncij->fc', d, xp[:, :, u:u+dh, v:v+dwid])
    db = dy.sum(axis=(0, 2, 3))
    return dxp[:, :, pad:pad+H, pad:pad+W], dw, db
