# expect: pass
import numpy as np


def softmax_loss_forward(z, t):
    p = np.array([np.exp(row - row.max()) / np.exp(row - row.max()).sum() for row in z])
    return float(np.mean([-np.log(row[k]) for row, k in zip(p, t)])), [p, t]


def softmax_loss_backward(dloss, cache):
    p, t = cache
    dz = np.zeros_like(p)
    for n, (row, k) in enumerate(zip(p, t)):
        jacobian = np.diag(row) - np.outer(row, row)
        dz[n] = jacobian @ np.where(np.arange(len(row)) == k, -1 / row, 0)
    return dz * dloss / len(t)
