# cause: the bias is a row of the augmented weights, and dw is returned with that row still in it, (D + 1, M).
# accept: outside
# where: dw
import numpy as np


def augment(x):
    return np.hstack([x, np.ones((x.shape[0], 1))])


def dense_forward(x, w, b):
    X = augment(x)
    W = np.vstack([w, b])
    return X @ W, (X, W)


def dense_backward(dy, cache):
    X, W = cache
    dW = X.T @ dy
    dX = dy @ W.T
    return dX[:, :-1], dW, dW[-1]
