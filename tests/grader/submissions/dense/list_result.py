# expect: fail shape
def dense_forward(x, w, b):
    return (x @ w + b).tolist(), (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
