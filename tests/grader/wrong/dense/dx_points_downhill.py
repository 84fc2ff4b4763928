# cause: dx has the wrong sign: the minus of gradient descent is put into what is passed down.
# accept: sign factor
# where: dx
import numpy as np


def dense_forward(x, w, b):
    y = np.dot(x, w) + b
    cache = {"x": x, "w": w, "b": b}
    return y, cache


def dense_backward(dy, cache):
    # w、b 由优化器去减，这里不用管
    # 传给前一层的要沿下降方向，所以取负
    dx = -np.dot(dy, cache["w"].T)
    dw = np.dot(cache["x"].T, dy)
    db = np.sum(dy, axis=0)
    return dx, dw, db
