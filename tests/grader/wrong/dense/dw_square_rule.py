# cause: dw is twice too large: the factor 2 of a squared error is put into the layer.
# accept: factor
# where: dw
import numpy as np


class Linear:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __call__(self, x):
        self.x = x
        return x @ self.w + self.b

    def grads(self, dy):
        # d/dw (xw - t)^2 = 2 x (xw - t), and dy is the (xw - t)
        dw = 2 * self.x.T @ dy
        return dy @ self.w.T, dw, dy.sum(0)


def dense_forward(x, w, b):
    layer = Linear(w, b)
    return layer(x), layer


def dense_backward(dy, cache):
    return cache.grads(dy)
