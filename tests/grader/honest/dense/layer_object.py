# expect: pass
import numpy as np


class Layer:
    __slots__ = ("w", "x")

    def __init__(self, w):
        self.w = w

    def forward(self, x, b):
        self.x = x
        return np.add(np.dot(x, self.w), b)

    def backward(self, dy):
        return dy.dot(self.w.T), np.tensordot(self.x, dy, axes=(0, 0)), dy.T.sum(axis=-1)


def dense_forward(x, w, b):
    layer = Layer(w)
    return layer.forward(x, b), layer


def dense_backward(dy, layer):
    return layer.backward(dy)
