# cause: the loop over the outputs assigns dx instead of adding, so only the last output's share is left.
# accept: not-summed missing-term
# where: dx
import numpy as np

def dense_forward(x, w, b):
    y = x @ w + b
    return y, (x, w)

def dense_backward(dy, cache):
    x, w = cache
    n_out = w.shape[1]
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    db = np.zeros(n_out)
    # go neuron by neuron
    for j in range(n_out):
        err = dy[:, j]
        dw[:, j] = x.T @ err
        db[j] = err.sum()
        dx = np.outer(err, w[:, j])
    return dx, dw, db
