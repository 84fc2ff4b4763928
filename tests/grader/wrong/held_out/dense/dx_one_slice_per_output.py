# cause: dx keeps one slice per output, (N, D, M); the outputs that an input feeds must be summed.
# accept: not-summed
# where: dx
import numpy as np


def dense_forward(x, w, b):
    """affine layer"""
    out = x @ w + b[None, :]
    return out, {"x": x, "w": w, "b": b}


def dense_backward(dy, cache):
    """chain rule: dL/dx = dL/dy * dy/dx, with dy/dx = w"""
    x = cache["x"]
    w = cache["w"]
    dx = np.einsum("nm,dm->ndm", dy, w)
    dw = np.einsum("nm,nd->dm", dy, x)
    db = np.einsum("nm->m", dy)
    return dx, dw, db
