# cause: dy (N, F, OH, OW) is reshaped to rows of F without moving the filter axis to the end, for dx and dw.
# accept: outside
# where: dx dw
import numpy as np


def im2col(x, KH, KW, stride, pad):
    N, C, H, W = x.shape
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (W + 2 * pad - KW) // stride + 1
    img = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], "constant")
    col = np.zeros((N, C, KH, KW, OH, OW))
    for y in range(KH):
        y_max = y + stride * OH
        for x_ in range(KW):
            x_max = x_ + stride * OW
            col[:, :, y, x_, :, :] = img[:, :, y:y_max:stride, x_:x_max:stride][:, :, :OH, :OW]
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(N * OH * OW, -1)


def col2im(col, shape, KH, KW, stride, pad):
    N, C, H, W = shape
    OH = (H + 2 * pad - KH) // stride + 1
    OW = (W + 2 * pad - KW) // stride + 1
    col = col.reshape(N, OH, OW, C, KH, KW).transpose(0, 3, 4, 5, 1, 2)
    img = np.zeros((N, C, H + 2 * pad + stride - 1, W + 2 * pad + stride - 1))
    for y in range(KH):
        for x in range(KW):
            img[:, :, y:y + stride * OH:stride, x:x + stride * OW:stride] += col[:, :, y, x, :, :]
    return img[:, :, pad:H + pad, pad:W + pad]


def conv2d_forward(x, w, b, stride, pad):
    F, C, KH, KW = w.shape
    N, _, H, W = x.shape
    OH = 1 + (H + 2 * pad - KH) // stride
    OW = 1 + (W + 2 * pad - KW) // stride
    col = im2col(x, KH, KW, stride, pad)
    col_W = w.reshape(F, -1).T
    out = np.dot(col, col_W) + b
    out = out.reshape(N, OH, OW, -1).transpose(0, 3, 1, 2)
    return out, (x.shape, col, col_W, w.shape, stride, pad)


def conv2d_backward(dy, cache):
    x_shape, col, col_W, w_shape, stride, pad = cache
    F, C, KH, KW = w_shape
    db = np.sum(dy, axis=(0, 2, 3))
    dout = dy.reshape(-1, F)
    dW = np.dot(col.T, dout).transpose(1, 0).reshape(F, C, KH, KW)
    dcol = np.dot(dout, col_W.T)
    dx = col2im(dcol, x_shape, KH, KW, stride, pad)
    return dx, dW, db
