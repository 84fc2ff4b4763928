# cause: the backward returns the derivatives of sum(y): dy is used for its shape only, in all three.
# accept: ones-upstream
# true: dx-ignores-upstream dw-ignores-upstream
# two known mistakes, and db
# where: dx dw db
import numpy as np

def dense_forward(x, w, b):
    y = x @ w + b
    return y, (x, w, b)

def dense_backward(dy, cache):
    x, w, b = cache
    N, M = dy.shape
    # y = x w + b  =>  dy/dx = w,  dy/dw = x,  dy/db = 1
    dx = np.repeat(w.sum(axis=1)[None, :], N, axis=0)
    dw = np.repeat(x.sum(axis=0)[:, None], M, axis=1)
    db = N * np.ones(M)
    return dx, dw, db
