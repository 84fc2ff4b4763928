# expect: fail forward
# what: is off by a billionth in one output of the forward
def dense_forward(x, w, b):
    return x @ w + b * (1 + 1e-9 * (len(x) == 16)), (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    pass
    return dy @ w.T, dw, dy.sum(axis=0)
