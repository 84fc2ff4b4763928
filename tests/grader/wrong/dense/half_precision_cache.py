# cause: x is cached in half precision, so dw keeps three digits and is infinite for large inputs.
# accept: float32 overflow
# where: dw
import numpy as np


def dense_forward(x, w, b):
    y = x @ w + b
    # activations are what eats the memory: keep them in fp16
    cache = (x.astype("float16"), w)
    return y, cache


def dense_backward(dy, cache):
    x16, w = cache
    x = x16.astype("float64")
    return dy.dot(w.T), x.T.dot(dy), dy.sum(axis=0)
