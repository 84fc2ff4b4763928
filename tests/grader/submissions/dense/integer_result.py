# expect: fail gradient-shape
def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return (dy @ w.T).astype(int), x.T @ dy, dy.sum(axis=0)
