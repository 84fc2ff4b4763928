# expect: pass
import numpy as np


def dense_forward(x, w, b):
    y = np.zeros((2 * x.shape[0], w.shape[1]), order="F")[::2]
    y[...] = x @ w + b
    return [y.astype(">f8"), [x, {"w": w}, (i for i in ())]]


def dense_backward(dy, cache):
    x, rest, _ = cache
    dx = np.asfortranarray(dy @ rest["w"].T)
    dw = (dy.T @ x).T
    db = np.broadcast_to(dy, (1, *dy.shape))[0].sum(axis=0)
    db.flags.writeable = False
    return [dx, dw, db]
