# expect: fail gradient-shape
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    yield dy @ w.T
    yield x.T @ dy
    yield dy.sum(axis=0)
