# expect: fail inputs
def dense_forward(x, w, b):
    y = x @ w + b
    w *= 1.5
    return y, (x, w / 1.5)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
