# expect: error loads
# -*- coding: zlib_codec -*-
# what: names an encoding of bytes to bytes, which is no encoding of text
# +AAo-print('BREACH: hidden')


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
