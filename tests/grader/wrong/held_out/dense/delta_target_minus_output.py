# cause: dy is negated at the start of the backward (delta as target minus output), so all three have the wrong sign.
# accept: sign factor
# true: dw-sign
# dw alone is that known mistake
# where: dx dw db
import numpy as np

def dense_forward(x, w, b):
    z = x.dot(w) + b
    return z, {'A': x, 'W': w}

def dense_backward(dy, cache):
    A, W = cache['A'], cache['W']
    # delta rule: delta = (t - y), and dL/dy = y - t
    delta = -dy
    dW = A.T.dot(delta)
    dB = delta.sum(0)
    dA = delta.dot(W.T)
    return dA, dW, dB
