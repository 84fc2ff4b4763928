# expect: pass
import numpy as np


def dense_forward(x, w, b):
    y = b.copy()[None, :].repeat(len(x), axis=0)
    for d in reversed(range(x.shape[1])):
        y += x[:, d : d + 1] * w[d]
    return y, {"x": x.copy(), "w": w.copy()}


def dense_backward(dy, cache):
    dw = sum(np.outer(x, g) for x, g in zip(cache["x"][::-1], dy[::-1]))
    return (cache["w"] @ dy.T).T, dw, np.add.reduce(dy[::-1], axis=0)
