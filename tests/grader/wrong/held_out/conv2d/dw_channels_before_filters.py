# cause: dw comes out as (C, F, KH, KW): its first two axes, channels and filters, are swapped.
# accept: transposed
# where: dw
import numpy as np

def conv2d_forward(x, w, b, stride, pad):
    n, c, h, wd = x.shape
    f, _, kh, kw = w.shape
    oh = (h + 2*pad - kh)//stride + 1
    ow = (wd + 2*pad - kw)//stride + 1
    xp = np.zeros((n, c, h + 2*pad, wd + 2*pad))
    xp[:, :, pad:pad+h, pad:pad+wd] = x
    y = np.zeros((n, f, oh, ow))
    for i in range(oh):
        for j in range(ow):
            patch = xp[:, :, i*stride:i*stride+kh, j*stride:j*stride+kw]
            y[:, :, i, j] = np.tensordot(patch, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return y, (x, xp, w, stride, pad)

def conv2d_backward(dy, cache):
    x, xp, w, stride, pad = cache
    h, wd = x.shape[2:]
    f, c, kh, kw = w.shape
    dxp = np.zeros_like(xp)
    dw = 0
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            patch = xp[:, :, i*stride:i*stride+kh, j*stride:j*stride+kw]
            g = dy[:, :, i, j]
            dw = dw + np.einsum('nf,ncuv->cfuv', g, patch)
            dxp[:, :, i*stride:i*stride+kh, j*stride:j*stride+kw] += np.tensordot(g, w, axes=(1, 0))
    dx = dxp[:, :, pad:pad+h, pad:pad+wd]
    return dx, dw, dy.sum((0, 2, 3))
