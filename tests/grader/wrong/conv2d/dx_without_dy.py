# cause: dx ignores the upstream gradient: every window adds the filters themselves.
# accept: ones-upstream
# where: dx
import numpy as np


class Conv:
    def __init__(self, w, b, stride, pad):
        self.w, self.b, self.s, self.p = w, b, stride, pad

    def spots(self, oh, ow):
        kh, kw = self.w.shape[2:]
        for i in range(oh):
            for j in range(ow):
                yield i, j, slice(i * self.s, i * self.s + kh), slice(j * self.s, j * self.s + kw)

    def forward(self, x):
        p = self.p
        self.x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
        oh = (self.x.shape[2] - self.w.shape[2]) // self.s + 1
        ow = (self.x.shape[3] - self.w.shape[3]) // self.s + 1
        y = np.zeros((len(x), len(self.w), oh, ow))
        for i, j, rows, cols in self.spots(oh, ow):
            y[:, :, i, j] = np.einsum("nchw,fchw->nf", self.x[:, :, rows, cols], self.w) + self.b
        return y

    def backward(self, dy):
        dx, dw = np.zeros_like(self.x), np.zeros_like(self.w)
        for i, j, rows, cols in self.spots(*dy.shape[2:]):
            dx[:, :, rows, cols] += self.w.sum(axis=0)  # dy/dx = w, for all filters
            dw += np.einsum("nf,nchw->fchw", dy[:, :, i, j], self.x[:, :, rows, cols])
        h, w = dx.shape[2] - 2 * self.p, dx.shape[3] - 2 * self.p
        return dx[:, :, self.p :][:, :, :h, self.p :][..., :w], dw, dy.sum(axis=(0, 2, 3))


def conv2d_forward(x, w, b, stride, pad):
    layer = Conv(w, b, stride, pad)
    return layer.forward(x), layer


def conv2d_backward(dy, cache):
    return cache.backward(dy)
