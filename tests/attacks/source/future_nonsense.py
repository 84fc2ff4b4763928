# expect: error loads
# what: asks for features that no Python has
from __future__ import braces, barry_as_FLUFL, nothing


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
