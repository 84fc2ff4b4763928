# cause: the loop over the samples starts at 1, so the first sample's share is missing in dw and db.
# accept: missing-term
# where: dw db
import numpy as np

def dense_forward(x, w, b):
    y = np.einsum('nd,dm->nm', x, w) + b
    return y, [x, w]

def dense_backward(dy, cache):
    x, w = cache
    N = x.shape[0]
    dw = np.zeros_like(w)
    db = np.zeros(w.shape[1])
    for i in range(1, N):          # for i = 1..N
        dw += np.outer(x[i], dy[i])
        db += dy[i]
    dx = np.einsum('nm,dm->nd', dy, w)
    return dx, dw, db
