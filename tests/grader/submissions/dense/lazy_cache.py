# expect: pass
def dense_forward(x, w, b):
    return x @ w + b, lambda dy: (dy @ w.T, x.T @ dy, dy.sum(axis=0))


def dense_backward(dy, cache):
    return cache(dy)
