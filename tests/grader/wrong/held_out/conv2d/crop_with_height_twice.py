# cause: dx is cut out of the padded array with the height for both axes, so a wide image loses columns.
# accept: only-non-square
# where: dx
import numpy as np


class Conv:
    def __init__(self, w, b, stride, pad):
        self.w, self.b, self.s, self.p = w, b, stride, pad

    def _slices(self, i, j):
        kh, kw = self.w.shape[2:]
        return slice(i * self.s, i * self.s + kh), slice(j * self.s, j * self.s + kw)

    def forward(self, x):
        self.x = x
        p = self.p
        self.xp = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])
        oh = (self.xp.shape[2] - self.w.shape[2]) // self.s + 1
        ow = (self.xp.shape[3] - self.w.shape[3]) // self.s + 1
        y = np.zeros((x.shape[0], self.w.shape[0], oh, ow))
        for i in range(oh):
            for j in range(ow):
                r, c = self._slices(i, j)
                y[:, :, i, j] = np.einsum("ncuv,fcuv->nf", self.xp[:, :, r, c], self.w)
        return y + self.b[None, :, None, None]

    def backward(self, dy):
        dxp = np.zeros_like(self.xp)
        dw = np.zeros_like(self.w)
        for i in range(dy.shape[2]):
            for j in range(dy.shape[3]):
                r, c = self._slices(i, j)
                dw += np.einsum("nf,ncuv->fcuv", dy[:, :, i, j], self.xp[:, :, r, c])
                dxp[:, :, r, c] += np.einsum("nf,fcuv->ncuv", dy[:, :, i, j], self.w)
        h = self.x.shape[2]
        dx = dxp[:, :, self.p:self.p + h, self.p:self.p + h]
        return dx, dw, dy.sum(axis=(0, 2, 3))


def conv2d_forward(x, w, b, stride, pad):
    layer = Conv(w, b, stride, pad)
    return layer.forward(x), layer


def conv2d_backward(dy, cache):
    return cache.backward(dy)
