# expect: pass
import numpy as np


def dense_forward(x, w, b):
    X, W = x.tolist(), w.tolist()
    y = [[sum(xi * wi[m] for xi, wi in zip(row, W)) + b[m] for m in range(len(W[0]))] for row in X]
    return np.array(y), [X, W]


def dense_backward(dy, cache):
    X, W = cache
    G = dy.tolist()
    dx = [[sum(g * w for g, w in zip(row, ws)) for ws in W] for row in G]
    dw = [[sum(X[n][d] * G[n][m] for n in range(len(X))) for m in range(len(G[0]))] for d in range(len(W))]
    return np.array(dx), np.array(dw), np.array([sum(col) for col in zip(*G)])
