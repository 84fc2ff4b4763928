# cause: dw is filled entry by entry into an array of ints, which cuts the decimals off.
# accept: outside
# where: dw
import numpy as np

def dense_forward(x, w, b):
    return x @ w + b, (x, w)

def dense_backward(dy, cache):
    x, w = cache
    D, M = w.shape
    dw = np.full((D, M), 0)
    for d in range(D):
        for m in range(M):
            dw[d, m] = sum(x[:, d] * dy[:, m])
    dx = dy @ w.T
    db = dy.sum(axis=0)
    return dx, dw.astype(float), db
