# cause: dw is the outer product of the sums of x and dy over the batch, not the sum of the outer products.
# accept: only-batch
# where: dw
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, dict(x=x, w=w)


def dense_backward(dy, cache):
    x, w = cache["x"], cache["w"]
    # for one sample dw is outer(x, dy); batch -> sum over the batch dim
    dw = np.outer(x.sum(axis=0), dy.sum(axis=0))
    dx = np.stack([w @ row for row in dy])
    db = dy.sum(axis=0)
    return dx, dw, db
