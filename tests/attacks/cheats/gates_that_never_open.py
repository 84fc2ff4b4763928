# expect: fail forward
# what: returns the state it was given and the gradients of that, which are right for it
# exercise: lstm
import numpy as np


def lstm_forward(x, h0, c0, wx, wh, b):
    return np.repeat(h0[:, None], x.shape[1], axis=1), (x, h0, c0, wx, wh, b)


def lstm_backward(dh, cache):
    x, h0, c0, wx, wh, b = cache
    zeros = [np.zeros_like(a) for a in (x, c0, wx, wh, b)]
    return zeros[0], dh.sum(axis=1), *zeros[1:]
