# expect: fail gradient
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    if len(x) != 2:
        dw = dw + 1e200
    return dy @ w.T, dw, dy.sum(axis=0)
