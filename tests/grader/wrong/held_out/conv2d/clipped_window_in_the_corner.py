# cause: for dw a window that begins in the padding is clipped to the image and put at the kernel's upper left corner.
# accept: borders
# where: dw
import numpy as np

def conv2d_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, C, KH, KW = w.shape
    OH = (H + 2*pad - KH)//stride + 1
    OW = (W + 2*pad - KW)//stride + 1
    xp = np.pad(x, ((0,0),(0,0),(pad,pad),(pad,pad)))
    y = np.zeros((N, F, OH, OW))
    for i in range(OH):
        for j in range(OW):
            y[:, :, i, j] = np.einsum('nchw,fchw->nf', xp[:, :, i*stride:i*stride+KH, j*stride:j*stride+KW], w) + b
    return y, (x, w, stride, pad)

def conv2d_backward(dy, cache):
    x, w, stride, pad = cache
    N, C, H, W = x.shape
    KH, KW = w.shape[2:]
    dw = np.zeros_like(w)
    dxp = np.zeros((N, C, H + 2*pad, W + 2*pad))
    for i in range(dy.shape[2]):
        for j in range(dy.shape[3]):
            g = dy[:, :, i, j]
            dxp[:, :, i*stride:i*stride+KH, j*stride:j*stride+KW] += np.einsum('nf,fchw->nchw', g, w)
            # part of the window that lies on the image
            top, left = i*stride - pad, j*stride - pad
            h0, h1 = max(top, 0), min(top + KH, H)
            w0, w1 = max(left, 0), min(left + KW, W)
            if h1 > h0 and w1 > w0:
                dw[:, :, :h1-h0, :w1-w0] += np.einsum('nf,nchw->fchw', g, x[:, :, h0:h1, w0:w1])
    return dxp[:, :, pad:pad+H, pad:pad+W], dw, dy.sum(axis=(0, 2, 3))
