# expect: error loads
# -*- coding: utf-7 -*-
# what: is written in UTF-7, in which a comment may hold a line end
# +AAo-print('BREACH: hidden')


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
