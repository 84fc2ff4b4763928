# expect: fail gradient-shape
calls = 0


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    global calls
    calls += 1
    x, w = cache
    return dy @ w.T, (x.T @ dy if calls != 2 else x), dy.sum(axis=0)
