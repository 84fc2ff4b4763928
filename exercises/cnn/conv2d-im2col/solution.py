"""im2col and col2im: one loop over the places within a window, all windows at once."""

import numpy as np


def im2col_forward(x, kh, kw, stride, pad):
    """Row (n, i, j) of the matrix is the window of image n at (i, j), column (c, u, v) its pixel."""
    N, C, H, W = x.shape
    OH = (H + 2 * pad - kh) // stride + 1
    OW = (W + 2 * pad - kw) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))

    six = np.empty((N, C, kh, kw, OH, OW))
    for u in range(kh):
        for v in range(kw):
            # What all windows have at (u, v) lies stride pixels apart: kh·kw slices for any number of windows.
            six[:, :, u, v] = xp[:, :, u : u + stride * OH : stride, v : v + stride * OW : stride]
    cols = six.transpose(0, 4, 5, 1, 2, 3).reshape(N * OH * OW, C * kh * kw)
    return cols, (x.shape, xp.shape, six.shape, stride, pad)


def im2col_backward(dcols, cache):
    """col2im: every copy of a pixel sends its gradient back to that pixel."""
    (N, C, H, W), padded, (*_, kh, kw, OH, OW), stride, pad = cache
    dsix = dcols.reshape(N, OH, OW, C, kh, kw).transpose(0, 3, 4, 5, 1, 2)

    dxp = np.zeros(padded)
    for u in range(kh):
        for v in range(kw):
            # Windows overlap, so a pixel was copied several times. Within one (u, v) no pixel comes twice.
            dxp[:, :, u : u + stride * OH : stride, v : v + stride * OW : stride] += dsix[:, :, u, v]
    return dxp[:, :, pad : pad + H, pad : pad + W]
