# cause: the forward ends with a softmax over the outputs, which this layer does not have.
# accept: outside
# where: y
import numpy as np


def softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def dense_forward(x, w, b):
    logits = x @ w + b
    probs = softmax(logits)
    return probs, (x, w, probs)


def dense_backward(dy, cache):
    x, w, p = cache
    dz = p * (dy - (dy * p).sum(axis=1, keepdims=True))
    return dz @ w.T, x.T @ dz, dz.sum(axis=0)
