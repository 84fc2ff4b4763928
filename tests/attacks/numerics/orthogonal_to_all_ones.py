# expect: fail gradient
# what: is right for an upstream of all ones, the only one that many tests use
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = dw + x.T @ (dy - dy.mean())
    return dy @ w.T, dw, dy.sum(axis=0)
