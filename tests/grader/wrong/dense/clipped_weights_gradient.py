# cause: dw is clipped to [-2, 2].
# accept: outside
# where: dw
import numpy as np


def clip(g, limit=2.0):
    # 梯度裁剪，防止梯度爆炸
    return np.minimum(np.maximum(g, -limit), limit)


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = clip(x.T @ dy)
    return dy @ w.T, dw, dy.sum(axis=0)
