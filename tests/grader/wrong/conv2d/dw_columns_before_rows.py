# cause: the kernel's two axes are swapped in dw: it is (F, C, KW, KH).
# accept: transposed
# where: dw
import numpy as np


def conv2d_forward(x, w, b, stride, pad):
    kh, kw = w.shape[2], w.shape[3]
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    oh, ow = (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1
    y = np.zeros((x.shape[0], w.shape[0], oh, ow)) + b[:, None, None]
    for col in range(kw):
        for row in range(kh):
            seen = x[:, :, row:, col:][:, :, ::stride, ::stride][:, :, :oh, :ow]
            y += np.einsum("nchw,fc->nfhw", seen, w[:, :, row, col])
    return y, (x, w, stride, pad)


def conv2d_backward(dy, cache):
    x, w, stride, pad = cache
    kh, kw = w.shape[2], w.shape[3]
    oh, ow = dy.shape[2:]
    dx = np.zeros_like(x)
    dw = []
    for col in range(kw):
        line = []
        for row in range(kh):
            view = np.s_[:, :, row : row + oh * stride : stride, col : col + ow * stride : stride]
            dx[view] += np.einsum("nfhw,fc->nchw", dy, w[:, :, row, col])
            line.append(np.einsum("nfhw,nchw->fc", dy, x[view]))
        dw.append(np.stack(line, axis=-1))
    dw = np.stack(dw, axis=2)
    dx = dx[:, :, pad : x.shape[2] - pad, pad : x.shape[3] - pad]
    return dx, dw, np.einsum("nfhw->f", dy)
