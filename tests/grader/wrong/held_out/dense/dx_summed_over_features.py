# cause: the products dy * w (N, D, M) are summed over the features instead of the outputs, so dx is (N, M).
# accept: wrong-axis
# where: dx
import numpy as np

def dense_forward(x, w, b):
    return (x[:, :, np.newaxis] * w[np.newaxis, :, :]).sum(axis=1) + b, (x, w)

def dense_backward(dy, cache):
    x, w = cache
    # mirror the forward with broadcasting
    dx = (dy[:, np.newaxis, :] * w[np.newaxis, :, :]).sum(axis=1)
    dw = (x[:, :, np.newaxis] * dy[:, np.newaxis, :]).sum(axis=0)
    db = dy.sum(axis=0)
    return dx, dw, db
