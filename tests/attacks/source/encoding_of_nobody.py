# expect: error loads
# -*- coding: no-such-encoding -*-
# what: names an encoding that nobody has
# +AAo-print('BREACH: hidden')


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
