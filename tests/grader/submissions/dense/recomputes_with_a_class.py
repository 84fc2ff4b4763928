# expect: pass
from collections import namedtuple

Gradients = namedtuple("Gradients", "dx dw db")


class Dense:
    def __init__(self, *args):
        self.x, self.w, self.b = (a.copy() for a in args)

    def __call__(self):
        return self.x @ self.w + self.b

    def backward(self, dy):
        self()
        return Gradients(dy @ self.w.T, sum(r[:, None] * d for r, d in zip(self.x, dy)), sum(row for row in dy))


def dense_forward(*args):
    layer = Dense(*args)
    return layer(), layer


dense_backward = lambda dy, layer: layer.backward(dy)
