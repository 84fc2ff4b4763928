# cause: in the full convolution for dx np.flip turns all four axes of w, not the last two only.
# accept: outside
# where: dx
import numpy as np

def conv2d_forward(x, w, b, stride, pad):
    xp = np.pad(x, ((0,0), (0,0), (pad,pad), (pad,pad)))
    KH, KW = w.shape[-2:]
    win = np.lib.stride_tricks.sliding_window_view(xp, (KH, KW), axis=(2, 3))[:, :, ::stride, ::stride]
    y = np.einsum('nchwij,fcij->nfhw', win, w, optimize=True) + b[None, :, None, None]
    return y, (x, win, w, stride, pad)

def conv2d_backward(dy, cache):
    x, win, w, stride, pad = cache
    N, C, H, W = x.shape
    KH, KW = w.shape[-2:]
    dw = np.einsum('nfhw,nchwij->fcij', dy, win, optimize=True)
    db = dy.sum((0, 2, 3))

    # dx = full conv of (dilated) dy with the flipped kernel
    HP, WP = H + 2*pad, W + 2*pad
    z = np.zeros((N, dy.shape[1], HP + KH - 1, WP + KW - 1))
    oh, ow = dy.shape[2:]
    z[:, :, KH-1:KH-1+(oh-1)*stride+1:stride, KW-1:KW-1+(ow-1)*stride+1:stride] = dy
    zwin = np.lib.stride_tricks.sliding_window_view(z, (KH, KW), axis=(2, 3))
    dxp = np.einsum('nfhwij,fcij->nchw', zwin, np.flip(w), optimize=True)
    return dxp[:, :, pad:pad+H, pad:pad+W], dw, db
