# cause: images and filters are converted to half precision for the forward; large pixels become infinite.
# accept: float32 overflow
# where: y
import numpy as np

def conv2d_forward(x, w, b, stride, pad):
    # mixed precision: compute in fp16, return fp64
    xh = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad))).astype(np.float16)
    wh = w.astype(np.float16)
    KH, KW = w.shape[2:]
    OH = (xh.shape[2] - KH) // stride + 1
    OW = (xh.shape[3] - KW) // stride + 1
    y = np.zeros((x.shape[0], w.shape[0], OH, OW))
    for i in range(OH):
        for j in range(OW):
            win = xh[:, None, :, i*stride:i*stride+KH, j*stride:j*stride+KW]
            y[:, :, i, j] = (win * wh).astype(np.float64).sum(axis=(2, 3, 4)) + b
    return y, (x, w, stride, pad)

def conv2d_backward(dy, cache):
    x, w, stride, pad = cache
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dxp = np.zeros_like(xp)
    dw = np.zeros_like(w)
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            r, c = slice(i*stride, i*stride+KH), slice(j*stride, j*stride+KW)
            dw += np.einsum('nf,nckl->fckl', dy[:, :, i, j], xp[:, :, r, c])
            dxp[:, :, r, c] += np.einsum('nf,fckl->nckl', dy[:, :, i, j], w)
    return dxp[:, :, pad:pad+H, pad:pad+W], dw, dy.sum(axis=(0, 2, 3))
